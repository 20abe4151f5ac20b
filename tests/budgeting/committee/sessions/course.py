"""A course of a session: each act done on the platform and in the model, and what would sensibly be done next."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from budgeting.committee.domain import (
    announcing,
    calling,
    challenging,
    declaring,
    minuting,
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
    Minutes,
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

STAGES: dict[str, Callable[[Oracle], bool]] = {
    "called": lambda oracle: oracle.session == "called",
    "sitting": lambda oracle: oracle.session == "open",
    "scored": lambda oracle: oracle.session == "open" and oracle.enough_scores(),
    "decided": lambda oracle: oracle.item == "decided",
    "over": lambda oracle: oracle.session == "closed",
    "told": lambda oracle: oracle.published,
    "drafted": lambda oracle: oracle.minutes == "draft",
    "confirmed": lambda oracle: oracle.minutes == "confirmed",
}
"""Where a course can begin: at the notice, or after so many sensible acts."""


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


class Course:
    """What happens in a room, beside the model."""

    def __init__(self, room: Room, oracle: Oracle, acts: Counter[str]) -> None:
        self.room, self.oracle, self.acts = room, deepcopy(oracle), acts
        self.looked = False  # at where the platform is, since it last changed
        self.counted_there: object = None
        self.counted_raters: object = None

    def both(self, expected: str, act: Callable[[], Any]) -> None:
        """The act on the platform gives the refusal that the model gave, or none."""
        came = ""
        try:
            with transaction.atomic():
                act()
        except Refusal as no:
            came = no.code
        assert came == expected
        self.acts["acts refused" if came else "acts done"] += 1
        self.looked = self.looked and bool(came)  # what was refused was rolled back

    def item(self) -> Item:
        return Item.objects.select_related("session__committee", "project__envelope__cycle__process").get(
            pk=self.room.item.pk
        )

    def project(self) -> Project:
        return Project.objects.select_related("envelope__cycle__process", "proposal").get(
            pk=self.room.project.pk
        )

    # Acts

    def share(self, per_item: int) -> None:
        Round.objects.filter(pk=self.room.round.pk).update(sharing="balanced", per_item=per_item)
        round_ = Round.objects.select_related("committee__cycle").get(pk=self.room.round.pk)
        self.both(self.oracle.share(per_item), lambda: sharing.share_out(self.room.han, round_, at=now()))

    def challenge(self, one: int) -> None:
        """The author, a party, challenges a member."""
        member = self.room.members[one]
        self.both(
            self.oracle.challenge(one),
            lambda: challenging.challenge(self.room.author, self.project(), member, ground="까닭", at=now()),
        )

    def decide_challenge(self, one: int, accepted: bool) -> None:
        filed = Challenge.objects.get(member=self.room.members[one])
        ayes, noes = (3, 1) if accepted else (1, 3)
        self.both(
            self.oracle.decide_challenge(one, accepted),
            lambda: challenging.decide_challenge(
                self.room.han, filed, votes_for=ayes, votes_against=noes, reason="까닭", at=now()
            ),
        )

    def declare(self, one: int, interest: str = "none") -> None:
        user = self.room.members[one].user
        self.both(
            self.oracle.declare(one, interest),
            lambda: declaring.declare_interest(
                user, self.project(), interest=interest, ground="까닭" if interest == "self" else "", at=now()
            ),
        )

    def score(self, one: int, level: int = 3) -> None:
        user = self.room.members[one].user
        self.both(
            self.oracle.score(one),
            lambda: submitting.submit_sheet(user, self.project(), scores=full(level), comments={}, at=now()),
        )

    def reopen(self, one: int) -> None:
        sheet = ScoreSheet.objects.filter(member=self.room.members[one]).latest("revision")
        self.both(
            self.oracle.reopen(one), lambda: reopening.reopen(self.room.han, sheet, reason="까닭", at=now())
        )

    def have_scored(self, done: set[int]) -> None:
        """Some have declared and scored, written as rows: so that a course need not begin with ten acts."""
        room = self.room
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

    def attend(self, present: set[int]) -> None:
        ids = [self.room.members[one].pk for one in present]
        self.both(
            self.oracle.attend(present),
            lambda: sitting.record_attendance(self.room.han, self.room.session, present=ids),
        )

    def open(self) -> None:
        self.both(
            self.oracle.open(), lambda: sitting.open_session(self.room.han, self.item().session, at=now())
        )

    def vote(self, kind: str, ayes: int, noes: int, rest: int) -> None:
        self.both(
            self.oracle.vote(kind, ayes, noes, rest),
            lambda: sitting.vote_on_item(
                self.room.han, self.item(), kind=kind, ayes=ayes, noes=noes, abstentions=rest,
                reason="까닭", condition="조건", code="need", at=now(),
            ),
        )  # fmt: skip

    def defer(self) -> None:
        self.both(
            self.oracle.defer(),
            lambda: sitting.defer_item(self.room.han, self.item(), reason="까닭", at=now()),
        )

    def close(self) -> None:
        self.both(
            self.oracle.close(), lambda: sitting.close_session(self.room.han, self.item().session, at=now())
        )

    def publish(self) -> None:
        self.both(
            self.oracle.publish(),
            lambda: announcing.publish_decisions(self.room.han, self.item().session, at=now()),
        )

    def draft(self, note: str = "") -> None:
        self.both(
            self.oracle.draft(note),
            lambda: minuting.draft_minutes(self.room.han, self.item().session, note=note, at=now()),
        )

    def confirm(self, one: int) -> None:
        minutes, user = Minutes.objects.get(session=self.room.session), self.room.members[one].user
        self.both(self.oracle.confirm(one), lambda: minuting.confirm_minutes(user, minutes, at=now()))

    def publish_minutes(self, access: str = "open", ground: str = "") -> None:
        minutes = Minutes.objects.get(session=self.room.session)
        self.both(
            self.oracle.publish_minutes(access, ground),
            lambda: minuting.publish_minutes(self.room.han, minutes, access=access, ground=ground, at=now()),
        )

    # The sensible course

    def forward(self) -> bool:
        """Do what a good secretary would do next; False when nothing is left to do."""
        oracle = self.oracle
        if oracle.session == "called":
            if len(oracle.present) > PEOPLE / 2:
                self.open()
            else:
                self.attend(set(range(PEOPLE)))
        elif oracle.session == "open":
            self._take_up() if oracle.item == "waiting" else self.close()
        elif oracle.item == "decided" and not oracle.published:
            self.publish()
        elif not oracle.minutes:
            self.draft()
        elif oracle.minutes == "draft":
            self.confirm(min(one for one in oracle.present if (one, oracle.text) not in oracle.confirmed))
        elif oracle.minutes == "confirmed":
            self.publish_minutes()
        else:
            return False
        return True

    def _take_up(self) -> None:
        oracle = self.oracle
        able = oracle.raters_given() - oracle.recused()
        missing = sorted(able - (oracle.scored - oracle.reopened))
        if oracle.pending():
            self.decide_challenge(
                min(one for one, how in oracle.challenged.items() if how == "pending"), False
            )
        elif not oracle.enough_scores() and missing:
            one = missing[0]
            self.score(one) if one in oracle.declared else self.declare(one)
        elif not oracle.enough_scores():
            self.defer()
        elif not oracle.has_quorum() and len(oracle.present) < PEOPLE:
            self.attend(set(range(PEOPLE)))
        elif not oracle.has_quorum():
            self.defer()
        else:
            self.vote("carry", oracle.there(), 0, 0)

    def to(self, stage: str) -> None:
        while not STAGES[stage](self.oracle):
            assert self.forward(), f"sensible acts do not lead to {stage}"

    # Where the platform is

    def look(self, *, whole: bool = False) -> None:
        """What follows from the acts is on the platform as it is in the model.

        The numbers of members are counted when an act could have changed them, and all together at the end (``whole``).
        """
        if self.looked and not whole:
            return
        self.looked = True
        item, oracle = self.item(), self.oracle
        assert (item.session.state, item.state, item.outcome) == (oracle.session, oracle.item, oracle.outcome)
        states = Minutes.objects.filter(session=self.room.session).values_list("state", flat=True)
        assert list(states) == ([oracle.minutes] if oracle.minutes else [])
        self._a_decision_is_published_with_its_numbers_and_nothing_else_is()
        there = (oracle.recused(), set(oracle.present))
        if whole or there != self.counted_there:
            self.counted_there = there
            found = presence(item, now())
            counted = (found.enrolled, found.recused, found.present, found.needed)
            assert counted == (PEOPLE, len(oracle.recused()), oracle.there(), oracle.needed())
        rated = (dict(oracle.declared), set(oracle.scored), oracle.raters_given())
        if whole or rated != self.counted_raters:
            self.counted_raters = rated
            assert standing(item.session.committee, self.room.project, now()).raters == oracle.raters()

    def _a_decision_is_published_with_its_numbers_and_nothing_else_is(self) -> None:
        decision = Decision.objects.filter(project=self.room.project).first()
        assert (decision is not None) == self.oracle.published
        if decision is not None:
            assert decision.raters == self.oracle.raters()
            lost = self.oracle.outcome == "lost"
            assert self.project().state == ("not_admitted" if lost else "on_ballot")


def able_to_score(oracle: Oracle) -> list[int]:
    return sorted(oracle.raters_given() - {AUTHOR})
