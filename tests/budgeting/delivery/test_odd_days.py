"""Days and sums that cannot be: a sentence at the field, never a fault, and nothing before the money was given."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgeting.delivery.domain import ending, milestones, spending, visiting
from budgeting.delivery.models import Award, Delivery, Milestone
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE = timezone.localdate() - timedelta(days=1)


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def a_delivery(*weights: int, **fields: Any) -> Delivery:
    """Begun now."""
    envelope = factories.an_envelope(factories.a_cycle("delivery"))
    return factories.a_delivery(
        factories.a_project(envelope, state="funded"), *weights, **{"created_at": now(), **fields}
    )


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def test_nothing_is_reached_spent_or_completed_before_the_money_was_given(yoon: User) -> None:
    delivery = a_delivery(1)
    milestone = Milestone.objects.get()
    with refused("delivery.before_funding"):
        milestones.reach_milestone(yoon, milestone, on=BEFORE, at=now())
    with refused("delivery.before_funding"):
        spending.spend(yoon, delivery, amount=5, on=BEFORE, purpose="설계", at=now())
    milestones.reach_milestone(yoon, milestone, on=timezone.localdate(), at=now())
    with refused("delivery.before_last_milestone"):
        ending.complete(yoon, delivery, on=BEFORE, at=now())


def test_a_project_is_not_complete_before_its_last_milestone(yoon: User) -> None:
    delivery = a_delivery(1, created_at=now() - timedelta(days=100))
    reached = timezone.localdate() - timedelta(days=5)
    milestones.reach_milestone(yoon, Milestone.objects.get(), on=reached, at=now())
    with refused("delivery.before_last_milestone"):
        ending.complete(yoon, delivery, on=reached - timedelta(days=1), at=now())
    assert ending.complete(yoon, delivery, on=reached, at=now()).state == "completed"


def test_nobody_visited_before_it_began(oh: User) -> None:
    with refused("delivery.before_funding"):
        visiting.record_visit(
            oh, a_delivery(), visited_on=BEFORE, monitors="세 사람", finding="좋습니다.", at=now()
        )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["reach", "spend", "complete", "move", "plan"])
def test_the_ends_of_the_calendar_on_every_form(path: str, day: str, yoon: User, client: Client) -> None:
    delivery = a_delivery(1)
    client.force_login(yoon)
    pk = Milestone.objects.get().pk if path in ("reach", "move") else delivery.pk
    sent = {
        "on": day,
        "due_on": day,
        "amount": "5",
        "purpose": "설계",
        "reason": "비",
        "title": "단계",
        "weight": "1",
    }
    address = reverse(f"delivery:{path}", args=[pk])
    assert client.post(address, sent).status_code == 422
    assert client.get(delivery.project.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01"])
def test_a_choice_that_never_ends_is_not_called(day: str, oh: User, client: Client) -> None:
    client.force_login(oh)
    answer = client.post("/delivery/desk/best/", {"year": "2026", "closes_on": day})
    assert answer.status_code == 422
    assert not Award.objects.exists()


@pytest.mark.parametrize("amount", [10**30, -(10**30), 10**15 + 1])
def test_a_program_cannot_spend_more_than_a_number_holds(amount: int, yoon: User, client: Client) -> None:
    delivery = a_delivery()
    client.force_login(yoon)
    body = {"amount": amount, "on": timezone.localdate().isoformat(), "purpose": "설계"}
    answer = client.post(
        reverse("api:delivery-spending", args=[delivery.pk]),
        json.dumps(body),
        content_type="application/json",
    )
    assert answer.status_code == 422, answer.content
