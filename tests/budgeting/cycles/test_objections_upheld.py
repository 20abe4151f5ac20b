"""An objection that is right sets the review aside, and the department can keep its word: also after its phase."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.domain.consulting import ask_partner, give_opinion
from budgeting.cycles.domain.objecting import answer_objection, object_to_review
from budgeting.cycles.domain.reviewing import review_project
from budgeting.cycles.models import Objection, PartnerOpinion, Project
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.cycles.test_doors import review, sign_in
from tests.budgeting.cycles.test_reviewing_again import reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def over(project: Project, kind: str = "review") -> None:
    Phase.objects.filter(process=project.envelope.cycle.process, kind=kind).update(closes_at=now())


def opened(project: Project, kind: str) -> None:
    Phase.objects.filter(process=project.envelope.cycle.process, kind=kind).update(opens_at=now())


def fresh(project: Project) -> Project:
    return Project.objects.select_related("envelope__cycle__process").get(pk=project.pk)


def objected(kim: User, yoon: User, verdict: str = "ineligible") -> tuple[Project, Objection]:
    """A review with an objection to it; the phase of the review is over."""
    project = reviewed(kim, yoon, verdict).project
    made = object_to_review(kim, project, text="그 조례는 바뀌었습니다.", at=now())
    over(project)
    return fresh(project), made


def uphold(yoon: User, objection: Objection, outcome: str = "upheld") -> None:
    answer_objection(yoon, objection, outcome=outcome, answer="맞습니다.", at=now())


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def test_the_department_reviews_again_after_its_phase(client: Client, kim: User, yoon: User) -> None:
    project, objection = objected(kim, yoon)
    with refused("cycles.review_closed"):
        review_project(yoon, project, at=now(), **review())
    uphold(yoon, objection)
    project = fresh(project)
    assert project.state == "review"
    page = Client().get(project.get_absolute_url()).content.decode()
    assert "소관부서가 다시 검토합니다" in page
    sign_in(client, yoon)
    form = f"/budget/projects/{project.pk}/review/"
    assert f'href="{form}"' in client.get("/desk/").content.decode()
    assert "이의신청에 따라 다시 검토" in client.get("/budget/desk/reviews/").content.decode()
    shown = client.get(form).context["form"]
    assert shown.initial["verdict"] == "ineligible", "it is written anew from the one that was set aside"
    review_project(yoon, project, at=now(), **review())
    assert (fresh(project).state, fresh(project).review.version) == ("eligible", 2)
    with refused("cycles.review_closed"):
        review_project(yoon, fresh(project), at=now(), **review())


def test_other_departments_are_heard_in_it(kim: User, yoon: User) -> None:
    project, objection = objected(kim, yoon)
    uphold(yoon, objection)
    parks = factories.a_department("parks")
    asked = ask_partner(yoon, fresh(project), department=parks, question="물음", at=now())
    give_opinion(factories.a_staff_member("partner", "officer", parks), asked, text="됩니다.", at=now())


def test_once_prices_are_published_nobody_promises_it(client: Client, kim: User, yoon: User) -> None:
    project, objection = objected(kim, yoon)
    opened(project, "prices")
    with refused("cycles.too_late_to_review_again"):
        uphold(yoon, objection)
    sign_in(client, yoon)
    sent = {"outcome": "upheld", "answer": "맞습니다."}
    answer = client.post(f"/budget/projects/{project.pk}/objections/{objection.pk}/", sent)
    assert answer.status_code == 422
    assert "다시 검토할 수 없습니다" in answer.content.decode()
    uphold(yoon, objection, "partly")
    assert fresh(project).state == "ineligible"


def test_what_the_committee_has_decided_is_not_reviewed_again(kim: User, yoon: User) -> None:
    project, objection = objected(kim, yoon, "conditional")
    Project.objects.filter(pk=project.pk).update(state="on_ballot")
    with refused("cycles.too_late_to_review_again"):
        uphold(yoon, objection)


def test_a_review_written_since_the_objection_is_not_set_aside(kim: User, yoon: User) -> None:
    project = reviewed(kim, yoon).project
    objection = object_to_review(kim, project, text="그 조례는 바뀌었습니다.", at=now())
    review_project(yoon, fresh(project), at=now(), **review(text="조례가 바뀌었습니다."))
    over(project)
    opened(project, "prices")
    uphold(yoon, objection)
    assert fresh(project).state == "eligible"
    assert fresh(project).review.text == "조례가 바뀌었습니다."


def test_the_desk_shows_objections_with_their_day(client: Client, kim: User, yoon: User) -> None:
    project, objection = objected(kim, yoon)
    sign_in(client, yoon)
    address = f"/budget/projects/{project.pk}/objections/{objection.pk}/"
    assert address in client.get("/desk/").content.decode()
    Objection.objects.update(due_on=now().date() - timedelta(days=2))
    assert "기한 초과" in client.get("/desk/").content.decode().split('id="desk-objections"')[1]
    uphold(yoon, objection, "dismissed")
    assert address not in client.get("/desk/").content.decode()


def test_the_desk_shows_what_is_asked_and_can_still_be_answered(
    client: Client, kim: User, yoon: User
) -> None:
    project = reviewed(kim, yoon).project
    parks = factories.a_department("parks")
    partner = factories.a_staff_member("partner", "officer", parks)
    asked = PartnerOpinion.objects.create(project=project, department=parks, question="나무를 옮깁니까?")
    sign_in(client, partner)
    address = f"/budget/projects/{project.pk}/opinions/{asked.pk}/"
    assert address in client.get("/desk/").content.decode()
    over(project)
    assert address not in client.get("/desk/").content.decode()
    assert client.get(address).status_code == 409


def test_a_review_that_was_never_written_leaves_the_desk_with_its_phase(client: Client, yoon: User) -> None:
    project = factories.a_project(factories.an_envelope(factories.a_cycle("review")), state="review")
    sign_in(client, yoon)
    form = f"/budget/projects/{project.pk}/review/"
    assert f'href="{form}"' in client.get("/desk/").content.decode()
    over(project)
    assert f'href="{form}"' not in client.get("/desk/").content.decode()


def test_who_objected_is_told_of_the_answer_without_following(kim: User, yoon: User) -> None:
    _project, objection = objected(kim, yoon)
    kim.follows.all().delete()
    uphold(yoon, objection, "dismissed")
    event = Event.objects.get(kind="cycles.objection_answered")
    assert kim in registry[event.kind].recipients(event)


def test_an_objection_is_held_out_only_as_long_as_it_can_change_something(
    client: Client, kim: User, yoon: User
) -> None:
    project, _objection = objected(kim, yoon)
    client.cookies["django_language"] = "en"
    assert "unless an objection changes the review" in client.get(project.get_absolute_url()).content.decode()
    opened(project, "prices")
    page = client.get(project.get_absolute_url()).content.decode()
    assert "unless an objection" not in page
    assert "This project goes no further in this cycle. It is not voted on." in page
