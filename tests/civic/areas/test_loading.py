"""Areas, departments and topics come from files; bad files are refused with their line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from civic.areas.models import Area, Department, Topic

pytestmark = pytest.mark.django_db


def load(*args: str, **options: object) -> str:
    out = StringIO()
    call_command("load_areas", *args, stdout=out, **options)
    return out.getvalue()


def test_the_shipped_file_has_both_cities_with_all_districts() -> None:
    load()
    assert Area.objects.filter(level="borough", parent="1100000000").count() == 25
    assert Area.objects.filter(level="borough", parent="2600000000").count() == 16
    assert Area.objects.get(code="1171000000").name == "송파구"
    assert Area.objects.get(code="1171000000").population == 650258


def test_no_two_districts_of_a_city_share_a_tile() -> None:
    load()
    for city in ("1100000000", "2600000000"):
        tiles = list(Area.objects.filter(parent=city).values_list("tile_column", "tile_row"))
        assert len(set(tiles)) == len(tiles)
        assert all(column is not None and row is not None for column, row in tiles)


def test_loading_again_changes_nothing() -> None:
    load()
    before = (Area.objects.count(), Department.objects.count(), Topic.objects.count())
    load()
    assert (Area.objects.count(), Department.objects.count(), Topic.objects.count()) == before


def test_one_city_alone_can_be_loaded() -> None:
    load(city="2600000000")
    assert not Area.objects.filter(code__startswith="11").exists()
    assert not Department.objects.filter(area__code__startswith="11").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("12,city,,서울,Seoul,1,,,", "code"),
        ("1100000000,planet,,서울,Seoul,1,,,", "level"),
        ("1100000000,city,,,Seoul,1,,,", "name"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "areas.csv"
    head = "code,level,parent,name,name_en,population,population_as_of,tile_column,tile_row"
    file.write_text(f"{head}\n2600000000,city,,부산,Busan,1,,,\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="3") as refused:
        load(str(file))
    assert said in str(refused.value)
    assert not Area.objects.exists()


def test_a_file_without_the_needed_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_text("code,name\n1,x\n", encoding="utf-8")
    with pytest.raises(CommandError, match="level, parent"):
        load(str(file))


def test_boundaries_are_taken_by_code(tmp_path: Path) -> None:
    file = tmp_path / "shapes.geojson"
    square = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'
    file.write_text(
        f'{{"features":[{{"properties":{{"code":"1111000000"}},"geometry":{square}}}]}}', encoding="utf-8"
    )
    load(boundaries=file)
    assert Area.objects.get(code="1111000000").geometry["type"] == "Polygon"


def test_a_boundary_of_an_unknown_area_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "shapes.geojson"
    file.write_text(
        '{"features":[{"properties":{"code":"9"},"geometry":{"type":"Polygon","coordinates":[]}}]}',
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match="“9”"):
        load(boundaries=file)


AREAS = """code,level,parent,name,name_en,population,population_as_of,tile_column,tile_row
3520000000,city,,토론토,Toronto,2794356,2021,,
3520100000,borough,3520000000,노스요크,North York,672955,2021,1,1
3520101000,neighbourhood,3520100000,돈밀스,Don Mills,27695,2021,,
4900000000,city,,다른 도시,Elsewhere,,,,
4910000000,borough,4900000000,다른 구,Other,,,,
"""
DEPARTMENTS = (
    "code,area,parent,name,takes_unrouted\nroads,3520000000,,도로국,1\nparks,3520100000,roads,공원국,0\n"
)
TOPICS = "slug,parent,name\nroads,,도로\nlanes,roads,자전거길\n"


def own(folder: Path, **texts: str) -> dict[str, Path]:
    """The files of a city of its own, with ``texts`` in the place of the good ones."""
    written = {}
    for name, text in ({"areas": AREAS, "departments": DEPARTMENTS, "topics": TOPICS} | texts).items():
        written[name] = folder / f"{name}.csv"
        written[name].write_text(text, encoding="utf-8")
    return written


def load_own(files: dict[str, Path], **options: object) -> str:
    return load(str(files["areas"]), departments=files["departments"], topics=files["topics"], **options)


def test_a_third_city_gets_what_its_files_say_and_nothing_of_the_shipped_ones(tmp_path: Path) -> None:
    files = own(tmp_path)
    assert load_own(files, city="3520000000") == "3 areas, 2 departments, 2 topics, 0 boundaries\n"
    assert set(Area.objects.values_list("code", flat=True)) == {"3520000000", "3520100000", "3520101000"}
    assert Department.objects.get(code="parks").parent == Department.objects.get(takes_unrouted=True)
    load(str(files["areas"]))
    load(departments=files["departments"])
    assert Area.objects.count() == 5, "without a file of areas those that are there stay as they are"
    assert Topic.objects.count() == 2, "and no example comes in by the way"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("areas", "672955", "672 955", r"areas.csv.* 3.*population.*672 955"),
        ("areas", ",1,1\n", ",one,1\n", r"areas.csv.* 3.*tile_column.*one"),
        ("departments", "parks,3520100000", "parks,3520900000", r"departments.csv.* 3.*area.*3520900000"),
        ("departments", "roads,공원국", "raods,공원국", r"departments.csv.* 3.*parent.*raods"),
        ("departments", "도로국,1", "도로국,yes", r"departments.csv.* 2.*takes_unrouted.*yes"),
        ("topics", "lanes,roads", "lanes,raods", r"topics.csv.* 3.*parent.*raods"),
    ],
)
def test_nothing_of_a_citys_own_files_is_lost_without_a_word(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    text = {"areas": AREAS, "departments": DEPARTMENTS, "topics": TOPICS}[name]
    assert old in text
    with pytest.raises(CommandError, match=told):
        load_own(own(tmp_path, **{name: text.replace(old, new)}))
    assert not Area.objects.exists()
    assert not Department.objects.exists(), "all files or nothing"
