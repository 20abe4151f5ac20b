"""Any course of a session: the platform on PostgreSQL beside a model of a hundred and fifty lines, act by act."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from budgeting.committee.domain import (
    announcing,
    calling,
    challenging,
    declaring,
    reopening,
    sharing,
    sitting,
    submitting,
)
from budgeting.committee.models import (
    Challenge,
    Decision,
    Declaration,
    Item,
    Member,
    Round,
    ScoreSheet,
    Session,
)
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
LOT = 250
"""So many courses in one room; the next lot begins in a fresh one and with other chances."""
SESSIONS = ("session called", "session open", "session closed")
votes = st.sampled_from([0, 0, 1, 2])


@dataclass
class Room:
    members: list[Member]
    project: Project
    session: Session
    item: Item
    han: User
    author: User
    round: Round


def a_room() -> Room:
    """Five members and the author of the proposal, who sits too; one session called, one item on its agenda."""
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    members = [*work.members, factories.a_seat(work.committee, work.author)]
    project = Project.objects.select_related("envelope__cycle__process", "proposal").get(pk=work.project.pk)
    session = a_session(work, han)
    item = calling.put_on_agenda(han, session, project=project)
    called = calling.call_session(han, session, at=now())
    return Room(members, project, called, item, han, work.author, work.committee.rounds.get())


class Sitting(RuleBasedStateMachine):
    """Each run happens in a savepoint and is rolled back, so that every run begins in the same room."""

    room: Room
    came_to: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.oracle = Oracle()
        self.looked = False  # at where the platform is, since it last changed
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        self.came_to[f"session {self.oracle.session}"] += 1
        self.came_to[f"item {self.oracle.outcome or self.oracle.item}"] += 1
        self.came_to["published"] += self.oracle.published
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
        self.looked = self.looked and bool(came)  # what was refused was rolled back

    def item(self) -> Item:
        return Item.objects.select_related("session__committee", "project__envelope__cycle__process").get(
            pk=self.room.item.pk
        )

    def project(self) -> Project:
        return Project.objects.select_related("envelope__cycle__process", "proposal").get(
            pk=self.room.project.pk
        )

    @initialize(data=st.data(), shared=st.sampled_from([None, None, 2, 3]))
    def begins(self, data: st.DataObject, shared: int | None) -> None:
        """Courses begin in the middle of the work as well: given to some, declared, scored, already sitting."""
        if shared:
            self.share(shared)
        may = sorted(self.oracle.raters_given() - {AUTHOR})
        done = data.draw(st.sets(st.sampled_from(may), min_size=data.draw(st.sampled_from([0, 2, len(may)]))))
        here, room = done | data.draw(st.sets(people, min_size=4)), self.room
        for one in sorted(done):
            self.oracle.declare(one, "none")
            self.oracle.score(one)
        Declaration.objects.bulk_create(
            Declaration(member=room.members[one], project=room.project, interest="none") for one in done
        )
        ScoreSheet.objects.bulk_create(
            ScoreSheet(round=room.round, member=room.members[one], project=room.project, scores=full(3))
            for one in done
        )
        if data.draw(st.sampled_from([True, True, True, False])):
            self.attend(here)
            self.open()

    @rule(per_item=st.integers(2, 4))
    @precondition(lambda self: not self.oracle.scored and self.oracle.item == "waiting")
    def share(self, per_item: int) -> None:
        Round.objects.filter(pk=self.room.round.pk).update(sharing="balanced", per_item=per_item)
        round_ = Round.objects.select_related("committee__cycle").get(pk=self.room.round.pk)
        self.both(self.oracle.share(per_item), lambda: sharing.share_out(self.room.han, round_, at=now()))

    @rule(one=st.integers(0, AUTHOR - 1))
    def challenge(self, one: int) -> None:
        """The author, a party, challenges a member."""
        member = self.room.members[one]
        self.both(
            self.oracle.challenge(one),
            lambda: challenging.challenge(self.room.author, self.project(), member, ground="까닭", at=now()),
        )

    @rule(data=st.data(), accepted=st.booleans())
    @precondition(lambda self: self.oracle.challenged)
    def decide_challenge(self, data: st.DataObject, accepted: bool) -> None:
        one = data.draw(st.sampled_from(sorted(self.oracle.challenged)))
        filed = Challenge.objects.get(member=self.room.members[one])
        ayes, noes = (3, 1) if accepted else (1, 3)
        self.both(
            self.oracle.decide_challenge(one, accepted),
            lambda: challenging.decide_challenge(
                self.room.han, filed, votes_for=ayes, votes_against=noes, reason="까닭", at=now()
            ),
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
        for one in sorted(self.oracle.raters_given() - {AUTHOR}):
            if one not in self.oracle.declared:
                self.declare(one, "none")
            if one not in self.oracle.scored:
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

    @rule(
        kind=st.sampled_from(["carry", "condition", "reject", "defer"]),
        ayes=st.integers(1, 4),
        noes=votes,
        rest=votes,
    )
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
        if self.looked:
            return
        self.looked = True
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
        self.a_decision_is_published_with_its_numbers_and_nothing_else_is()

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
    """Fewer with ``CIVIC_PROVE_COURSES``; prints what the courses came to, so that it is seen that they reach the end."""
    wanted = int(os.environ.get("CIVIC_PROVE_COURSES", "2000"))
    Sitting.came_to.clear()
    for _lot in range(0, wanted, LOT):
        play(min(LOT, wanted), 10)
        tally = ", ".join(f"{name}: {count}" for name, count in sorted(Sitting.came_to.items()))
        print(f"{sum(Sitting.came_to[one] for one in SESSIONS)} courses; {tally}", flush=True)
