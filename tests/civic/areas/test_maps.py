"""Districts as tiles, with the list beside them; departments with their phones."""

from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.areas.domain.loading import load_areas, load_departments
from civic.areas.maps import city_maps, level
from civic.areas.models import Area, Department
from civic.areas.queries import departments, districts
from proposals.places import open_proposals
from tests import factories

pytestmark = pytest.mark.django_db
EUNPYEONG, JONGNO = "1138000000", "1111000000"


@pytest.fixture
def seoul() -> Area:
    load_areas(city="1100000000")
    load_departments(city="1100000000")
    return Area.objects.get(code="1100000000")


SHADES = [(0, 0, 0), (0, 9, 0), (1, 100, 1), (50, 100, 2), (51, 100, 3), (100, 100, 4), (1, 1, 4)]


@pytest.mark.parametrize(("number", "most", "wanted"), SHADES)
def test_the_more_the_darker_and_one_is_never_nothing(number: int, most: int, wanted: int) -> None:
    assert level(number, most) == wanted


def test_each_city_is_measured_against_its_own_darkest_tile(seoul: Area) -> None:
    load_areas(city="2600000000")
    maps = city_maps(
        districts(), {JONGNO: 8, EUNPYEONG: 2, "2635000000": 1}, lambda code: f"/?area={code}", current=JONGNO
    )
    assert [(one.city.name, len(one.tiles), one.total) for one in maps] == [
        ("서울특별시", 25, 10),
        ("부산광역시", 16, 1),
    ]
    tiles = {tile["label"]: tile for one in maps for tile in one.tiles}
    assert (tiles["종로구"]["level"], tiles["은평구"]["level"], tiles["해운대구"]["level"]) == (4, 1, 4)
    assert tiles["종로구"]["current"] is True
    assert tiles["은평구"]["href"] == f"/?area={EUNPYEONG}"


def test_only_open_proposals_count_and_a_neighbourhood_counts_for_its_district(
    seoul: Area, kim: User
) -> None:
    jongno = Area.objects.get(code=JONGNO)
    village = Area.objects.create(code="1111051500", level="neighbourhood", parent=jongno, name="청운효자동")
    call = factories.a_call()
    for area, state in (
        (jongno, "open"),
        (village, "open"),
        (jongno, "draft"),
        (jongno, "hidden"),
        (jongno, "review"),
    ):
        factories.a_proposal(author=kim, call=call, area=area, state=state)
    assert open_proposals.count(kim).numbers == {JONGNO: 2}


def test_the_map_on_home_leads_to_the_lists(client: Client, seoul: Area, kim: User) -> None:
    factories.a_proposal(author=kim, area=Area.objects.get(code=EUNPYEONG))
    html = client.get("/").content.decode()
    assert "우리 동네" in html
    assert html.count(f'href="/proposals/?area={EUNPYEONG}"') == 2, "the tile, and its twin in the list"
    assert client.get(f"/proposals/?area={EUNPYEONG}").status_code == 200


def test_without_open_proposals_there_is_no_map(client: Client, seoul: Area) -> None:
    assert "우리 동네" not in client.get("/").content.decode()


def test_the_reader_s_own_district_is_marked(client: Client, seoul: Area, kim: User) -> None:
    factories.a_proposal(author=kim, area=Area.objects.get(code=EUNPYEONG))
    client.force_login(kim)
    html = client.get("/").content.decode()
    assert html.count('aria-current="true"') == 1


def test_departments_are_a_tree_with_phones(client: Client, seoul: Area) -> None:
    parent = Department.objects.get(code="seoul-safety")
    Department.objects.create(
        code="a-team", area=seoul, parent=parent, name="안전점검팀", phone="02-000-0199"
    )
    tree = [(one.code, depth) for one, depth in departments().tree]
    at = tree.index(("seoul-safety", 0))
    assert tree[at + 1] == ("a-team", 1)
    html = client.get("/areas/").content.decode()
    assert 'href="tel:02-000-0199"' in html


def test_the_page_asks_the_same_number_of_questions_for_one_and_three(
    client: Client, kim: User, django_assert_num_queries: Any
) -> None:
    factories.a_department()
    factories.a_proposal(author=kim)
    client.get("/areas/")
    with django_assert_num_queries(3):
        client.get("/areas/")
    for code in ("parks", "welfare"):
        factories.a_department(code)
        factories.a_proposal(author=kim)
    with django_assert_num_queries(3):
        client.get("/areas/")


def test_an_empty_city_says_what_the_operator_does(client: Client) -> None:
    html = client.get("/areas/").content.decode()
    assert "load_areas" in html
