"""One vote in which everything happens at once, and a stranger who counts it again."""

from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from nacl.public import PrivateKey

from budgeting.committee.models import Decision
from budgeting.counting import count as counted_again
from budgeting.counting import read_pb
from budgeting.cycles.models import Envelope, Project
from budgeting.results.domain.packing import path_of
from budgeting.results.models import Count, EnvelopeCount
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.entering import begin_batch, begin_second, enter_slip, finish_reading
from budgeting.voting.domain.entrusting import hand_in_key, name_trustees
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.domain.resolving import resolve_slip
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.models import PaperBatch, PollingPlace
from budgeting.voting.slips import Marked
from budgeting.voting.tickets import give
from civic.accounts.actors import System
from civic.accounts.models import User
from tests import factories
from tests.budgeting.results.test_combined import FIRST, SECOND, fits, off, published
from tests.budgeting.voting import booths, making
from tests.budgeting.voting.schooling import WEIGHTS, graduated
from tests.budgeting.voting.test_trustees import opened_by

pytestmark = pytest.mark.django_db

TITLES = (
    "횡단보도, 밝게; “모두”",
    'Kerb ramp "A"\u2028두 줄',
    "가로등 = 10개",
    "=SUM(A1)",
    "쉼터\t정비",
    "🚲 거치대",
)
SEEDS = 14


@dataclass
class Fair:
    """Ranked city projects, points for others, one of one's own district; classes, a committee that weighs, trustees."""

    people: dict[str, list[User]]
    vote: making.Vote = field(init=False)
    points: Envelope = field(init=False)
    own: Envelope = field(init=False)

    def __post_init__(self) -> None:
        graduated([one for area in self.people for one in self.people[area][:SEEDS]])
        self.vote = booths.a_vote(
            (300, 400, 200, 200), prepared=False, open_now=False, method="ranking", picks_max=3, amount=700,
            name="시정 분야, 첫째", count_rule="class-weighted", weights=WEIGHTS, committee_weight=20,
            tie_break=["committee_score", "lower_cost", "lot"],
        )  # fmt: skip
        self.points = factories.an_envelope(
            self.vote.cycle, amount=500, method="cumulative", picks_max=None, points=10, points_each=7
        )
        self.own = factories.an_envelope(
            self.vote.cycle, amount=300, own_borough_only=True, picks_min=1, picks_max=1
        )
        for cost in (300, 200):
            factories.a_project(self.points, cost=cost)
        for area in (FIRST, SECOND, SECOND):
            factories.a_project(self.own, cost=150, area=factories.a_borough(area))
        self._name_and_score()
        private = [PrivateKey.generate() for _place in range(3)]
        trustees = [(f"보관인 {n}", bytes(one.public_key)) for n, one in enumerate(private)]
        name_trustees(System("test"), self.vote.cycle, trustees)
        making.begin(self.vote)
        self.private = private

    def _name_and_score(self) -> None:
        body = factories.a_committee(self.vote.cycle)
        for at, project in enumerate(Project.objects.filter(envelope__cycle=self.vote.cycle)):
            score = 60 + 7 * at % 40
            Decision.objects.create(
                project=project, committee=body, outcome="admitted", reason="심사 결과", score=score,
                lowest=score, highest=score, raters=3, recused=0, voting_members=5,
            )  # fmt: skip
            with factories.past():
                Project.objects.filter(pk=project.pk).update(title=TITLES[at % len(TITLES)])

    def numbers(self, envelope: Envelope, area: str = "") -> list[str]:
        rows = envelope.projects.order_by("pk")
        return [one.number for one in (rows.filter(area=area) if area else rows)]

    def cast(self, person: User, area: str, n: int, channel: str = "web") -> None:
        ranked, given, own = self.vote.projects, self.numbers(self.points), self.numbers(self.own, area)
        standing = [one.number for one in ranked if not hasattr(one, "gone")]
        order = [standing[(n + step) % len(standing)] for step in range(n % 4)]
        choices = {
            self.vote.envelope.key: list(dict.fromkeys(order))[:3],
            self.points.key: given[: n % 3],
            self.own.key: own[:1] if n % 5 else [],
        }
        points = {self.points.key: [7, 3][: n % 3]}
        cast_ballot(person, self.vote.cycle, choices, uuid4(), points, channel=channel)

    def slip(self, *places: int, points: tuple[str, ...] = (), own: bool = True) -> Marked:
        numbers = self.numbers(self.points)
        given = [f"{numbers[at]}={one}" for at, one in enumerate(points)]
        seen = {
            self.vote.envelope.key: [self.vote.projects[at].number for at in places],
            self.points.key: given,
            self.own.key: self.numbers(self.own, FIRST)[:1] if own else None,
        }
        return Marked("read", seen)

    def batch(self, place: PollingPlace, readers: list[User], slips: list[Marked]) -> PaperBatch:
        """Two read blind; of the last slip they see different things, and a third decides."""
        first, second, third = readers
        batch = begin_batch(first, place, FIRST)
        for number, marked in enumerate(slips, 1):
            enter_slip(first, batch, number, marked)
        finish_reading(first, batch)
        begin_second(second, batch)
        for number, marked in enumerate([*slips[:-1], self.slip(2)], 1):
            enter_slip(second, batch, number, marked)
        finish_reading(second, batch)
        resolve_slip(third, batch, len(slips), slips[-1])
        return close_batch(third, batch)


@pytest.fixture
def fair() -> Fair:
    return Fair({area: making.voters(SEEDS + 13, area, f"v{area[:4]}") for area in (FIRST, SECOND)})


@pytest.mark.parametrize("minimum", [1, 30])
def test_everything_at_once(fair, tmp_path, settings, minimum):
    settings.BALLOT_FILE_MINIMUM = minimum
    readers = [booths.a_clerk(name) for name in ("first", "second", "third")]
    place = booths.a_place(fair.vote, "종로구청 1층, ‘본관’", scope=FIRST)
    for area, people in fair.people.items():
        for n, person in enumerate(people):
            fair.cast(person, area, n, "kiosk" if n == 3 else "web")
    sequence(fair.vote.group, timezone.now())
    off(fair.vote.projects[1])
    fair.vote.projects[1].gone = True
    for n, person in enumerate(fair.people[FIRST][::3]):
        for again in range(3):
            fair.cast(person, FIRST, n + again)
    sequence(fair.vote.group, timezone.now(), everything=True)
    for person in fair.people[FIRST][-3:]:
        mark_in_person(readers[0], place, give(fair.vote.group, person.uuid))
    fair.vote.end()
    slips = [fair.slip(1, 0), fair.slip(3, points=("9", "1")), fair.slip(0, 2, 3, points=("6",), own=False)]
    batch = fair.batch(PollingPlace.objects.get(), readers, slips)
    assert {line["reason"] for line in batch.rejected} == {"points", "unreadable"}
    close_voting(System("test"), making.fresh(fair.vote.cycle))
    hand_in_key(System("test"), fair.vote.cycle, opened_by(fair.vote, fair.private, 3, 1))
    ran = published(fair.vote, tmp_path)
    count = Count.objects.get()
    assert (count.ballots, count.channels) == (2 * (SEEDS + 13), {"kiosk": 1, "paper": 3, "web": 50})
    assert EnvelopeCount.objects.get(envelope=fair.vote.envelope).shape["classes"] == [
        ["citizens", "48"], ["graduates", "32"],
    ]  # fmt: skip
    if minimum == 1:
        fits(ran)
        for row in EnvelopeCount.objects.all():
            with default_storage.open(path_of(fair.vote.cycle, f"{row.envelope.key}.pb"), "r") as file:
                again = counted_again(read_pb(file).profile(), row.rule, row.options)
            assert again.profile_sha256 == row.digest, row.envelope
    else:
        assert (ran.returncode, ran.stderr, "DOES NOT FIT" in ran.stdout) == (2, "", False), ran.stdout
