"""The same refusal, with the same code, at the domain, the web and the API; and nothing is written."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.cycles.domain.making import change_rules, make_cycle, publish_cycle, save_envelope
from budgeting.cycles.domain.reviewing import review_project, withdraw_project
from budgeting.cycles.domain.scheduling import change_phase
from budgeting.cycles.domain.taking import take_project
from budgeting.cycles.models import Cycle, Envelope, Project, Review, RuleSet
from budgeting.cycles.past_years import PRESETS
from budgeting.cycles.spreading import spread
from budgeting.cycles.wizard import RulesStep
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from civic.processes.models import Phase
from proposals.models import Answer, Proposal
from tests import factories
from tests.budgeting.cycles.sending import typed

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    cycle: Cycle
    envelope: Envelope
    proposal: Proposal
    project: Project


def adopted(author: User | None = None) -> Proposal:
    proposal = factories.a_proposal(author=author, state="answered", department=factories.a_department())
    Answer.objects.create(
        proposal=proposal,
        department=factories.a_department(),
        disposition="adopted",
        text="채택합니다.",
        planned_on=timezone.localdate() + timedelta(days=100),
    )
    return proposal


def scene(phase: str = "review", **project: Any) -> Scene:
    cycle = factories.a_cycle(phase)
    factories.with_rules(cycle)
    envelope = factories.an_envelope(cycle, ceiling=500_000_000)
    return Scene(cycle, envelope, adopted(), factories.a_project(envelope, **{"state": "review", **project}))


def sign_in(client: Client, user: User | None) -> None:
    if user is not None:
        factories.a_second_factor(user)
        client.force_login(user)


def api(client: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(address, json.dumps(body), content_type="application/json")


def api_code(response: Any) -> str:
    return str(response.json().get("type", "")).removeprefix("urn:civic:problem:")


def said(response: Any, refusal: Refusal) -> bool:
    """A page says no in a header (nothing else to show), or beside the form with the refusal's own sentence."""
    return response.headers.get("X-Refusal") == refusal.code or str(refusal) in response.content.decode()


TAKES = {
    "a resident": ("kim", "review", {}, "accounts.not_allowed"),
    "an officer": ("yoon", "review", {}, "accounts.not_allowed"),
    "nobody": (None, "review", {}, "accounts.sign_in_first"),
    "too early or late": ("oh", "committee", {}, "cycles.not_gathering"),
    "not adopted": ("oh", "review", {"answer": False}, "cycles.not_adopted"),
    "over the ceiling": ("oh", "review", {"cost": 500_000_001}, "cycles.over_ceiling"),
    "twice": ("oh", "review", {"twice": True}, "cycles.already_in_cycle"),
}


@pytest.mark.parametrize("case", TAKES)
def test_a_proposal_becomes_a_project_by_the_same_rule_at_every_door(
    case: str, client: Client, request: pytest.FixtureRequest
) -> None:
    who, phase, given, code = TAKES[case]
    actor = request.getfixturevalue(who) if who else None
    found = scene(phase)
    if given.get("answer") is False:
        Answer.objects.all().delete()
    if given.get("twice"):
        factories.a_project(found.envelope, proposal=found.proposal)
    cost = given.get("cost", 100_000_000)
    before = Project.objects.count(), Entry.objects.count(), Event.objects.count()
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(Refusal) as caught:
        take_project(actor or AnonymousUser(), found.proposal, envelope=found.envelope, cost=cost, at=now())
    assert caught.value.code == code
    sign_in(client, actor)
    body = {
        "proposal": found.proposal.number,
        "cycle": found.cycle.slug,
        "envelope": found.envelope.key,
        "cost": cost,
    }
    assert api_code(api(client, "post", "/api/v1/projects/", body)) == code
    page = client.post(
        f"/budget/desk/adopted/{found.proposal.number}/", {"envelope": found.envelope.pk, "cost": cost}
    )
    if actor is None:
        assert page.status_code == 302
        assert page["Location"].startswith("/account/login")
    elif code == "cycles.not_gathering":  # the form offers open envelopes only
        assert page.status_code == 422
    else:
        assert said(page, caught.value)
    assert (Project.objects.count(), Entry.objects.count(), Event.objects.count()) == before


def test_an_adopted_proposal_becomes_a_project_that_its_department_reviews(
    client: Client, oh: User, yoon: User
) -> None:
    found = scene()
    sign_in(client, oh)
    assert found.proposal.number in client.get("/budget/desk/adopted/").content.decode()
    fields = {"envelope": found.envelope.pk, "cost": "150,000,000", "beneficiaries": "밤길을 걷는 주민"}
    done = client.post(f"/budget/desk/adopted/{found.proposal.number}/", fields)
    project = Project.objects.get(proposal=found.proposal)
    assert done["Location"] == project.get_absolute_url()
    assert (project.state, project.cost, project.department) == (
        "review",
        150_000_000,
        found.proposal.department,
    )
    assert project.thread is not None
    assert found.proposal.number not in client.get("/budget/desk/adopted/").content.decode()
    assert Event.objects.filter(kind="cycles.project_taken").exists()
    sign_in(client, yoon)
    assert project.title in client.get("/budget/desk/reviews/").content.decode()
    page = client.get(project.get_absolute_url()).content.decode()
    assert f"/proposals/{found.proposal.number}/" in page
    assert f"/thread/{found.proposal.number}/" in page


def review(**given: Any) -> dict[str, Any]:
    return {"verdict": "eligible", "text": "할 수 있습니다.", "cost": 90_000_000, **given}


REVIEWS = {
    "a resident": ("kim", "review", {}, {}, "accounts.not_allowed"),
    "the budget officer": ("oh", "review", {}, {}, "accounts.not_allowed"),
    "another department": ("stranger", "review", {}, {}, "cycles.not_your_department"),
    "out of the phase": ("yoon", "committee", {}, {}, "cycles.review_closed"),
    "decided already": ("yoon", "review", {"state": "on_ballot"}, {}, "cycles.not_reviewable"),
    "no ground": ("yoon", "review", {}, {"verdict": "ineligible"}, "cycles.reason_code_missing"),
    "no condition": ("yoon", "review", {}, {"verdict": "conditional"}, "cycles.condition_missing"),
    "over the ceiling": ("yoon", "review", {}, {"cost": 500_000_001}, "cycles.over_ceiling"),
}


@pytest.fixture
def stranger(db: None) -> User:
    """The officer of another department."""
    return factories.a_staff_member("stranger", "officer", factories.a_department("parks"))


@pytest.mark.parametrize("case", REVIEWS)
def test_a_department_reviews_by_the_same_rule_at_every_door(
    case: str, client: Client, request: pytest.FixtureRequest
) -> None:
    who, phase, project, given, code = REVIEWS[case]
    actor = request.getfixturevalue(who)
    found = scene(phase, **project)
    with pytest.raises(Refusal) as caught:
        review_project(actor, found.project, at=now(), **review(**given))
    assert caught.value.code == code
    sign_in(client, actor)
    assert (
        api_code(api(client, "put", f"/api/v1/projects/{found.project.pk}/review/", review(**given))) == code
    )
    assert said(client.post(f"/budget/projects/{found.project.pk}/review/", review(**given)), caught.value)
    assert not Review.objects.exists()
    assert not Event.objects.exists()
    found.project.refresh_from_db()
    assert found.project.cost == 100_000_000


def test_the_review_sets_the_cost_and_is_public(client: Client, yoon: User) -> None:
    found = scene()
    sign_in(client, yoon)
    page = client.post(
        f"/budget/projects/{found.project.pk}/review/",
        review(
            verdict="conditional",
            condition="우기를 피해서",
            calculation="1기 75만 원 × 120기",
            reason_code="",
        ),
    )
    assert page.status_code == 302
    found.project.refresh_from_db()
    assert (found.project.state, found.project.cost, found.project.proposed_cost) == (
        "eligible",
        90_000_000,
        100_000_000,
    )
    shown = client.get(found.project.get_absolute_url()).content.decode()
    for words in ("우기를 피해서", "1기 75만 원 × 120기", "9,000만 원", "1억 원"):
        assert words in shown
    again = review_project(yoon, found.project, at=now(), **review(verdict="ineligible", reason_code="law"))
    assert (Review.objects.count(), again.verdict) == (1, "ineligible")
    assert Entry.objects.filter(verb="cycles.review_project").count() == 2


def test_the_author_withdraws_until_prices_are_published(client: Client, kim: User, lee: User) -> None:
    proposal = adopted(author=kim)
    found = scene("committee", state="eligible", proposal=proposal)
    with pytest.raises(Refusal) as caught:
        withdraw_project(lee, found.project, reason="싫음", at=now())
    assert caught.value.code == "accounts.not_allowed"
    client.force_login(kim)
    page = client.post(f"/budget/projects/{found.project.pk}/withdraw/", {"reason": "다른 사업으로 해결됨"})
    assert page.status_code == 302
    found.project.refresh_from_db()
    assert found.project.state == "withdrawn"
    late = scene("voting", state="on_ballot", proposal=adopted(author=kim))
    with pytest.raises(Refusal) as caught:
        withdraw_project(kim, late.project, reason="늦음", at=now())
    assert caught.value.code == "cycles.money_frozen"


def make(actor: User, **given: Any) -> Cycle:
    defaults: dict[str, Any] = {
        "title": "2028 시민참여예산",
        "budget_year": 2028,
        "area": factories.a_city(),
        "preset": "seoul",
        "opens_at": now() + timedelta(days=3),
    }
    return make_cycle(actor, at=now(), **(defaults | given))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_makes_a_whole_cycle_that_can_be_published(preset: str, oh: User) -> None:
    cycle = make(oh, preset=preset)
    assert RuleSet.objects.filter(cycle=cycle).exists()
    assert cycle.envelopes.count() == len(spread(PRESETS[preset].envelopes, cycle.process.area))
    assert set(cycle.process.phases.values_list("kind", flat=True)) == set(Phase.Kind.values)
    rules = RuleSet.objects.get(cycle=cycle)
    if rules.undecided:
        with pytest.raises(Refusal) as caught:
            publish_cycle(oh, cycle)
        assert caught.value.code in ("cycles.undecided", "cycles.incomplete")
        for one in cycle.envelopes.filter(amount=0):
            save_envelope(oh, cycle, key=one.key, at=now(), amount=1_000_000_000)
        change_rules(oh, cycle, at=now(), undecided=[])
        cycle = Cycle.objects.get(pk=cycle.pk)
    assert publish_cycle(oh, cycle).published
    with pytest.raises(Refusal) as caught:
        publish_cycle(oh, cycle)
    assert caught.value.code == "cycles.already_published"


def test_envelopes_and_rules_change_on_the_desk_until_they_freeze(client: Client, oh: User) -> None:
    cycle = make(oh)
    sign_in(client, oh)
    fields = {
        "name": "시정참여형",
        "amount": "삼십억",
        "method": "approval",
        "picks_min": "0",
        "picks_max": "5",
    }
    assert client.post("/budget/desk/2028/envelopes/city/", fields).status_code == 422
    assert client.post("/budget/desk/2028/envelopes/city/", fields | {"amount": "30억"}).status_code == 302
    assert cycle.envelopes.get(key="city").amount == 3_000_000_000
    asked = typed(RulesStep(initial=RulesStep.first(vars(cycle.rules))))
    rules = asked | {"committee_minimum": "65", "minimum_age": "14", "invalid_rule": "void"}
    assert client.post("/budget/desk/2028/rules/", rules).status_code == 302
    assert RuleSet.objects.get(cycle=cycle).committee_minimum == 65
    Phase.objects.filter(process=cycle.process, kind="gather").update(opens_at=now())
    assert client.post("/budget/desk/2028/rules/", rules).headers["X-Refusal"] == "cycles.rules_frozen"
    Phase.objects.filter(process=cycle.process, kind="prices").update(opens_at=now())
    fresh = Cycle.objects.get(pk=cycle.pk)
    with pytest.raises(Refusal) as caught:
        save_envelope(oh, fresh, key="city", at=now(), amount=1)
    assert caught.value.code == "cycles.money_frozen"


def test_the_database_says_the_same_when_the_clock_of_the_rule_is_behind(oh: User) -> None:
    """The rule is asked with yesterday's clock, as a slow machine would; the trigger's no becomes the same refusal."""
    cycle = factories.a_cycle("voting")
    rules = factories.with_rules(cycle)
    envelope = factories.an_envelope(cycle)
    yesterday = now() - timedelta(days=400)
    with pytest.raises(Refusal) as caught:
        save_envelope(oh, cycle, key=envelope.key, at=yesterday, amount=1)
    assert caught.value.code == "cycles.money_frozen"
    with pytest.raises(Refusal) as caught:
        change_rules(oh, cycle, at=yesterday, minimum_age=19)
    assert caught.value.code == "cycles.rules_frozen"
    rules.refresh_from_db()
    assert rules.minimum_age is None


def test_moved_dates_are_shown_with_their_reason_and_followers_are_told(
    client: Client, oh: User, kim: User
) -> None:
    found = scene()
    assert found.project.thread is not None
    from civic.comments.domain.threads import follow
    from civic.notifications.domain.delivering import deliver_waiting
    from civic.notifications.models import Message

    follow(kim, found.project.thread)
    phase = found.cycle.process.phases.get(kind="voting")
    closes = phase.closes_at + timedelta(days=2)
    change_phase(
        oh, found.cycle, phase, opens_at=phase.opens_at, closes_at=closes, reason="연휴와 겹쳐서", at=now()
    )
    assert "연휴와 겹쳐서" in client.get(f"/budget/{found.cycle.slug}/").content.decode()
    deliver_waiting()
    assert Message.objects.filter(user=kim, event__kind="cycles.phase_changed").count() == 1


def test_dates_move_on_the_desk_and_by_the_api(client: Client, oh: User, kim: User) -> None:
    found = scene()
    phase = found.cycle.process.phases.get(kind="voting")
    body = {
        "opens_at": phase.opens_at.isoformat(),
        "closes_at": (phase.closes_at + timedelta(days=1)).isoformat(),
    }
    address = f"/api/v1/cycles/{found.cycle.slug}/phases/voting/"
    sign_in(client, kim)
    assert api_code(api(client, "put", address, body | {"reason": "까닭"})) == "accounts.not_allowed"
    sign_in(client, oh)
    assert api_code(api(client, "put", address, body | {"reason": ""})) == "processes.reason_missing"
    assert api(client, "put", address, body | {"reason": "까닭"}).status_code == 200
    desk = f"/budget/desk/{found.cycle.slug}/phases/voting/"
    assert client.get(desk).status_code == 200
    assert (
        client.post(
            desk, {"opens_at": "2020-01-01T09:00", "closes_at": "2020-01-02T09:00", "reason": "까닭"}
        ).status_code
        == 422
    )


def test_the_published_table_names_only_a_proposal_that_is_public() -> None:
    from civic.opendata.catalogue import registry
    from proposals.models import Proposal

    found = scene("gather")
    project = factories.a_project(found.envelope, proposal=found.proposal)
    for state, number in ((found.proposal.state, found.proposal.number), ("hidden", None)):
        Proposal.objects.filter(pk=found.proposal.pk).update(state=state)
        rows = {row["id"]: row["proposal"] for row in registry["budget-projects"].rows()}
        assert rows[project.pk] == number, state


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_date_at_the_end_of_the_calendar_is_no_fault(moment: str, client: Client, oh: User) -> None:
    found = scene()
    sign_in(client, oh)
    phase = found.cycle.process.phases.get(kind="voting")
    body = {"opens_at": moment, "closes_at": phase.closes_at.isoformat(), "reason": "연휴"}
    address = f"/api/v1/cycles/{found.cycle.slug}/phases/voting/"
    assert api(client, "put", address, body).status_code in (400, 422)


@pytest.mark.parametrize("verdict", ["eligible", "ineligible"])
def test_a_cost_that_no_number_holds_is_no_fault(verdict: str, client: Client, yoon: User) -> None:
    found = scene()
    sign_in(client, yoon)
    body = review(verdict=verdict, reason_code="law" if verdict == "ineligible" else "", cost=10**30)
    answer = api(client, "put", f"/api/v1/projects/{found.project.pk}/review/", body)
    assert (answer.status_code, api_code(answer)) == (422, "cycles.over_ceiling")
