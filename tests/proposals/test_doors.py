"""One rule, one answer: whatever the door, the same refusal, and nothing is written."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import answering, routing, submitting, supporting
from proposals.models import Answer, Proposal, Routing, Support
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "검토했습니다."
FINAL = {"disposition": "in_force", "text": TEXT}


@dataclass
class Case:
    """Who, on which proposal, does what; and the code of the refusal."""

    act: str
    who: str
    state: str
    code: str
    more: dict[str, Any]


def case(act: str, who: str, state: str, code: str, **more: Any) -> Any:
    return pytest.param(Case(act, who, state, code, more), id=f"{act}-{who}-{state}-{code.split('.')[1]}")


CASES = [
    case("support", "visitor", "open", "accounts.sign_in_first"),
    case("support", "visitor", "answered", "proposals.not_open_for_support"),
    case("support", "kim", "open", "proposals.own_proposal"),
    case("support", "lee", "answered", "proposals.not_open_for_support"),
    case("support", "lee", "withdrawn", "proposals.not_open_for_support"),
    case("support", "lee", "open", "proposals.not_open_for_support", over=True),
    case("support", "lee", "open", "proposals.already_supported", twice=True),
    case("unsupport", "lee", "open", "proposals.not_supported_by_you"),
    case("unsupport", "lee", "answered", "proposals.not_open_for_support"),
    case("answer", "lee", "review", "accounts.not_allowed"),
    case("answer", "park", "review", "accounts.not_allowed"),
    case("answer", "choi", "review", "proposals.not_your_department"),
    case("answer", "yoon", "open", "proposals.not_under_review"),
    case("answer", "yoon", "answered", "proposals.already_answered"),
    case("interim", "choi", "review", "proposals.not_your_department"),
    case("interim", "yoon", "withdrawn", "proposals.not_under_review"),
    case("route", "lee", "review", "accounts.not_allowed"),
    case("route", "choi", "review", "proposals.not_your_department"),
    case("route", "yoon", "review", "proposals.same_department", to="safety"),
    case("route", "yoon", "answered", "proposals.already_answered"),
]


@pytest.fixture
def world(kim, lee, park, yoon) -> dict[str, Any]:
    choi = factories.a_staff_member("choi", "officer", factories.a_department("roads", name="도로과"))
    for officer in (park, yoon, choi):
        factories.a_second_factor(officer)
    return {"kim": kim, "lee": lee, "park": park, "yoon": yoon, "choi": choi}


def set_up(one: Case, world: dict[str, Any]) -> Proposal:
    fields: dict[str, Any] = {"author": world["kim"], "department": factories.a_department()}
    if one.more.get("over"):
        fields["support_until"] = timezone.now() - timedelta(seconds=1)
    proposal = factories.a_proposal(
        state=one.state, answer_due_at=timezone.now() + timedelta(days=5), **fields
    )
    if one.more.get("twice"):
        Support.objects.create(proposal=proposal, user=world[one.who])
    return proposal


def by_domain(one: Case, actor: Any, proposal: Proposal) -> str:
    at = timezone.now()
    department = factories.a_department(one.more.get("to", "roads"))
    acts = {
        "support": lambda: supporting.support(actor, proposal, at=at),
        "unsupport": lambda: supporting.unsupport(actor, proposal, at=at),
        "answer": lambda: answering.answer(actor, proposal, at=at, **FINAL),
        "interim": lambda: answering.answer_interim(actor, proposal, text=TEXT, at=at),
        "route": lambda: routing.route(actor, proposal, department=department, reason="소관", at=at),
    }
    with pytest.raises(Refusal) as refused:
        acts[one.act]()
    return refused.value.code


def by_web(one: Case, client: Client, proposal: Proposal) -> str:
    data = {"support": {}, "unsupport": {}, "answer": FINAL, "interim": {"text": TEXT},
            "route": {"department": one.more.get("to", "roads"), "reason": "소관"}}[one.act]  # fmt: skip
    response = client.post(f"/proposals/{proposal.number}/{one.act}/", data)
    if response.status_code == 302 and "/account/login/" in response.url:
        return "accounts.sign_in_first"
    return response.headers["X-Refusal"]


def by_api(one: Case, client: Client, proposal: Proposal) -> str:
    base = f"/api/v1/proposals/{proposal.number}/"
    json = "application/json"
    send = {
        "support": lambda: client.post(f"{base}support/"),
        "unsupport": lambda: client.delete(f"{base}support/"),
        "answer": lambda: client.post(f"{base}answers/", FINAL, json),
        "interim": lambda: client.post(f"{base}answers/", {"interim": True, "text": TEXT}, json),
        "route": lambda: client.post(
            f"{base}route/", {"department": one.more.get("to", "roads"), "reason": "소관"}, json
        ),
    }[one.act]
    response = send()
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.json()["type"].removeprefix("urn:civic:problem:")


def everything(proposal: Proposal) -> Any:
    rows = Proposal.objects.filter(pk=proposal.pk).values().get()
    return rows, *(model.objects.count() for model in (Support, Answer, Routing, Event))


@pytest.mark.parametrize("one", CASES)
def test_every_door_gives_the_same_refusal_and_writes_nothing(
    one: Case, world: dict[str, Any], client: Client
) -> None:
    from django.contrib.auth.models import AnonymousUser

    proposal = set_up(one, world)
    actor = world.get(one.who, AnonymousUser())
    if isinstance(actor, User):
        client.force_login(actor)
    before = everything(proposal)
    codes = {by_domain(one, actor, proposal), by_web(one, client, proposal), by_api(one, client, proposal)}
    assert codes == {one.code}
    assert everything(proposal) == before


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({"disposition": "adopted"}, "planned_on"),
        ({"disposition": "partly"}, "planned_on"),
        ({"disposition": "long_term"}, "recheck_on"),
        ({"disposition": "not_possible"}, "reason_code"),
        ({"disposition": "in_force", "text": "  "}, "text"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_at_every_door(parts, missing, world, client):
    proposal = factories.a_proposal(state="review")
    full = {"text": TEXT, **parts}
    before = everything(proposal)
    with pytest.raises(Refusal) as refused:
        answering.answer(world["yoon"], proposal, at=timezone.now(), **full)
    assert refused.value.code == "proposals.answer_incomplete"
    client.force_login(world["yoon"])
    page = client.post(f"/proposals/{proposal.number}/answer/", full)
    assert page.status_code == 422
    assert missing in page.context["form"].errors
    answer = client.post(f"/api/v1/proposals/{proposal.number}/answers/", full, "application/json")
    assert (answer.status_code, answer.json()["type"]) == (
        422,
        "urn:civic:problem:proposals.answer_incomplete",
    )
    assert everything(proposal) == before


@pytest.mark.parametrize("door", ["web", "api", "domain"])
def test_no_door_takes_a_proposal_while_no_call_is_open(door, kim, client):
    factories.a_topic()
    client.force_login(kim)
    parts = {"title": "골목에 안내등을", "body": "어둡습니다", "topic": "safety"}
    if door == "web":
        code = client.post("/proposals/new/similar/", {"title": "골목에 안내등을"}).headers["X-Refusal"]
    elif door == "api":
        code = (
            client.post("/api/v1/proposals/", parts, "application/json")
            .json()["type"]
            .removeprefix("urn:civic:problem:")
        )
    else:
        with pytest.raises(Refusal) as refused:
            submitting.write_and_submit(
                kim, call=None, at=timezone.now(), **parts | {"topic": factories.a_topic()}
            )
        code = refused.value.code
    assert code == "proposals.call_closed"
    assert not Proposal.objects.exists()
