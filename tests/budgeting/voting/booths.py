"""Voting in person, for tests: a vote with a polling place, its clerks, and slips entered as officers enter them."""

from collections.abc import Iterable

from budgeting.voting import tickets
from budgeting.voting.domain.entering import begin_batch, begin_second, enter_slip, finish_reading
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.domain.placing import number_slips, save_place
from budgeting.voting.models import InPersonMark, PaperBatch, PollingPlace
from budgeting.voting.slips import Fate, Marked
from civic.accounts.models import User
from tests import factories
from tests.budgeting.voting import making
from tests.budgeting.voting.making import Vote

EVERY_WAY = ["web", "kiosk", "paper"]


def a_clerk(name: str = "clerk") -> User:
    """A polling clerk of every district."""
    return factories.a_staff_member(name, "station")


def a_vote(costs: Iterable[int] = (300, 200, 100), **more: object) -> Vote:
    return making.a_vote(costs, **{"channels": EVERY_WAY, **more})


def a_place(vote: Vote, name: str = "종로구청 1층", slips: int = 20, scope: str = "") -> PollingPlace:
    officer = factories.a_staff_member("oh", "budget")
    place = save_place(
        officer,
        vote.cycle,
        PollingPlace(),
        name=name,
        area=factories.a_borough(),
        address="종로1길 36",
        hours="09:00-18:00",
    )
    number_slips(officer, place, count=slips, scope=scope)
    return place


def come(voter: User, place: PollingPlace, clerk: User) -> InPersonMark:
    """The voter shows a code, the clerk marks them."""
    return mark_in_person(clerk, place, tickets.give(place.cycle.voting, voter.uuid))


def read(vote: Vote, *places: int, fate: str = Fate.READ) -> Marked:
    """A slip on which the projects at these places of the (first) envelope are marked."""
    if fate != Fate.READ:
        return Marked(fate, {})
    return Marked(fate, {vote.envelope.key: sorted(vote.projects[at].number for at in places)})


def unreadable(vote: Vote) -> Marked:
    """A slip whose (first) envelope cannot be read."""
    return Marked(Fate.READ, {vote.envelope.key: None})


def entered(
    place: PollingPlace,
    first: User,
    second: User,
    seen: dict[int, Marked],
    other: dict[int, Marked] | None = None,
) -> PaperBatch:
    """A batch that both have finished: the second saw the same as the first, or ``other``."""
    batch = begin_batch(first, place)
    for number, marked in seen.items():
        enter_slip(first, batch, number, marked)
    finish_reading(first, batch)
    begin_second(second, batch)
    for number, marked in (seen if other is None else other).items():
        enter_slip(second, batch, number, marked)
    return finish_reading(second, batch)
