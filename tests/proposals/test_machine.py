"""Any person tries any step in any order: what happens is in the table, and what is refused leaves no trace.

The oracle below is written by hand and knows nothing of actions.py or states.py: who may take a step, and from which
state to which it leads.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from civic.audit.models import Entry
from civic.common.refusals import Refusal, StaleState
from civic.moderation.domain import deciding
from civic.notifications.models import Event
from proposals.domain import (
    answering,
    clocks,
    debating,
    following_up,
    implementing,
    merging,
    routing,
    splitting,
    supporting,
    transferring,
    withdrawing,
)
from proposals.models import Answer, Debate, Merge, Proposal, Support
from tests import factories

ROLES = (
    "visitor",
    "kim",
    "lee",
    "hong",
    "officer",
    "other",
    "moderator",
    "second",
    "host",
    "publisher",
    "admin",
)
KEEPERS = {"officer", "other", "moderator", "second", "admin"}
OFFICER, ANY_OFFICER = {"officer", "admin"}, {"officer", "other", "admin"}
WAY = {"open", "review"}
ANSWERED = {"answered", "debated", "head_answered"}
# step: who may (None: everybody signed in), from which states, to which
TABLE: dict[str, tuple[set[str] | None, set[str], set[str]]] = {
    "support": (None, WAY | ANSWERED, {"=", "review"}),
    "unsupport": (None, WAY | ANSWERED, {"="}),
    "route": (ANY_OFFICER, {"review"}, {"="}),
    "interim": (ANY_OFFICER, {"review"}, {"="}),
    "answer": (ANY_OFFICER, {"review"}, {"answered"}),
    "withdraw": ({"kim"}, WAY, {"withdrawn"}),
    "merge": (KEEPERS, WAY, {"merged"}),
    "unmerge": (KEEPERS, {"merged"}, WAY),
    "split": (KEEPERS, WAY, {"="}),
    "transfer": (ANY_OFFICER, WAY, {"transferred"}),
    "take_back": (ANY_OFFICER, {"transferred"}, WAY),
    "open_debate": ({"host", "admin"}, {"answered"}, {"debate"}),
    "take_part": (None, {"debate"}, {"="}),
    "conclude": ({"host", "admin"}, {"debate"}, {"debated"}),
    "head": (
        {"publisher", "admin"},
        {"answered", "debated", "implementing", "implemented"},
        {"head_answered", "="},
    ),
    "begin": (ANY_OFFICER, ANSWERED, {"implementing"}),
    "complete": (ANY_OFFICER, {"implementing"}, {"implemented"}),
    "move_date": (ANY_OFFICER, ANSWERED | {"debate", "implementing"}, {"="}),
    "hide": ({"moderator", "second", "admin"}, set(Proposal.PUBLIC_STATES), {"hidden"}),
    "restore": ({"moderator", "second", "admin"}, {"hidden"}, set(Proposal.PUBLIC_STATES)),
}
STEPS = tuple(TABLE)


class Life(RuleBasedStateMachine):
    """Three proposals of one writer, eleven people, and a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def city(self) -> None:
        self.now = timezone.now()
        call = factories.a_call(count_=2)
        for count, leads_to, counts in ((3, "debate", "supports"), (2, "head", "participants")):
            call.ladder.steps.get_or_create(
                count=count if counts == "supports" else 4,
                defaults={"window_days": 40, "consequence": leads_to, "answer_days": 20, "counts": counts},
            )
        safety, roads = factories.a_department(), factories.a_department("roads")
        self.departments = (safety, roads)
        self.people: dict[str, Any] = {
            "visitor": AnonymousUser(),
            **{name: factories.a_person(name) for name in ("kim", "lee", "hong")},
            "officer": factories.a_staff_member("officer", "officer", safety),
            "other": factories.a_staff_member("other", "officer", roads),
            "moderator": factories.a_staff_member("moderator", "moderator"),
            "second": factories.a_staff_member("second", "moderator"),
            "host": factories.a_staff_member("host", "host"),
            "publisher": factories.a_staff_member("publisher", "publisher"),
            "admin": factories.a_staff_member("admin", "administrator"),
        }
        self.rows = [
            factories.a_proposal(author=self.people["kim"], call=call, threshold=2, department=safety).pk
            for _ in range(3)
        ]

    @rule(days=st.integers(0, 25))
    def time_passes(self, days: int) -> None:
        """The clock goes on, and what time does is done, twice."""
        self.now += timedelta(days=days)
        before = dict(Proposal.objects.values_list("pk", "state"))
        clocks.watch(self.now)
        events = Event.objects.count()
        clocks.watch(self.now)
        assert Event.objects.count() == events, "looking again tells nobody anything new"
        for pk, state in Proposal.objects.values_list("pk", "state"):
            assert (before[pk], state) == (state, state) or (before[pk], state) == ("open", "not_supported")

    @rule(
        step=st.sampled_from(STEPS),
        who=st.sampled_from(ROLES),
        which=st.integers(0, 2),
        other=st.integers(0, 2),
    )
    def somebody_tries(self, step: str, who: str, which: int, other: int) -> None:
        actor, pk = self.people[who], self.rows[which]
        before = self.seen()
        refusal = self.attempt(step, actor, Proposal.objects.get(pk=pk), self.rows[other])
        if refusal is not None:
            assert refusal.code, step
            assert self.seen() == before, f"{step} was refused ({refusal.code}) and left a trace"
            return
        allowed, sources, targets = TABLE[step]
        was, now = before[0][pk]["state"], Proposal.objects.get(pk=pk).state
        assert who in (allowed if allowed is not None else set(ROLES) - {"visitor"}), f"{who} may not {step}"
        assert was in sources, f"{step} from {was}"
        assert now in targets or ("=" in targets and now == was), f"{step}: {was} → {now}"
        assert Entry.objects.count() > before[1], f"{step} is not in the record"

    def attempt(self, step: str, actor: Any, row: Proposal, other: int) -> Refusal | None:
        """The refusal, if there is one. No savepoint here: the step itself has to leave nothing half done."""
        try:
            self.act(step, actor, row, other)
        except Refusal as refusal:
            return refusal
        return None

    def act(self, step: str, actor: Any, row: Proposal, other: int) -> None:
        at, day = self.now, self.now.date()
        debate = Debate.objects.filter(proposal=row).first() or Debate(
            proposal=row, opens_at=at, closes_at=at + timedelta(days=1)
        )
        acts: dict[str, Callable[[], Any]] = {
            "support": lambda: supporting.support(actor, row, at=at),
            "unsupport": lambda: supporting.unsupport(actor, row, at=at),
            "route": lambda: routing.route(
                actor, row, department=self.departments[other % 2], reason="소관", at=at
            ),
            "interim": lambda: answering.answer_interim(actor, row, text="보고 있습니다.", at=at),
            "answer": lambda: answering.answer(
                actor, row, disposition="adopted", text="합니다.", planned_on=day + timedelta(days=9), at=at
            ),
            "withdraw": lambda: withdrawing.withdraw(actor, row, reason="그만", at=at),
            "merge": lambda: merging.merge(actor, row, Proposal.objects.get(pk=other), reason="같음", at=at),
            "unmerge": lambda: merging.undo_merge(actor, row, reason="다름", at=at),
            "split": lambda: splitting.split(actor, row, title="나눈 제안", body="글", reason="둘", at=at),
            "transfer": lambda: transferring.transfer(actor, row, body="기관", on=day, reason="소관", at=at),
            "take_back": lambda: transferring.take_back(actor, row, reason="우리 일", at=at),
            "open_debate": lambda: debating.open_debate(
                actor,
                row,
                question="할까요?",
                reason="갈림",
                opens_at=at,
                closes_at=at + timedelta(days=9),
                at=at,
            ),
            "take_part": lambda: self.take_part(actor, row, debate),
            "conclude": lambda: self.conclude(actor, row, debate),
            "head": lambda: debating.answer_as_head(actor, row, text="합니다.", at=at),
            "begin": lambda: implementing.begin(actor, row, at=at),
            "complete": lambda: implementing.complete(actor, row, evidence="두 대", at=at),
            "move_date": lambda: following_up.move_date(
                actor, row, new_on=day + timedelta(days=other % 40), reason="늦음", at=at
            ),
            "hide": lambda: deciding.decide(actor, row, outcome="hidden", rule="abuse", reason="욕설"),
            "restore": lambda: deciding.decide(actor, row, outcome="restored", reason="잘못 가림"),
        }
        acts[step]()

    def take_part(self, actor: Any, row: Proposal, debate: Debate) -> None:
        if debate.pk is None:
            raise StaleState
        debating.take_part(actor, debate, stance="pro", at=self.now)

    def conclude(self, actor: Any, row: Proposal, debate: Debate) -> None:
        if debate.pk is None:
            raise StaleState
        debating.conclude_debate(actor, debate, conclusions="뜻이 모였습니다.", at=self.now)

    def seen(self) -> Any:
        """Everything that a refused step must leave as it was."""
        rows = {row["id"]: row for row in Proposal.objects.values()}
        counts = [model.objects.count() for model in (Support, Answer, Merge, Debate, Event)]
        return rows, Entry.objects.count(), counts

    @invariant()
    def counters_are_true(self) -> None:
        for row in Proposal.objects.all() if hasattr(self, "rows") else ():
            assert row.support_count == row.supports.count(), row.state
            assert row.state != "review" or row.answer_due_at is not None
            assert (row.state == "merged") == (row.merged_into_id is not None) or row.state == "hidden"
            assert (
                row.answers.filter(interim=False).count()
                == (row.state in ANSWERED | {"debate", "implementing", "implemented"})
                or row.state == "hidden"
            )
            assert not row.supports.filter(user=row.author).exists()
        promised = Merge.objects.filter(undone_at=None, state_before="review", source__state="merged")
        for merge in promised.select_related("source", "target"):
            assert merge.target.state != "open", "an answer that was owed is owed where the readers are led"


def live(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=examples < 100,
        ),
    )


@pytest.mark.django_db
def test_no_order_of_steps_by_any_people_leaves_the_table():
    live(examples=8, steps=30)


@pytest.mark.prove
@pytest.mark.django_db
def test_thousands_of_orders_leave_the_table_nowhere():
    live(examples=2000, steps=50)
