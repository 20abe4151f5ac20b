"""What is not for everybody stays where it belongs: between areas, behind private workshops, when a person leaves."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.domain.leaving import leave
from civic.accounts.models import Role, User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from tests import factories
from tests.workshops.conftest import an_opinion, registered, routed
from workshops.domain import applying, inviting, recording
from workshops.domain.planning import cancel_workshop, change_workshop, plan_workshop
from workshops.domain.registering import register
from workshops.domain.waiting import join
from workshops.models import (
    CitizenPlan,
    Invitation,
    Opinion,
    Question,
    QuestionAnswer,
    Registration,
    Waiting,
    Workshop,
)
from workshops.school.domain.enrolling import enrol
from workshops.school.domain.planning import save_course
from workshops.school.models import Course, Enrolment

pytestmark = pytest.mark.django_db
JONGNO, SEONGBUK = "1111000000", "1129000000"


@pytest.fixture
def host(seo: User) -> User:
    """A host of Jongno alone."""
    Role.objects.filter(user=seo).update(area=factories.a_borough(JONGNO))
    return seo


@pytest.fixture
def elsewhere(kim: User) -> Workshop:
    """Full, in Seongbuk: kim has the place, waits_too waits."""
    workshop = factories.a_workshop(
        area=factories.a_borough(SEONGBUK), capacity=1, starts_in=timedelta(hours=1)
    )
    register(kim, workshop, at=now(), needs="휠체어")
    join(factories.a_person("waits_too"), workshop, at=now())
    return workshop


@pytest.mark.parametrize(
    "page",
    ["people/", "door/", "badges/", "people.pdf", "poster/", "poster/qr.svg", "opinions/", "invitations/"],
)
def test_a_host_sees_the_people_of_the_own_area_alone(
    page: str, client: Client, host: User, elsewhere: Workshop
) -> None:
    here = factories.a_workshop(area=factories.a_borough(JONGNO))
    client.force_login(host)
    assert client.get(f"/workshops/desk/{elsewhere.code}/{page}").status_code == 403
    assert client.get(f"/workshops/desk/{here.code}/{page}").status_code == 200


def test_a_device_of_another_area_delivers_nothing(client: Client, host: User, elsewhere: Workshop) -> None:
    client.force_login(host)
    path = f"/workshops/desk/{elsewhere.code}/door/deliver/"
    body = json.dumps({"checkins": []})
    assert client.post(path, body, content_type="application/json").status_code == 403


def test_rows_of_people_are_read_by_hosts_of_their_area(
    host: User, kim: User, elsewhere: Workshop, admin: User
) -> None:
    inviting.invite(admin, elsewhere, name="이웃", at=now())
    for rows in (Registration, Waiting, Invitation):
        assert not rows.objects.visible_to(host).exists()
        assert rows.objects.visible_to(admin).count() == 1
        Role.objects.filter(user=host).update(area=factories.a_borough(SEONGBUK))
        assert rows.objects.visible_to(User.objects.get(pk=host.pk)).count() == 1
        Role.objects.filter(user=host).update(area=factories.a_borough(JONGNO))
    assert Registration.objects.visible_to(kim).count() == 1


def test_nobody_plans_where_they_do_not_host(host: User, client: Client) -> None:
    fields = {"title": "x", "department": factories.a_department(), "capacity": 3}
    times = {"starts_at": now() + timedelta(days=9), "ends_at": now() + timedelta(days=9, hours=2)}
    there, here = factories.a_borough(SEONGBUK), factories.a_borough(JONGNO)
    with pytest.raises(NotAllowed):
        plan_workshop(host, area=there, **fields, **times)
    workshop = plan_workshop(host, area=here, **fields, **times)
    with pytest.raises(NotAllowed):
        change_workshop(host, workshop, at=now(), area=there)
    course = {"title": "x", "department": factories.a_department(), "capacity": 3}
    with pytest.raises(NotAllowed):
        save_course(host, None, at=now(), area=there, **course)
    client.force_login(host)
    for page in ("/workshops/desk/new/", "/school/desk/new/"):
        offered = client.get(page).context["form"].fields["area"].queryset
        assert [one.pk for one in offered] == [JONGNO]


@pytest.mark.parametrize("door", ["page", "api"])
def test_a_hidden_proposal_is_not_named_where_it_came_from(
    door: str, client: Client, held: Workshop, seo: User
) -> None:
    said = routed(an_opinion(held, seo), seo)
    recording.publish_record(seo, held, at=now())
    path = f"/workshops/{held.code}/" if door == "page" else f"/api/v1/workshops/{held.code}/opinions/"
    for state, named in (("open", True), ("hidden", False)):
        proposal = factories.a_proposal(state=state)
        Opinion.objects.filter(pk=said.pk).update(proposal=proposal)
        assert (proposal.number in client.get(path).content.decode()) is named


def test_a_series_in_preparation_is_not_named(client: Client) -> None:
    for public in (False, True):
        series = factories.a_series(is_public=public)
        workshop = factories.a_workshop(series=series)
        for path in (f"/api/v1/workshops/{workshop.code}/", f"/workshops/{workshop.code}/"):
            assert (series.code in client.get(path).content.decode()) is public


def test_an_application_that_led_to_a_private_workshop_does_not_lead_there(
    client: Client, kim: User, seo: User
) -> None:
    workshop = applying.accept(seo, factories.an_application(kim), at=now()).workshop
    assert workshop is not None
    for access, leads in (("private", False), ("open", True)):
        Workshop.objects.filter(pk=workshop.pk).update(state="announced", access=access)
        assert (workshop.code in client.get("/workshops/citizens/").content.decode()) is leads


def test_nothing_certifies_a_workshop_that_did_not_take_place(client: Client, kim: User, seo: User) -> None:
    workshop = factories.a_workshop(starts_in=timedelta(hours=-5))
    seat = registered(workshop, kim)
    Registration.objects.filter(pk=seat.pk).update(checked_in_at=now())
    client.force_login(kim)
    certificate, feedback = (
        f"/workshops/{workshop.code}/{page}" for page in ("certificate.pdf", "feedback/")
    )
    assert client.get(certificate).status_code == 409, "nobody has begun it: its number could not be checked"
    assert client.get(feedback).status_code == 200
    cancel_workshop(seo, workshop, reason="정전")
    for path in (certificate, feedback):
        assert client.get(path)["X-Refusal"] == "workshops.cancelled"


def test_who_leaves_takes_back_what_waits_and_the_name_everywhere(kim: User, seo: User) -> None:
    application = factories.an_application(kim)
    workshop, past = factories.a_workshop(), factories.a_workshop(starts_in=timedelta(days=-40))
    question = Question.objects.create(workshop=past, position=0, text="무엇을 먹습니까?")
    seat = register(
        kim, past, at=past.starts_at - timedelta(days=1), needs="채식", answers={question.pk: "채식"}
    )
    for invited in (workshop, past):
        inviting.invite(seo, invited, name="김", email=kim.email, at=now())
    inviting.accept_invitation(kim, Invitation.objects.get(workshop=workshop), at=now())
    address = kim.email
    leave(kim, at=now())
    application.refresh_from_db()
    seat.refresh_from_db()
    assert application.state == CitizenPlan.State.WITHDRAWN
    assert (seat.name, seat.needs, QuestionAnswer.objects.count()) == ("", "", 0)
    assert not Invitation.objects.filter(email=address).exists()
    assert not Invitation.objects.exclude(name="").exists()
    assert not Invitation.objects.accepted().exists()


def test_who_enrolled_is_read_by_hosts_of_the_area(host: User, kim: User) -> None:
    course = Course.objects.create(
        title="강좌", area=factories.a_borough(SEONGBUK), department=factories.a_department(), capacity=3,
        state="open", begins_at=now() + timedelta(days=3),
    )  # fmt: skip
    enrol(kim, course, at=now())
    assert not Enrolment.objects.visible_to(host).exists()
    assert Enrolment.objects.visible_to(kim).count() == 1
