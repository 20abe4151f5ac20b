"""Any course of a session: the platform on PostgreSQL beside a model of a hundred lines, act by act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from budgeting.committee.domain import announcing, calling, declaring, reopening, sitting, submitting
from budgeting.committee.models import Decision, Item, Member, ScoreSheet, Session
from budgeting.committee.queries import standing
from budgeting.committee.sessions.queries import presence
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.committee.conftest import at_work, full
from tests.budgeting.committee.sessions.conftest import a_session
from tests.budgeting.committee.sessions.oracle import AUTHOR, PEOPLE, Oracle

people = st.integers(0, PEOPLE - 1)
votes = st.integers(0, 3)


@dataclass
class Room:
    members: list[Member]
    project: Project
    session: Session
    item: Item
    han: User


def a_room() -> Room:
    """Five members and the author of the proposal, who sits too; one session called, one item on its agenda."""
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    members = [*work.members, factories.a_seat(work.committee, work.author)]
    project = Project.objects.select_related("envelope__cycle__process", "proposal").get(pk=work.project.pk)
    session = a_session(work, han)
    item = calling.put_on_agenda(han, session, project=project)
    return Room(members, project, calling.call_session(han, session, at=now()), item, han)


class Sitting(RuleBasedStateMachine):
    """Each run happens in a savepoint and is rolled back, so that every run begins in the same room."""

    room: Room

    def __init__(self) -> None:
        super().__init__()
        self.oracle = Oracle()
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def both(self, expected: str, act: Callable[[], Any]) -> None:
        """The act on the platform gives the refusal that the model gave, or none."""
        came = ""
        try:
            with transaction.atomic():
                act()
        except Refusal as no:
            came = no.code
        assert came == expected

    def item(self) -> Item:
        return Item.objects.select_related("session__committee", "project__envelope__cycle__process").get(
            pk=self.room.item.pk
        )

    def project(self) -> Project:
        return Project.objects.select_related("envelope__cycle__process", "proposal").get(
            pk=self.room.project.pk
        )

    @rule(one=people, interest=st.sampled_from(["none", "none", "none", "self"]))
    def declare(self, one: int, interest: str) -> None:
        user = self.room.members[one].user
        self.both(
            self.oracle.declare(one, interest),
            lambda: declaring.declare_interest(
                user, self.project(), interest=interest, ground="까닭" if interest == "self" else "", at=now()
            ),
        )

    @rule(one=people, level=st.integers(1, 4))
    def score(self, one: int, level: int) -> None:
        user = self.room.members[one].user
        self.both(
            self.oracle.score(one),
            lambda: submitting.submit_sheet(user, self.project(), scores=full(level), comments={}, at=now()),
        )

    @rule(data=st.data())
    @precondition(lambda self: self.oracle.scored)
    def reopen(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(sorted(self.oracle.scored)))
        sheet = ScoreSheet.objects.filter(member=self.room.members[one]).latest("revision")
        self.both(
            self.oracle.reopen(one),
            lambda: reopening.reopen(self.room.han, sheet, reason="까닭", at=now()),
        )

    @rule(level=st.integers(1, 4))
    @precondition(lambda self: self.oracle.item == "waiting" and not self.oracle.enough_scores())
    def everybody_scores(self, level: int) -> None:
        """A shortcut, so that runs reach the vote: who may, declares and scores."""
        for one in range(AUTHOR):
            if one not in self.oracle.declared:
                self.declare(one, "none")
            self.score(one, level)

    @rule(present=st.sets(people, min_size=2))
    def attend(self, present: set[int]) -> None:
        ids = [self.room.members[one].pk for one in present]
        self.both(
            self.oracle.attend(present),
            lambda: sitting.record_attendance(self.room.han, self.room.session, present=ids),
        )

    @rule()
    def open(self) -> None:
        self.both(
            self.oracle.open(), lambda: sitting.open_session(self.room.han, self.item().session, at=now())
        )

    @rule(kind=st.sampled_from(["carry", "condition", "reject", "defer"]), ayes=votes, noes=votes, rest=votes)
    def vote(self, kind: str, ayes: int, noes: int, rest: int) -> None:
        self.both(
            self.oracle.vote(kind, ayes, noes, rest),
            lambda: sitting.vote_on_item(
                self.room.han, self.item(), kind=kind, ayes=ayes, noes=noes, abstentions=rest,
                reason="까닭", condition="조건", code="need", at=now(),
            ),
        )  # fmt: skip

    @rule()
    def defer(self) -> None:
        self.both(
            self.oracle.defer(),
            lambda: sitting.defer_item(self.room.han, self.item(), reason="까닭", at=now()),
        )

    @rule()
    def close(self) -> None:
        self.both(
            self.oracle.close(), lambda: sitting.close_session(self.room.han, self.item().session, at=now())
        )

    @rule()
    def publish(self) -> None:
        self.both(
            self.oracle.publish(),
            lambda: announcing.publish_decisions(self.room.han, self.item().session, at=now()),
        )

    @invariant()
    def the_platform_is_where_the_model_is(self) -> None:
        item = self.item()
        assert (item.session.state, item.state, item.outcome) == (
            self.oracle.session,
            self.oracle.item,
            self.oracle.outcome,
        )
        found = presence(item, now())
        counted = (found.enrolled, found.recused, found.present, found.needed)
        assert counted == (PEOPLE, len(self.oracle.recused()), self.oracle.there(), self.oracle.needed())
        assert standing(item.session.committee, self.room.project, now()).raters == self.oracle.raters()

    @invariant()
    def a_decision_is_published_with_its_numbers_and_nothing_else_is(self) -> None:
        decision = Decision.objects.filter(project=self.room.project).first()
        assert (decision is not None) == self.oracle.published
        if decision is not None:
            assert decision.raters == self.oracle.raters()
            lost = self.oracle.outcome == "lost"
            assert self.project().state == ("not_admitted" if lost else "on_ballot")


def play(runs: int, steps: int) -> None:
    Sitting.room = a_room()
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    rules = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=checks,
        database=None,
    )
    run_state_machine_as_test(Sitting, settings=rules)


def test_eight_courses_of_a_session_agree_with_the_model(db: None) -> None:
    play(8, 12)


@pytest.mark.prove
def test_two_thousand_courses_of_a_session_agree_with_the_model(db: None) -> None:
    play(2_000, 25)
