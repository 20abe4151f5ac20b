"""A committee of five about to sit: one project scored by all, on the agenda of a session today."""

from dataclasses import dataclass

import pytest

from budgeting.committee.domain import calling, sitting
from budgeting.committee.models import Item, Session
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work


@dataclass
class Sitting:
    work: Work
    han: User
    session: Session
    item: Item

    def attend(self, *numbers: int) -> None:
        """The members with these numbers are there, nobody else."""
        present = [self.work.members[n].pk for n in numbers]
        sitting.record_attendance(self.han, self.session, present=present)

    def open(self, *numbers: int) -> None:
        self.attend(*numbers)
        self.session = sitting.open_session(self.han, self.session, at=now())
        self.item.session = self.session

    def vote(self, ayes: int, noes: int = 0, abstentions: int = 0, kind: str = "carry", **words: str) -> None:
        given = {"reason": "필요합니다.", **words}
        sitting.vote_on_item(
            self.han, self.item, kind=kind, ayes=ayes, noes=noes, abstentions=abstentions, at=now(), **given
        )
        self.item.refresh_from_db()


def about_to_sit(*, scored: int = 5) -> Sitting:
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    for member in work.members[:scored]:
        factories.a_sheet(member, work.project, 4)
    session = a_session(work, han)
    item = calling.put_on_agenda(han, session, project=fresh(work.project))
    return Sitting(work, han, calling.call_session(han, session, at=now()), item)


def a_session(work: Work, han: User) -> Session:
    return calling.prepare_session(
        han, work.committee, starts_at=now(), place="시청 3층", officer="한가람", phone="010-0000-0001"
    )


def fresh(project: Project) -> Project:
    return Project.objects.select_related("envelope__cycle__process").get(pk=project.pk)


@pytest.fixture
def room(db: None) -> Sitting:
    return about_to_sit()
