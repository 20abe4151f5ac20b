"""What an officer may still decide on the desk before a cycle freezes, and what a copy must not lose."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from budgeting.cycles.domain.making import make_cycle, publish_cycle, save_envelope
from budgeting.cycles.envelope_form import EnvelopeFields
from budgeting.cycles.models import Cycle, CycleDraft, Envelope, RuleSet
from budgeting.cycles.past_years import PRESETS
from budgeting.cycles.sums import WonField, read_sum
from budgeting.cycles.wizard import RulesStep
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.cycles.sending import typed
from tests.budgeting.cycles.test_doors import make, sign_in
from tests.budgeting.cycles.test_wizard import basics, walk

pytestmark = pytest.mark.django_db
RULES = "/budget/desk/2028/rules/"


def asked(cycle: Cycle) -> dict[str, Any]:
    """What the page of the rules would send as it stands."""
    return typed(RulesStep(initial=RulesStep.first(vars(RuleSet.objects.get(cycle=cycle)))))


def test_a_beginning_that_picks_one_in_each_field_still_does_in_the_cycle(client: Client, oh: User) -> None:
    sign_in(client, oh)
    draft = walk(client, "seoul-2016")
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    assert Envelope.objects.get(key="city").picks_per_topic == 1


def test_a_copy_keeps_every_rule_of_an_envelope(client: Client, oh: User) -> None:
    kept = {
        "ceiling": 500_000, "event_ceiling": 90_000, "floor": 10_000, "max_projects": 40, "picks_min": 2, "picks_max": 4,
        "picks_per_topic": 2, "budget_limit": 700_000, "own_borough_only": True,
    }  # fmt: skip
    last = factories.a_cycle("review")
    factories.with_rules(last)
    factories.an_envelope(last, amount=1_000_000, area=factories.a_borough(), **kept)  # both of one name
    factories.an_envelope(
        last, amount=1_000_000, method="cumulative", points=10, points_each=6, picks_max=None, position=1
    )
    sign_in(client, oh)
    draft = walk(client, f"copy:{last.slug}")
    client.post(f"/budget/desk/drafts/{draft.pk}/check/")
    first, second = Cycle.objects.latest("id").envelopes.all()
    assert {name: getattr(first, name) for name in kept} == kept
    assert first.area == factories.a_borough()
    assert (second.points, second.points_each) == (10, 6)


def test_a_wrong_rule_is_put_right_on_the_desk_and_the_cycle_published(client: Client, oh: User) -> None:
    """Weights, electorate, count rule: all of it is there until the first phase opens, not only in the steps."""
    cycle = make(oh)
    sign_in(client, oh)
    changed = {
        "weight_citizens": "60", "weight_committee": "40", "count_rule": "class-weighted", "electorate": ["resident"],
        "tie_2": "committee", "channels": ["web", "paper"],
    }  # fmt: skip
    assert client.post(RULES, asked(cycle) | changed).status_code == 302
    rules = RuleSet.objects.get(cycle=cycle)
    assert (rules.weights, rules.count_rule) == ({"citizens": 60, "committee": 40}, "class-weighted")
    assert (rules.electorate, rules.channels) == (["resident"], ["web", "paper"])
    assert rules.tie_break == ["votes", "committee", "lot"]
    wrong = client.post(RULES, asked(cycle) | {"weight_citizens": "70"})
    assert wrong.status_code == 422
    assert "110" in wrong.content.decode()


def test_what_a_source_does_not_state_is_decided_on_the_desk(client: Client, oh: User) -> None:
    cycle = make_cycle(
        oh, title="2028", budget_year=2028, area=factories.a_city(), preset="busan-2019",
        opens_at=now() + timedelta(days=5), at=now(),
    )  # fmt: skip
    rules = RuleSet.objects.get(cycle=cycle)
    assert {"tie_break", "envelope.city.amount"} <= set(rules.undecided)
    sign_in(client, oh)
    assert client.post(RULES, asked(cycle)).status_code == 302
    rules.refresh_from_db()
    assert set(rules.undecided) == {"envelope.city.amount", "envelope.local.amount"}
    for key in ("city", "local"):
        page = client.post(
            f"/budget/desk/2028/envelopes/{key}/", {"name": key, "amount": "130억", "picks_max": "3"}
        )
        assert page.status_code == 302
    rules.refresh_from_db()
    assert rules.undecided == []
    assert publish_cycle(oh, cycle).published


def test_once_the_rules_are_frozen_the_desk_asks_for_name_and_money_only(client: Client, oh: User) -> None:
    cycle = make(oh)
    sign_in(client, oh)
    Phase.objects.filter(process=cycle.process, kind="gather").update(opens_at=now())
    page = client.get("/budget/desk/2028/envelopes/city/").content.decode()
    assert 'name="amount"' in page
    assert 'name="picks_max"' not in page
    answer = client.post("/budget/desk/2028/envelopes/city/", {"name": "시정", "amount": "31억"})
    assert answer.status_code == 302
    assert Envelope.objects.get(cycle=cycle, key="city").amount == 3_100_000_000


BAD = {
    "floor above the money": ({"amount": "1억", "floor": "2억"}, "floor"),
    "floor above the ceiling": ({"floor": "2억", "ceiling": "1억"}, "floor"),
    "an event above the ceiling": ({"event_ceiling": "2억", "ceiling": "1억"}, "event_ceiling"),
    "more picks than projects": ({"picks_min": "5", "max_projects": "4"}, "max_projects"),
    "picks the wrong way round": ({"picks_min": "5", "picks_max": "4"}, "picks_max"),
    "no money": ({"amount": "0"}, "amount"),
    "more money than there is": ({"amount": "9999조"}, "amount"),
    "points without points": ({"method": "cumulative"}, "points"),
    "more on one project than points": (
        {"method": "cumulative", "points": "5", "points_each": "6"},
        "points_each",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_together_in_an_envelope_is_said_beside_the_field(case: str) -> None:
    given, field = BAD[case]
    form = EnvelopeFields({"name": "시정참여형", "amount": "10억", **given})
    assert set(form.errors) == {field}


COUNTED = {
    "a committee that weighs nothing": ({"committee_weight": "30"}, "committee_weight"),
    "a share of shares": (
        {"support_threshold": "10", "count_rule": "equal-shares"},
        "support_threshold",
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_what_the_count_rule_would_not_do_is_refused_rather_than_printed(case: str) -> None:
    given, field = COUNTED[case]
    sent = typed(RulesStep(initial=RulesStep.first(PRESETS["seoul"].rules))) | given
    assert set(RulesStep(sent).errors) == {field}


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("150,000,000", 150_000_000),
        ("1억 5,000만 원", 150_000_000),
        ("375억", 37_500_000_000),
        ("1.5억", 150_000_000),
        ("5천만", 50_000_000),
        ("3백만원", 3_000_000),
        ("1조 2억", 1_000_200_000_000),
        ("2억5000", 200_005_000),
    ],
)
def test_sums_are_read_as_people_write_them(text: str, won: int) -> None:
    assert WonField().clean(text) == won
    assert WonField().prepare_value(won) == f"{won:,}"


@pytest.mark.parametrize("text", ["삼억", "5만 3억", "억", "1억억", "0.00001만", "3억 x", "--5만"])
def test_what_is_no_sum_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(ValidationError):
        WonField().clean(text)


def test_a_correction_may_be_below_zero() -> None:
    assert read_sum("-1억 5,000만") == "-150000000"


def test_the_steps_say_what_the_source_does_not_state(client: Client, oh: User) -> None:
    """What stands in the field is the platform's suggestion, and whoever saves it has decided it."""
    sign_in(client, oh)
    client.post("/budget/desk/new/", basics())
    draft = CycleDraft.objects.latest("id")
    client.cookies["django_language"] = "en"
    words = "The source of these rules does not state this"
    for start, envelopes, rules in (("busan-2019", 2, 9), ("seoul", 0, 0)):
        client.post(f"/budget/desk/drafts/{draft.pk}/start/", {"start": start})
        page = client.get(f"/budget/desk/drafts/{draft.pk}/envelopes/").content.decode()
        assert page.count(words) == envelopes, start
        page = client.get(f"/budget/desk/drafts/{draft.pk}/rules/").content.decode()
        assert page.count(words) == rules, start


def test_no_envelope_is_added_once_the_first_phase_is_open(client: Client, oh: User) -> None:
    """It would bring rules of voting that nobody could read when the first proposals were made."""
    cycle = make(oh)
    sign_in(client, oh)
    new = {"key": "late", "name": "뒤늦은 분야", "amount": "1억", "picks_max": "1"}
    assert '/envelopes/"' in client.get("/budget/desk/2028/").content.decode()
    Phase.objects.filter(process=cycle.process, kind="gather").update(opens_at=now())
    assert client.post("/budget/desk/2028/envelopes/", new).headers["X-Refusal"] == "cycles.rules_frozen"
    with pytest.raises(Refusal) as caught:
        save_envelope(oh, Cycle.objects.get(pk=cycle.pk), key="late", at=now(), amount=1, name="뒤늦은 분야")
    assert caught.value.code == "cycles.rules_frozen"
    assert '/envelopes/"' not in client.get("/budget/desk/2028/").content.decode()
