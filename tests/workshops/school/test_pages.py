"""The pages of the school, for everybody, for whoever learns, and on the desk."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from civic.accounts.models import User
from civic.common.clock import now
from civic.opendata.catalogue import registry as datasets
from tests import factories
from tests.workshops.school.conftest import a_course, begun, enrolled, over
from workshops.models import Invitation, Workshop
from workshops.school.domain import attending, finishing, planning
from workshops.school.models import Attendance, Course, Graduate

MOMENT = "%Y-%m-%dT%H:%M"


@pytest.fixture
def ko(client: Client) -> Client:
    client.cookies["django_language"] = "ko"
    return client


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(
    number: int, client: Client, seo: User, kim: User, django_assert_num_queries: Any
) -> None:
    courses = [a_course(seo, number) for _n in range(number)]
    for course in courses:
        enrolled(course, kim)
    with django_assert_num_queries(1):
        assert len(client.get("/school/").context["lines"]) == number
    with django_assert_num_queries(3):  # the course, its sessions, named graduates
        client.get(f"/school/{courses[0].code}/")
    client.force_login(kim)
    client.get("/school/mine/")
    with django_assert_num_queries(5):  # session, person, enrolments, roles, unread messages
        assert len(client.get("/school/mine/").context["lines"]) == number
    with django_assert_num_queries(9):
        client.get(f"/school/{courses[0].code}/enrolment/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_for_one_and_for_three(
    number: int, client: Client, seo: User, django_assert_num_queries: Any
) -> None:
    course = begun(a_course(seo, number))
    for n in range(number):
        enrolled_late(course, factories.a_person(f"p{n}"))
    client.force_login(seo)
    client.get("/school/desk/")
    with django_assert_num_queries(5):
        client.get("/school/desk/")
    with django_assert_num_queries(11):
        client.get(f"/school/desk/{course.code}/")
    session = course.sessions.earliest("starts_at")
    with django_assert_num_queries(9):
        assert (
            len(client.get(f"/school/desk/{course.code}/sessions/{session.pk}/").context["lines"]) == number
        )


def enrolled_late(course: Course, person: User) -> None:
    """A place that was taken before the course began."""
    at = now() - timedelta(days=5)
    course.enrolments.create(user=person, name=person.display_name, joined_at=at, seated_at=at)
    Course.objects.filter(pk=course.pk).update(enrolled_count=course.enrolments.count())


def test_the_public_page_says_the_next_step_its_day_and_the_rule(ko: Client, seo: User) -> None:
    course = a_course(seo)
    page = ko.get(f"/school/{course.code}/").content.decode()
    for words in ("5회 중 4회 이상 출석하면 수료합니다.", "다음 회차", "5석 중 5석 남음", "수강 신청"):
        assert words in page
    planned = a_course(seo, announced=False)
    assert ko.get(f"/school/{planned.code}/").status_code == 404
    assert planned.code not in ko.get("/school/").content.decode()


def test_a_person_enrols_waits_and_gives_the_place_up(ko: Client, seo: User, kim: User, lee: User) -> None:
    course = a_course(seo, capacity=1)
    ko.force_login(kim)
    assert ko.post(f"/school/{course.code}/enrol/", {"name": ""}).status_code == 422
    assert ko.post(f"/school/{course.code}/enrol/", {"name": "김하늘"}).status_code == 302
    page = ko.get(f"/school/{course.code}/enrolment/").content.decode()
    assert course.enrolments.get().code in page
    assert ko.get(f"/school/{course.code}/enrolment/qr.svg")["Content-Type"] == "image/svg+xml"
    ko.force_login(lee)
    ko.post(f"/school/{course.code}/enrol/", {"name": "이"})
    assert "대기 순번은 1번입니다" in ko.get(f"/school/{course.code}/enrolment/").content.decode()
    assert "대기" in ko.get("/school/mine/").content.decode()
    ko.force_login(kim)
    assert ko.get(f"/school/{course.code}/enrolment/leave/").status_code == 200
    ko.post(f"/school/{course.code}/enrolment/leave/")
    assert course.enrolments.seated().get().user == lee
    assert ko.get(f"/school/{course.code}/enrolment/").status_code == 404


def test_a_host_plans_a_course_on_the_desk_and_opens_it(ko: Client, seo: User, kim: User) -> None:
    sent = {
        "title": "협치 기초", "area": factories.a_city().pk, "department": factories.a_department().pk,
        "capacity": "20", "attend_percent": "80",
    }  # fmt: skip
    ko.force_login(kim)
    assert ko.post("/school/desk/new/", sent).status_code == 403
    ko.force_login(seo)
    for wrong in ({"capacity": "0"}, {"attend_percent": "101"}):
        assert ko.post("/school/desk/new/", {**sent, **wrong}).status_code == 422
    ko.post("/school/desk/new/", sent)
    course = Course.objects.get(title="협치 기초")
    there = f"/school/desk/{course.code}/"
    assert ko.post(f"{there}sessions/new/", {"title": "1강"}).status_code == 422
    starts = timezone.localtime(now() + timedelta(days=5))
    times = {"starts_at": f"{starts:{MOMENT}}", "ends_at": f"{starts + timedelta(hours=2):{MOMENT}}"}
    ko.post(f"{there}sessions/new/", {"title": "1강", "place": "시민청", **times})
    workshop = factories.a_workshop(starts_in=timedelta(days=7))
    ko.post(f"{there}sessions/new/", {"title": "2강", "workshop": workshop.pk})
    first, second = course.sessions.order_by("starts_at")
    assert second.workshop == workshop
    ko.post(f"{there}sessions/{first.pk}/change/", {"title": "첫날", "place": "시민청", **times})
    ko.post(f"{there}sessions/{second.pk}/drop/")
    assert course.sessions.get().title == "첫날"
    ko.post(f"{there}change/", {**sent, "capacity": "21"})
    ko.post(f"{there}announce/")
    course.refresh_from_db()
    assert (course.state, course.capacity) == ("open", 21)
    assert ko.get(there).status_code == 200
    assert ko.post(f"{there}cancel/", {"reason": ""}).status_code == 422
    ko.post(f"{there}cancel/", {"reason": "강사 사정으로 취소합니다."})
    assert "강사 사정으로 취소합니다." in ko.get(f"/school/{course.code}/").content.decode()


def test_a_private_workshop_is_no_session_of_a_course(ko: Client, seo: User) -> None:
    course = a_course(seo, 1)
    private = factories.a_workshop(starts_in=timedelta(days=7), access="private")
    ko.force_login(seo)
    sent = {"title": "2강", "workshop": private.pk}
    assert ko.post(f"/school/desk/{course.code}/sessions/new/", sent).status_code == 422
    assert course.sessions.count() == 1


def test_attendance_by_list_code_and_camera(ko: Client, seo: User, kim: User, lee: User) -> None:
    course = a_course(seo, 1)
    mine, other = enrolled(course, kim, lee)
    session = begun(course).sessions.get()
    there = f"/school/desk/{course.code}/sessions/{session.pk}/"
    ko.force_login(seo)
    ko.post(there, {"listed": [mine.pk, other.pk, "x"], "present": [mine.pk]})
    assert Attendance.objects.get().enrolment == mine
    assert ko.post(f"{there}code/", {"code": "zzz"}).status_code == 422
    ko.post(f"{there}code/", {"code": other.code})
    assert Attendance.objects.count() == 2
    Attendance.objects.all().delete()
    scan = f"/school/{course.code}/in/{mine.code}/"
    assert ko.get(scan).status_code == 200
    ko.post(scan)
    assert "이미" in ko.post(scan, follow=True).content.decode()
    assert Attendance.objects.get().enrolment == mine
    ko.force_login(kim)
    assert ko.get(scan)["Location"] == f"/school/{course.code}/enrolment/"
    ko.force_login(lee)
    assert ko.get(scan).status_code == 404


@pytest.fixture
def graduate(seo: User, kim: User) -> Graduate:
    course = a_course(seo, 1)
    [mine] = enrolled(course, kim)
    session = over(course).sessions.select_related("course").get()
    attending.note_one(seo, session, mine, at=now())
    return finishing.finish(seo, course, at=now())[0]


def test_the_certificate_is_a_tagged_pdf_whose_number_can_be_checked(
    ko: Client, graduate: Graduate, kim: User, lee: User
) -> None:
    there = f"/school/{graduate.course.code}/enrolment/certificate/"
    ko.force_login(lee)
    assert ko.get(there).status_code == 403
    ko.force_login(kim)
    read = PdfReader(BytesIO(ko.get(there).content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = read.pages[0].extract_text().replace(" ", "")
    for words in ("수료증", "주민예산학교", "1/1", graduate.enrolment.number):
        assert words in text
    ko.logout()
    page = ko.post("/school/check/", {"number": graduate.enrolment.number.lower()}).content.decode()
    assert "주민예산 학교" in page
    assert "kim" not in page.partition("<main")[2]
    assert ko.post("/school/check/", {"number": "AAAAAA-BBBBBB"}).status_code == 422


def test_a_graduates_name_stands_there_only_when_they_agree(
    ko: Client, graduate: Graduate, kim: User
) -> None:
    public = f"/school/{graduate.course.code}/"
    assert "kim" not in ko.get(public).content.decode().partition("<main")[2]
    ko.force_login(kim)
    ko.post(f"{public}enrolment/name/", {"agreed": "yes"})
    ko.logout()
    page = ko.get(public).content.decode().partition("<main")[2]
    assert "kim" in page
    assert "1명이 수료했습니다." in page


def test_my_page_and_the_desk_show_what_comes_next(ko: Client, seo: User, kim: User) -> None:
    course = a_course(seo, 1)
    enrolled(course, kim)
    ko.force_login(kim)
    assert "주민예산 학교" in ko.get("/me/").content.decode()
    over(course)
    ko.force_login(seo)
    assert "과정을 마무리" in ko.get("/desk/").content.decode()
    ko.post(f"/school/desk/{course.code}/finish/")
    course.refresh_from_db()
    assert course.state == "finished"
    assert course.title in ko.get("/school/?when=past").content.decode()


def test_programs_read_courses(client: Client, seo: User) -> None:
    course = a_course(seo, 2)
    a_course(seo, announced=False)
    listed = client.get("/api/v1/school/").json()
    assert [one["code"] for one in listed["results"]] == [course.code]
    read = client.get(f"/api/v1/school/{course.code}/").json()
    assert [one["title"] for one in read["sessions"]] == ["1강", "2강"]
    planning.cancel(seo, course, reason="취소")
    assert client.get("/api/v1/school/").json()["results"] == []
    assert len(client.get("/api/v1/school/?when=past").json()["results"]) == 1


def test_the_dataset_tells_no_small_number_of_graduates(graduate: Graduate) -> None:
    [row] = datasets["courses"].rows()
    assert (row["enrolled"], row["sessions"], row["graduates"]) == (1, 1, None)
    for n in range(9):
        other = graduate.course.enrolments.create(name=f"p{n}", joined_at=now(), seated_at=now())
        Graduate.objects.create(
            course=graduate.course, enrolment=other, attended=1, sessions=1, graduated_at=now()
        )
    [row] = datasets["courses"].rows()
    assert row["graduates"] == 10


def test_nobody_learns_of_a_workshop_that_became_private_from_the_course_it_belongs_to(
    seo: User, kim: User, client: Client
) -> None:
    course = a_course(seo, 1)
    workshop = factories.a_workshop(starts_in=timedelta(days=12))
    planning.save_session(seo, course, None, at=now(), workshop=workshop, title="현장", title_en="")
    page, api = f"/school/{course.code}/", f"/api/v1/school/{course.code}/"
    assert workshop.code in client.get(page).content.decode()
    Workshop.objects.filter(pk=workshop.pk).update(access=Workshop.Access.PRIVATE)
    for path in (page, api):
        assert workshop.code not in client.get(path).content.decode()
    assert [one["workshop"] for one in client.get(api).json()["sessions"]] == [None, None]
    Invitation.objects.create(workshop=workshop, name="김서연", user=kim, invited_at=now(), accepted_at=now())
    client.force_login(kim)
    assert workshop.code in client.get(page).content.decode()
    assert [one["workshop"] for one in client.get(api).json()["sessions"]] == [None, workshop.code]
