"""A later review does not erase an earlier one; other departments are asked; the proposer objects and is answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.domain.consulting import ask_partner, give_opinion
from budgeting.cycles.domain.objecting import answer_objection, object_to_review
from budgeting.cycles.domain.reviewing import review_project
from budgeting.cycles.forms import ReviewForm
from budgeting.cycles.models import (
    Lineage,
    Objection,
    PartnerOpinion,
    PastReview,
    Project,
    ProjectVersion,
    Review,
)
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.periods import due_day
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.cycles.test_doors import Scene, adopted, review, scene, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(db: None) -> User:
    """The officer of another department."""
    return factories.a_staff_member("partner", "officer", factories.a_department("parks"))


def test_an_earlier_review_stays_visible_with_its_number(client: Client, yoon: User) -> None:
    found = scene()
    first = review(verdict="ineligible", reason_code="law", text="도로법에 맞지 않습니다.")
    review_project(yoon, found.project, at=now(), **first)
    review_project(yoon, found.project, at=now(), **review(text="자리를 옮기면 됩니다."))
    review_project(yoon, found.project, at=now(), **review(text="다시 보아도 됩니다.", cost=80_000_000))
    assert Review.objects.get(project=found.project).version == 3
    assert list(PastReview.objects.values_list("version", "verdict")) == [(2, "eligible"), (1, "ineligible")]
    page = client.get(found.project.get_absolute_url()).content.decode()
    for words in ("도로법에 맞지 않습니다.", "자리를 옮기면 됩니다.", "다시 보아도 됩니다."):
        assert words in page
    assert ProjectVersion.objects.filter(project=found.project).count() == 2, "two changes of the cost"


def test_the_form_of_a_review_has_no_field_for_merit(client: Client, yoon: User) -> None:
    assert set(ReviewForm().fields) == {"verdict", "reason_code", "condition", "text", "cost", "calculation"}
    found = scene()
    sign_in(client, yoon)
    page = client.get(f"/budget/projects/{found.project.pk}/review/")
    assert "제안이 좋은지를 적는 칸이 없습니다" in page.content.decode()


def test_another_department_is_asked_and_answers_once(client: Client, yoon: User, partner: User) -> None:
    found = scene()
    sign_in(client, yoon)
    parks = factories.a_department("parks")
    address = f"/budget/projects/{found.project.pk}/opinions/"
    offered = client.get(address).content.decode()
    assert f'<option value="{parks.pk}"' in offered
    assert f'<option value="{found.project.department_id}"' not in offered, "nobody asks the own department"
    asked = {"department": parks.pk, "question": "나무를 옮겨야 합니까?"}
    assert client.post(address, asked).status_code == 302
    opinion = PartnerOpinion.objects.get()
    assert Event.objects.filter(kind="cycles.partner_asked").exists()
    sign_in(client, partner)
    assert client.post(f"{address}{opinion.pk}/", {"text": "두 그루만 옮기면 됩니다."}).status_code == 302
    page = Client().get(found.project.get_absolute_url()).content.decode()
    assert "나무를 옮겨야 합니까?" in page
    assert "두 그루만 옮기면 됩니다." in page
    with pytest.raises(Refusal) as caught:
        give_opinion(partner, opinion, text="다시", at=now())
    assert caught.value.code == "cycles.not_asked"


ASKS = {
    "a resident": ("kim", "parks", "review", "accounts.not_allowed"),
    "the partner itself": ("partner", "parks", "review", "cycles.not_your_department"),
    "itself": ("yoon", "safety", "review", "cycles.partner_is_in_charge"),
    "out of the phase": ("yoon", "parks", "committee", "cycles.review_closed"),
}


@pytest.mark.parametrize("case", ASKS)
def test_who_may_ask_whom_and_when(case: str, request: pytest.FixtureRequest) -> None:
    who, department, phase, code = ASKS[case]
    found = scene(phase)
    with pytest.raises(Refusal) as caught:
        ask_partner(
            request.getfixturevalue(who),
            found.project,
            department=factories.a_department(department),
            question="물음",
            at=now(),
        )
    assert caught.value.code == code
    assert not PartnerOpinion.objects.exists()


def reviewed(kim: User, yoon: User, verdict: str = "ineligible", days_ago: int = 0) -> Scene:
    found = scene(proposal=adopted(author=kim))
    condition = {"condition": "우기를 피해서"} if verdict == "conditional" else {}
    given = review(verdict=verdict, reason_code="law" if verdict == "ineligible" else "", **condition)
    review_project(yoon, found.project, at=now(), **given)
    Review.objects.filter(project=found.project).update(at=now() - timedelta(days=days_ago))
    found.project = Project.objects.select_related("review", "envelope__cycle__process", "proposal").get(
        pk=found.project.pk
    )
    return found


def test_the_proposer_objects_and_the_department_answers_with_a_date(
    client: Client, kim: User, yoon: User
) -> None:
    found = reviewed(kim, yoon)
    client.force_login(kim)
    address = f"/budget/projects/{found.project.pk}/objections/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "그 조례는 지난해 바뀌었습니다."}).status_code == 302
    objection = Objection.objects.get()
    assert objection.due_on == due_day(objection.at, 14)
    assert Event.objects.filter(kind="cycles.objection_made").exists()
    sign_in(client, yoon)
    answer = {"outcome": "upheld", "answer": "맞습니다. 다시 검토하겠습니다."}
    assert client.post(f"{address}{objection.pk}/", answer).status_code == 302
    page = Client().get(found.project.get_absolute_url()).content.decode()
    for words in ("그 조례는 지난해 바뀌었습니다.", "맞습니다. 다시 검토하겠습니다."):
        assert words in page
    with pytest.raises(Refusal) as caught:
        answer_objection(yoon, objection, outcome="dismissed", answer="아니오", at=now())
    assert caught.value.code == "cycles.answered_already"


OBJECTIONS: dict[str, tuple[str, dict[str, Any], str]] = {
    "another resident": ("lee", {}, "accounts.not_allowed"),
    "eligible": ("kim", {"verdict": "eligible"}, "cycles.nothing_to_object_to"),
    "too late": ("kim", {"days_ago": 16}, "cycles.objection_late"),
}


@pytest.mark.parametrize("case", OBJECTIONS)
def test_who_may_object_to_what_and_until_when(
    case: str, kim: User, yoon: User, request: pytest.FixtureRequest
) -> None:
    who, given, code = OBJECTIONS[case]
    found = reviewed(kim, yoon, **given)
    with pytest.raises(Refusal) as caught:
        object_to_review(request.getfixturevalue(who), found.project, text="까닭", at=now())
    assert caught.value.code == code
    assert not Objection.objects.exists()


def test_the_author_of_a_project_that_went_in_may_object_to_the_review(
    kim: User, yoon: User, lee: User
) -> None:
    found = reviewed(kim, yoon)
    ancestor = factories.a_project(
        found.project.envelope, state="divided", proposal=factories.a_proposal(author=lee, state="answered")
    )
    Lineage.objects.create(ancestor=ancestor, heir=found.project, kind="split", reason="두 곳입니다")
    object_to_review(lee, found.project, text="까닭", at=now())
    assert Objection.objects.get().author == lee


def test_one_review_takes_one_objection(kim: User, yoon: User) -> None:
    found = reviewed(kim, yoon, "conditional", days_ago=6)
    object_to_review(kim, found.project, text="까닭", at=now())
    with pytest.raises(Refusal) as caught:
        object_to_review(kim, found.project, text="또", at=now())
    assert caught.value.code == "cycles.objected_already"
