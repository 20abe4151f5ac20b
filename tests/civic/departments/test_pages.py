"""The administrators' desk of the departments, and the page of a department that says what became of it."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.areas.models import Department
from civic.common.clock import now
from civic.departments.domain import ending
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "2027년 조직 개편으로 공원과에 합쳤습니다."


@pytest.fixture
def desk(client: Client, admin: User) -> Client:
    factories.a_second_factor(admin)
    client.force_login(admin)
    return client


@pytest.fixture
def safety() -> Department:
    return factories.a_department(phone="02-111")


@pytest.fixture
def parks() -> Department:
    return factories.a_department("parks", name="공원과", phone="02-222")


def test_a_department_is_renamed_on_the_desk(desk: Client, safety: Department) -> None:
    assert "/departments/safety/rename/" in desk.get("/departments/").content.decode()
    form = {"name": "시민안전과", "because": "새 이름"}
    assert desk.post("/departments/safety/rename/", {"name": "안전과", "because": "x"}).status_code == 422
    assert desk.post("/departments/safety/rename/", {"name": "숲과"}).status_code == 422
    done = desk.post("/departments/safety/rename/", form)
    assert (done.status_code, done.headers["Location"]) == (302, "/areas/departments/safety/")
    page = Client().get("/areas/departments/safety/").content.decode()
    for words in ("안전과", "새 이름", "/areas/departments/safety-2/", "02-111"):
        assert words in page
    assert "/areas/departments/safety/" in Client().get("/areas/departments/safety-2/").content.decode()


def test_a_department_is_merged_on_the_desk(
    desk: Client, yoon: User, safety: Department, parks: Department
) -> None:
    factories.a_proposal(state="review")
    page = desk.get("/departments/safety/end/").content.decode()
    for words in ("제안: 1", "역할: 1", "공원과"):
        assert words in page
    refused = desk.post("/departments/safety/end/", {"because": WHY})
    assert refused.status_code == 422
    assert desk.post("/departments/safety/end/", {"because": WHY, "successor": parks.pk}).status_code == 302
    assert "/departments/safety/" not in desk.get("/departments/").content.decode()
    page = Client().get("/areas/departments/safety/").content.decode()
    assert WHY in page
    assert 'href="/areas/departments/parks/"' in page
    assert desk.get("/departments/safety/end/").status_code == 409


def test_the_list_shows_those_in_force_and_below_them_what_became_of_others(
    admin: User, safety: Department, parks: Department, django_assert_max_num_queries: Any
) -> None:
    ending.end(admin, safety, successor=parks, because=WHY, at=now())
    page = Client().get("/areas/").content.decode()
    in_force, ended = page.split('id="ended"')
    assert "02-222" in in_force
    assert "02-111" not in in_force
    assert "/areas/departments/safety/" in ended


def test_whoever_filters_by_it_still_can(admin: User, safety: Department, parks: Department) -> None:
    factories.a_proposal(title="옛 부서의 제안", state="answered", department=safety)
    ending.end(admin, safety, successor=parks, because=WHY, at=now())
    page = Client().get("/proposals/?department=safety").content.decode()
    assert "옛 부서의 제안" in page
    assert f"안전과({now().year}년까지)" in page


def test_the_codes_say_what_came_after(admin: User, safety: Department, parks: Department) -> None:
    ending.end(admin, safety, successor=parks, because=WHY, at=now())
    file = b"".join(Client().get("/data/codes.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(file))}
    assert rows["safety"]["successor"] == "parks"
    assert rows["safety"]["ended_on"]
    assert rows["parks"]["ended_on"] == rows["parks"]["successor"] == ""


def test_the_administrators_find_the_desk(desk: Client, yoon: User) -> None:
    for link in ('href="/departments/"', 'href="/account/desk/roles/"'):
        assert link in desk.get("/desk/").content.decode()
    factories.a_second_factor(yoon)
    officer = Client()
    officer.force_login(yoon)
    assert 'href="/departments/"' not in officer.get("/desk/").content.decode()
