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
