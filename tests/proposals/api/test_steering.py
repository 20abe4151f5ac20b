"""Merge, split, transfer, debate, rating and the further question by the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from proposals.models import Answer, Debate, Proposal
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/api/v1/proposals/"
JSON = "application/json"
WHY = {"reason": "같은 제안입니다"}


@pytest.fixture(autouse=True)
def _with_second_factors(park, seo, yoon):
    for person in (park, seo, yoon):
        factories.a_second_factor(person)


def kind_of(answer):
    return answer.json()["type"].removeprefix("urn:civic:problem:")


def post(client, proposal, where, body):
    return client.post(f"{URL}{proposal.number}/{where}/", body, JSON)


def test_two_are_merged_and_parted_again_and_one_is_split(client, kim, park):
    call = factories.a_call()
    one, other = (factories.a_proposal(author=kim, call=call) for _n in range(2))
    client.force_login(kim)
    assert kind_of(post(client, one, "merge", {})) == "accounts.not_allowed"  # before the fields are judged
    client.force_login(park)
    assert post(client, one, "merge", WHY | {"target": "P-2026-99999"}).status_code == 422
    assert (
        kind_of(post(client, one, "merge", {"target": other.number, "reason": " "}))
        == "proposals.needs_a_reason"
    )
    assert post(client, one, "merge", WHY | {"target": other.number}).json()["state"] == "merged"
    assert post(client, one, "merge/undo", WHY).json()["state"] == "open"
    part = post(client, one, "split", WHY | {"title": "다른 제안입니다", "body": "글"})
    assert (part.status_code, part.json()["title"]) == (201, "다른 제안입니다")


def test_a_transfer_is_reported_on_and_taken_back(client, yoon, lee):
    proposal = factories.a_proposal(state="review")
    today = timezone.localdate().isoformat()
    to_borough = WHY | {"area": "1129000000", "on": today}
    client.force_login(lee)
    assert kind_of(post(client, proposal, "transfer", to_borough)) == "accounts.not_allowed"
    client.force_login(yoon)
    assert kind_of(post(client, proposal, "transfer", WHY | {"on": today})) == "proposals.no_body_named"
    assert post(client, proposal, "transfer", to_borough).json()["state"] == "transferred"
    assert post(client, proposal, "transfer/news", {"status": "received", "note": "접수"}).status_code == 200
    assert post(client, proposal, "transfer/back", WHY).json()["state"] == "review"


def test_a_debate_is_opened_joined_and_concluded(client, seo, kim, lee):
    proposal = factories.a_proposal(state="answered", author=kim)
    client.force_login(seo)
    at = timezone.now()
    dates = {
        "opens_at": (at + timedelta(hours=1)).isoformat(),
        "closes_at": (at + timedelta(days=9)).isoformat(),
    }
    assert post(client, proposal, "debate", WHY | dates | {"question": "할까요?"}).status_code == 201
    Debate.objects.update(opens_at=at - timedelta(hours=1))
    assert (
        kind_of(post(client, proposal, "debate/conclusions", {"conclusions": "끝"}))
        == "proposals.debate_goes_on"
    )
    client.force_login(lee)
    voice = post(client, proposal, "debate/stance", {"stance": "con"}).json()
    assert voice == {"stance": "con", "in_favour": 0, "against": 1}
    assert post(client, proposal, "debate/stance", {"stance": "pro"}).json()["in_favour"] == 1
    Debate.objects.update(closes_at=at)
    client.force_login(seo)
    assert (
        post(client, proposal, "debate/conclusions", {"conclusions": "하기로 하였습니다."}).json()["state"]
        == "debated"
    )


def test_no_debate_is_held_for_a_reason(client, seo):
    proposal = factories.a_proposal(state="answered")
    client.force_login(seo)
    assert kind_of(post(client, proposal, "debate/stance", {"stance": "pro"})) == "common.stale_state"
    assert kind_of(post(client, proposal, "debate/decline", WHY)) == "proposals.no_debate_due"


def test_an_answer_is_rated_once_and_asked_about_once(client, kim, lee):
    proposal: Proposal = factories.a_proposal(state="answered", author=kim)
    client.force_login(kim)
    assert post(client, proposal, "rating", {"value": 4}).status_code == 404  # no answer yet
    Answer.objects.create(
        proposal=proposal, department=factories.a_department(), disposition="in_force", text="하고 있습니다."
    )
    assert post(client, proposal, "rating", {"value": 6}).status_code == 422
    assert post(client, proposal, "rating", {"value": 4}).json() == {"value": 4}
    assert kind_of(post(client, proposal, "rating", {"value": 5})) == "proposals.already_rated"
    assert post(client, proposal, "question", {"text": "언제입니까?"}).status_code == 201
    assert kind_of(post(client, proposal, "question", {"text": "또"})) == "proposals.already_asked"
    client.force_login(lee)
    assert kind_of(post(client, proposal, "rating", {"value": 1})) == "proposals.not_yours"
