"""Any course of a session: the platform on PostgreSQL beside a model of a hundred and fifty lines, act by act."""

import os
import sys
from collections import Counter
from typing import ClassVar

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

from tests.budgeting.committee.sessions.course import STAGES, Course, Room, a_room, able_to_score
from tests.budgeting.committee.sessions.oracle import AUTHOR, PEOPLE, Oracle

people = st.integers(0, PEOPLE - 1)
votes = st.sampled_from([0, 0, 1, 2])
accesses = st.sampled_from([("open", ""), ("open", ""), ("partly", "제9조"), ("closed", "")])
WANTED = int(os.environ.get("CIVIC_PROVE_COURSES", "2000"))
LOTS = 5  # from each stage
tally: Counter[str] = Counter()


class Sitting(RuleBasedStateMachine):
    """Each course happens in a savepoint and is rolled back, so that every course of a lot begins in the same room."""

    room: ClassVar[Room]
    start: ClassVar[Oracle]
    came_to: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.course = Course(self.room, self.start, self.came_to)
        self.to_the_end = False
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        """Most courses, whatever happened in them, are led to their end by sensible acts, and checked there."""
        try:
            if sys.exception() is None:
                while self.to_the_end and self.course.forward():
                    pass
                self.course.look(whole=True)
                self.count()
        finally:
            transaction.savepoint_rollback(self.savepoint)

    def count(self) -> None:
        oracle = self.oracle
        self.came_to["courses"] += 1
        self.came_to[f"session {oracle.session}"] += 1
        self.came_to[f"item {oracle.outcome or oracle.item}"] += 1
        self.came_to["decision published"] += oracle.published
        self.came_to["minutes published"] += oracle.minutes == "published"

    @property
    def oracle(self) -> Oracle:
        return self.course.oracle

    @initialize(
        data=st.data(), shared=st.sampled_from([None, None, 2, 3]), end=st.sampled_from([True, True, False])
    )
    def begins(self, data: st.DataObject, shared: int | None, end: bool) -> None:
        """From the notice, courses begin in the middle of the work as well: given to some, declared, scored, sitting."""
        self.to_the_end = end
        if self.oracle != Oracle():
            return
        if shared:
            self.course.share(shared)
        may = able_to_score(self.oracle)
        done = data.draw(st.sets(st.sampled_from(may), min_size=data.draw(st.sampled_from([0, 2, len(may)]))))
        here = done | data.draw(st.sets(people, min_size=4))
        self.course.have_scored(done)
        if data.draw(st.sampled_from([True, True, True, False])):
            self.course.attend(here)
            self.course.open()

    @rule(acts=st.integers(1, 3))
    def go_on(self, acts: int) -> None:
        """What a good secretary would do next."""
        for _act in range(acts):
            self.course.forward()

    @rule(per_item=st.integers(2, 4))
    @precondition(lambda self: not self.oracle.scored and self.oracle.item == "waiting")
    def share(self, per_item: int) -> None:
        self.course.share(per_item)

    @rule(one=st.integers(0, AUTHOR - 1))
    def challenge(self, one: int) -> None:
        self.course.challenge(one)

    @rule(data=st.data(), accepted=st.booleans())
    @precondition(lambda self: self.oracle.challenged)
    def decide_challenge(self, data: st.DataObject, accepted: bool) -> None:
        self.course.decide_challenge(data.draw(st.sampled_from(sorted(self.oracle.challenged))), accepted)

    @rule(one=people, interest=st.sampled_from(["none", "none", "none", "self"]))
    def declare(self, one: int, interest: str) -> None:
        self.course.declare(one, interest)

    @rule(one=people, level=st.integers(1, 4))
    def score(self, one: int, level: int) -> None:
        self.course.score(one, level)

    @rule(data=st.data())
    @precondition(lambda self: self.oracle.scored)
    def reopen(self, data: st.DataObject) -> None:
        self.course.reopen(data.draw(st.sampled_from(sorted(self.oracle.scored))))

    @rule(present=st.sets(people, min_size=2))
    def attend(self, present: set[int]) -> None:
        self.course.attend(present)

    @rule()
    def open(self) -> None:
        self.course.open()

    @rule(
        kind=st.sampled_from(["carry", "condition", "reject", "defer"]),
        ayes=st.integers(1, 4),
        noes=votes,
        rest=votes,
    )
    def vote(self, kind: str, ayes: int, noes: int, rest: int) -> None:
        self.course.vote(kind, ayes, noes, rest)

    @rule()
    def defer(self) -> None:
        self.course.defer()

    @rule()
    def close(self) -> None:
        self.course.close()

    @rule()
    def publish(self) -> None:
        self.course.publish()

    @rule(note=st.sampled_from(["", "덧붙임"]))
    def draft(self, note: str) -> None:
        self.course.draft(note)

    @rule(one=people)
    @precondition(lambda self: self.oracle.minutes)
    def confirm(self, one: int) -> None:
        self.course.confirm(one)

    @rule(how=accesses)
    @precondition(lambda self: self.oracle.minutes)
    def publish_minutes(self, how: tuple[str, str]) -> None:
        self.course.publish_minutes(*how)

    @invariant()
    def the_platform_is_where_the_model_is(self) -> None:
        self.course.look()


def play(runs: int, steps: int, stage: str = "called", *, same_each_time: bool = False) -> Counter[str]:
    """So many courses from one stage; what they came to."""
    came_to: Counter[str] = Counter()
    ahead = Course(a_room(), Oracle(), came_to)
    ahead.to(stage)
    came_to.clear()
    Sitting.room, Sitting.start, Sitting.came_to = ahead.room, ahead.oracle, came_to
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    rules = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=checks,
        database=None,
        derandomize=same_each_time,
    )
    run_state_machine_as_test(Sitting, settings=rules)
    return came_to


def in_words(came_to: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(came_to.items()))


def test_ten_courses_of_a_session_agree_with_the_model_and_some_reach_published_minutes(db: None) -> None:
    """Always the same ten, so that it is known where they lead; ``make prove`` takes others each time."""
    came_to = play(6, 8, same_each_time=True) + play(4, 6, "scored", same_each_time=True)
    assert came_to["decision published"], in_words(came_to)
    assert came_to["minutes published"], in_words(came_to)
    assert came_to["acts refused"], in_words(came_to)


@pytest.mark.prove
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("lot", range(LOTS))
def test_two_thousand_courses_of_a_session_agree_with_the_model(db: None, stage: str, lot: int) -> None:
    """An eighth from each stage; each lot in a transaction of its own, so that none wades through what others rolled back.

    Fewer with ``CIVIC_PROVE_COURSES``; prints what the courses came to, so that it is seen that they reach the end.
    """
    came_to = play(WANTED // (LOTS * len(STAGES)), 6, stage)
    tally.update(came_to)
    print(f"\nlot {lot + 1} from {stage}: {in_words(came_to)}\nso far: {in_words(tally)}", flush=True)
    assert came_to["minutes published"] > came_to["courses"] / 3, in_words(came_to)
