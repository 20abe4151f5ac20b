"""A department ends: its projects, and what it was asked about others', go to the one that takes over."""

import pytest
from django.test import Client

from budgeting.cycles.domain.consulting import ask_partner
from budgeting.cycles.domain.objecting import object_to_review
from budgeting.cycles.forms import AskForm
from budgeting.cycles.models import PartnerOpinion, Project
from budgeting.cycles.notices import objection_made
from budgeting.delivery.models import Delivery
from civic.accounts.models import User
from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.audit.models import Entry
from civic.common.clock import now
from civic.departments.domain import ending, handing_over
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.cycles.test_doors import scene
from tests.budgeting.cycles.test_reviewing_again import reviewed

pytestmark = pytest.mark.django_db
WHY = "2027년 조직 개편"


@pytest.fixture
def parks(db: None) -> Department:
    return factories.a_department("parks", name="공원과")


def merge(admin: User, into: Department, one: Department | None = None) -> int:
    ending.end(admin, one or factories.a_department(), successor=into, because=WHY, at=now())
    return handing_over.hand_over()


def again(row: Project) -> Project:
    return Project.objects.get(pk=row.pk)


def test_a_project_goes_along_and_its_review_keeps_the_name(
    admin: User, kim: User, yoon: User, parks: Department
) -> None:
    project = reviewed(kim, yoon, "eligible").project
    merge(admin, parks)
    fresh = again(project)
    assert (fresh.department, fresh.review.department.code) == (parks, "safety")
    assert Event.objects.filter(kind="cycles.department_changed").count() == 1
    assert "안전과" in Client().get(fresh.get_absolute_url()).content.decode()


def test_what_is_over_stays_but_for_an_objection_that_waits(
    admin: User, kim: User, yoon: User, parks: Department
) -> None:
    objected, over = (reviewed(kim, yoon).project for _n in range(2))
    object_to_review(kim, objected, text="까닭", at=now())
    merge(admin, parks)
    assert again(objected).department == parks
    assert again(over).department == factories.a_department()


def test_a_question_goes_along_or_falls_away(admin: User, yoon: User, parks: Department) -> None:
    roads, woods = factories.a_department("roads"), factories.a_department("woods")
    moved, twice, own = (scene().project for _n in range(3))
    Project.objects.filter(pk=own.pk).update(department=woods)
    for project in (moved, twice):
        ask_partner(yoon, project, department=roads, question="도로", at=now())
    ask_partner(yoon, twice, department=woods, question="숲", at=now())
    PartnerOpinion.objects.create(project=own, department=roads, question="도로", asked_by=yoon)
    merge(admin, woods, roads)
    asked = set(PartnerOpinion.objects.values_list("project", "department__code", "question"))
    assert asked == {(moved.pk, "woods", "도로"), (twice.pk, "woods", "숲")}
    fell = Entry.objects.filter(verb="cycles.question_fell_away")
    assert {entry.data["question"] for entry in fell} == {"도로"}
    assert fell.count() == 2


def test_nobody_asks_one_that_has_ended(admin: User, yoon: User, parks: Department) -> None:
    ending.end(admin, parks, successor=None, because=WHY, at=now())
    parks.refresh_from_db()
    project = scene().project
    with pytest.raises(DepartmentEnded):
        ask_partner(yoon, project, department=parks, question="물음", at=now())
    assert parks not in AskForm(project=project).fields["department"].queryset  # type: ignore[attr-defined]


def test_an_objection_to_what_was_over_reaches_the_officers_of_the_successor(
    admin: User, kim: User, yoon: User, parks: Department
) -> None:
    project = reviewed(kim, yoon).project
    merge(admin, parks)
    assert again(project).department == factories.a_department()
    moss = factories.a_staff_member("moss", "officer", parks)
    object_to_review(kim, again(project), text="까닭", at=now())
    event = Event.objects.get(kind="cycles.objection_made")
    assert set(objection_made.recipients.recipients(event)) == {moss, yoon}


@pytest.mark.parametrize(("state", "goes"), [("running", True), ("delayed", True), ("completed", False)])
def test_what_is_carried_out_goes_along_with_its_project(
    state: str, goes: bool, admin: User, parks: Department
) -> None:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    project = factories.a_project(envelope, state="funded")
    delivery = factories.a_delivery(project)
    given = {"reason": "장마"} if state == "delayed" else {"completed_on": now().date()}
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **given)
    merge(admin, parks)
    delivery.refresh_from_db()
    who = parks if goes else factories.a_department()
    assert (delivery.department, again(project).department) == (who, who)
    assert Event.objects.filter(kind="cycles.department_changed").exists() == goes
