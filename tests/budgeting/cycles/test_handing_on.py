"""A project that is with the wrong department, or with one that has nobody, is given to another one."""

from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.domain.handing_on import hand_on
from budgeting.cycles.domain.reviewing import review_project
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.areas.models import Department
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.cycles.test_doors import review, scene, sign_in

pytestmark = pytest.mark.django_db
WHY = "조직 개편으로 공원 일은 공원과가 맡습니다."


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def test_the_other_department_reviews_and_is_told(client: Client, oh: User, yoon: User) -> None:
    project, parks = scene().project, factories.a_department("parks", name="공원과", name_en="Parks")
    partner = factories.a_staff_member("partner", "officer", parks)
    sign_in(client, oh)
    address = f"/budget/projects/{project.pk}/department/"
    assert address in client.get(project.get_absolute_url()).content.decode()
    assert client.post(address, {"department": parks.pk, "reason": ""}).status_code == 422
    assert client.post(address, {"department": parks.pk, "reason": WHY}).status_code == 302
    page = Client().get(project.get_absolute_url()).content.decode()
    assert "공원과" in page
    told = set(
        registry["cycles.project_handed_on"].recipients(Event.objects.get(kind="cycles.project_handed_on"))
    )
    assert partner in told
    assert yoon not in told
    client.force_login(partner)
    assert f"/budget/projects/{project.pk}/review/" in client.get("/desk/").content.decode()
    fresh = Project.objects.get(pk=project.pk)
    with refused("cycles.not_your_department"):
        review_project(yoon, fresh, at=now(), **review())
    review_project(partner, fresh, at=now(), **review())


REFUSED = {
    "the department itself": ("yoon", "review", "parks", WHY, "accounts.not_allowed"),
    "the same": ("oh", "review", "safety", WHY, "cycles.in_charge_already"),
    "no reason": ("oh", "review", "parks", " ", "cycles.reason_needed"),
    "withdrawn": ("oh", "withdrawn", "parks", WHY, "cycles.not_handed_on"),
    "being carried out": ("oh", "funded", "parks", WHY, "cycles.not_handed_on"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_who_hands_on_what(case: str, request: pytest.FixtureRequest) -> None:
    who, state, department, reason, code = REFUSED[case]
    project = scene(state=state).project
    with refused(code):
        hand_on(
            request.getfixturevalue(who),
            project,
            department=factories.a_department(department),
            reason=reason,
            at=now(),
        )


def test_two_times_are_told_two_times_also_during_the_vote(oh: User) -> None:
    project = scene("voting", state="on_ballot").project
    for code in ("parks", "safety"):
        hand_on(oh, project, department=factories.a_department(code), reason=WHY, at=now())
    assert Event.objects.filter(kind="cycles.project_handed_on").count() == 2


def test_no_project_goes_to_a_department_that_has_ended(oh: User) -> None:
    project, parks = scene().project, factories.a_department("parks")
    Department.objects.filter(pk=parks.pk).update(ended_at=now(), ended_because="조직 개편")
    parks.refresh_from_db()
    with refused("areas.department_ended"):
        hand_on(oh, project, department=parks, reason=WHY, at=now())
