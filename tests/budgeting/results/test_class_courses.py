"""Whole votes in classes, step by step, beside a model of its own: what the platform counts is what plain fractions say.

A course: the committee scores; citizens, graduates and proposers (and people who are both) vote, change, come in person
and are superseded by their slip; then close, open, count, publish. The model keeps a dictionary of who chose what and knows
nothing of slots, seals, lists of classes or the counting library. What it leaves out is left out by the rules too: the
order of arrival.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from random import Random

import pytest

from budgeting.committee.models import Decision
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count, EnvelopeCount
from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.refusals import VotedInPerson
from civic.accounts import electors
from civic.accounts.models import Residency, User
from tests import factories
from tests.budgeting.results.test_classes import by_stranger
from tests.budgeting.voting import booths, making
from tests.budgeting.voting.schooling import graduated

pytestmark = pytest.mark.django_db

COSTS = (500, 400, 400, 300, 200, 100)
BUDGET, MINIMUM = 1000, 10
BALLOTS = int(os.environ.get("CIVIC_PROVE_CLASSED", "20000"))
COURSES = int(os.environ.get("CIVIC_PROVE_CLASS_COURSES", "60"))


@dataclass
class Model:
    """Who may vote, in which classes each is (heaviest first), and what was chosen: on the web by person, on paper by slip.
    ``committee`` is what its score weighs of 100, ``given`` the score of each project; the classes share what is left."""

    weights: dict[str, int]
    classes: dict[int, list[str]]
    web: dict[int, tuple[int, ...]] = field(default_factory=dict)
    in_person: set[int] = field(default_factory=set)
    slips: list[tuple[int, ...]] = field(default_factory=list)
    committee: int = 0
    given: tuple[Decimal, ...] = (Decimal(0),) * len(COSTS)

    def ballots(self) -> dict[str, list[tuple[int, ...]]]:
        """The ballots that count, by the class in which each counts."""
        heaviest = sorted((n for n in self.weights if n != "citizens"), key=lambda n: -self.weights[n])
        own = {
            one: next((name for name in heaviest if name in names), "citizens")
            for one, names in self.classes.items()
        }
        members = Counter(own.values())
        apart = {name for name in heaviest if members[name] >= MINIMUM}
        found: dict[str, list[tuple[int, ...]]] = {name: [] for name in ("citizens", *apart)}
        for one, chosen in self.web.items():
            if one not in self.in_person:
                found[own[one] if own[one] in apart else "citizens"].append(chosen)
        if any(len(cast) < MINIMUM for cast in found.values()):  # where one is small, no class is told apart
            found = {"citizens": [chosen for cast in found.values() for chosen in cast]}
        found["citizens"] += self.slips
        return found

    def scores(self) -> list[Fraction]:
        """For each project the sum over the classes of votes ÷ ballots × weight; who is not apart weighs with the citizens."""
        ballots = self.ballots()
        left = Fraction(100 - self.committee, 100)
        weights = {name: self.weights[name] * left for name in ballots}
        weights["citizens"] += left * sum(
            weight for name, weight in self.weights.items() if name not in ballots
        )
        return [
            Fraction(self.given[at]) / 100 * self.committee
            + sum(
                (
                    Fraction(sum(at in chosen for chosen in cast) * weights[name], len(cast))
                    for name, cast in ballots.items()
                    if cast
                ),
                Fraction(0),
            )
            for at in range(len(COSTS))
        ]

    def winners(self, lots: list[int]) -> set[int]:
        """The highest score first, of equals the one with more votes, then the cheaper, then the lot; what fits is funded."""
        scores = self.scores()
        votes = Counter(at for cast in self.ballots().values() for chosen in cast for at in chosen)
        left, funded = BUDGET, set[int]()
        for at in sorted(range(len(COSTS)), key=lambda at: (-scores[at], -votes[at], COSTS[at], lots[at])):
            if COSTS[at] <= left:
                left -= COSTS[at]
                funded.add(at)
        return funded


@pytest.fixture
def proposers(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Who has proposed something, as an app would register it; by primary key."""
    known: set[int] = set()
    things = {**electors.registry._things, "proposers": lambda _at: User.objects.filter(pk__in=known)}
    monkeypatch.setattr(electors.registry, "_things", things)
    return known


class Course:
    """One vote, done to the platform and to the model alike."""

    def __init__(
        self,
        chance: Random,
        people: list[User],
        proposers: set[int],
        sizes: tuple[int, ...] = (),
        committee: int = 0,
    ) -> None:
        self.chance, self.people = chance, people
        sizes = sizes or (self._size(), self._size())
        heavy = chance.choice([("graduates", "proposers"), ("proposers", "graduates")])
        weights = {"citizens": 50, heavy[0]: 30, heavy[1]: 20}
        members = {
            name: set(chance.sample(range(len(people)), size))
            for name, size in zip(heavy, sizes, strict=True)
        }
        graduated([people[at] for at in sorted(members["graduates"])])
        proposers.clear()
        proposers.update(people[at].pk for at in members["proposers"])
        classes = {at: [name for name in heavy if at in members[name]] for at in range(len(people))}
        given = tuple(Decimal(chance.randrange(10_001)) / 100 for _cost in COSTS) if committee else ()
        self.model = Model(weights, classes)
        if committee:
            self.model.committee, self.model.given = committee, given
        self.vote = booths.a_vote(
            COSTS, amount=BUDGET, picks_max=3, count_rule="class-weighted", weights=weights,
            class_minimum=MINIMUM, tie_break=["votes", "cost", "lot"], committee_weight=committee,
        )  # fmt: skip
        self._score(given)
        self.clerk = booths.a_clerk()
        self.place = booths.a_place(self.vote, slips=len(people))

    def _score(self, given: tuple[Decimal, ...]) -> None:
        """What the committee has decided of each project."""
        if not given:
            return
        body = factories.a_committee(self.vote.cycle)
        for project, score in zip(self.vote.projects, given, strict=True):
            Decision.objects.create(
                project=project, committee=body, outcome="admitted", reason="심사 결과입니다.", score=score,
                lowest=score, highest=score, raters=3, recused=0, voting_members=5,
            )  # fmt: skip

    def _size(self) -> int:
        """Of a class: now and then too small to be told apart."""
        return self.chance.choice([MINIMUM - 1, MINIMUM + 2, len(self.people) // 3])

    def choice(self) -> tuple[int, ...]:
        return tuple(sorted(self.chance.sample(range(len(COSTS)), self.chance.randrange(4))))

    def cast(self, at: int) -> None:
        chosen = self.choice()
        if at in self.model.in_person:
            with pytest.raises(VotedInPerson):
                self.vote.cast(self.people[at], *chosen)
            return
        self.vote.cast(self.people[at], *chosen)
        self.model.web[at] = chosen

    def come(self, at: int) -> None:
        if at not in self.model.in_person:
            booths.come(self.people[at], self.place, self.clerk)
            self.model.in_person.add(at)
            self.model.slips.append(self.choice())

    def act(self, ballots: int, in_person: int) -> None:
        """So many ballots of people drawn with repetition (a second one is a change), so many visits among them."""
        acts = [self.cast] * ballots + [self.come] * in_person
        self.chance.shuffle(acts)
        for act in acts:
            act(self.chance.randrange(len(self.people)))

    def end(self) -> None:
        officers = [factories.a_staff_member(name, "budget") for name in ("oh", "ahn", "ok")]
        sequence(self.vote.group, making.timezone.now(), everything=True)
        self.vote.close()
        if self.model.slips:
            seen = {
                number: booths.read(self.vote, *chosen) for number, chosen in enumerate(self.model.slips, 1)
            }
            close_batch(officers[2], booths.entered(self.place, officers[0], officers[1], seen))
        count_votes(officers[0], making.fresh(self.vote.cycle))
        publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(self.vote.cycle))

    def agree(self) -> None:
        row = EnvelopeCount.objects.get(count__cycle=self.vote.cycle)
        ballots = self.model.ballots()
        numbers = [project.number for project in self.vote.projects]
        said = {one.project.number: one for one in row.standings.select_related("project")}
        assert row.ballots == sum(len(cast) for cast in ballots.values())
        for at, score in enumerate(self.model.scores()):
            parts = said[numbers[at]].step["classes"]
            of = {name: len(cast) for name, cast in ballots.items()}
            if self.model.committee:
                of["committee"] = 100
            assert {part["name"]: part["of"] for part in parts} == of
            assert Fraction(str(said[numbers[at]].step["score"])) == score, (at, parts)
        funded = {numbers.index(number) for number, one in said.items() if one.funded}
        assert funded == self.model.winners([self._lot(number) for number in numbers])

    def _lot(self, number: str) -> int:
        text = bytes(self.vote.group.roll_hash or b"") + f"|{self.vote.envelope.key}|{number}".encode()
        return int.from_bytes(sha256(text).digest()[:6], "big")


def many(number: int, name: str) -> list[User]:
    """Verified residents, in two statements however many."""
    area = factories.a_borough()
    people = User.objects.bulk_create(
        User(email=f"{name}{n}@example.org", display_name=f"{name}{n}") for n in range(number)
    )
    Residency.objects.bulk_create(
        Residency(user=one, area=area, identity_hash=sha256(one.email.encode()).digest(), method="test")
        for one in people
    )
    return people


def drawn_weight(seed: int) -> int:
    """What the committee's score weighs of 100 in this course: nothing in every third, else from 1 to 99."""
    chance = Random(f"committee {seed}")
    return 0 if chance.random() < 1 / 3 else chance.randrange(1, 100)


def a_course(
    seed: int,
    people: int,
    ballots: int,
    in_person: int,
    proposers: set[int],
    sizes: tuple[int, ...] = (),
    committee: int | None = None,
) -> Course:
    """Where it is not told, the course draws whether the committee's score weighs (0: not), and how much."""
    committee = drawn_weight(seed) if committee is None else committee
    course = Course(Random(seed), many(people, f"v{seed}-"), proposers, sizes, committee)
    course.act(ballots, in_person)
    course.end()
    course.agree()
    return course


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_what_is_counted_is_what_a_model_with_fractions_says(
    seed: int, proposers: set[int], settings, tmp_path
) -> None:
    settings.BALLOT_FILE_MINIMUM = 1
    course = a_course(seed, people=45, ballots=60, in_person=6, proposers=proposers)
    stranger = by_stranger(course.vote, tmp_path)
    assert (stranger.returncode, stranger.stderr) == (0, ""), stranger.stdout


def test_the_model_is_not_always_of_the_same_mind() -> None:
    """The control: with other weights, or with a slip counted among the graduates, the model says something else."""
    classes = {at: ["graduates"] if at < 12 else [] for at in range(24)}
    web = {at: (0,) if at < 12 else (1,) for at in range(24)}
    plain = Model({"citizens": 50, "graduates": 50}, classes, web)
    assert plain.scores()[:2] == [Fraction(50), Fraction(50)]
    assert Model({"citizens": 20, "graduates": 80}, classes, web).scores()[:2] == [80, 20]
    assert (
        Model({"citizens": 50, "graduates": 50}, classes, web, {0}, [(0,)]).scores()[0]
        == Fraction(50, 13) + 50
    )
    few = {at: chosen for at, chosen in web.items() if at > 3}
    assert Model({"citizens": 50, "graduates": 50}, classes, few).scores()[0] == Fraction(8 * 100, 20)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 100 + COURSES))
def test_many_courses(seed: int, proposers: set[int]) -> None:
    """Fewer with ``CIVIC_PROVE_CLASS_COURSES``. The committee's score weighs in some, each time differently."""
    a_course(seed, people=60, ballots=90, in_person=9, proposers=proposers)


@pytest.mark.prove
def test_twenty_thousand_ballots_in_classes_are_counted_as_the_model_says_and_repeated_by_a_stranger(
    proposers: set[int], tmp_path, capsys
) -> None:
    """Each class is far above the least number, the committee's score weighs too. ``CIVIC_PROVE_CLASSED`` for another
    number: so many ballots, a fifth of them changes, one in a hundred comes in person."""
    voters = BALLOTS * 4 // 5
    course = a_course(
        7, voters, BALLOTS, BALLOTS // 100, proposers, sizes=(voters // 8, voters // 4), committee=10
    )
    stranger = by_stranger(course.vote, tmp_path)
    assert (stranger.returncode, stranger.stderr) == (0, ""), stranger.stdout
    model = course.model
    counted = {name: len(cast) for name, cast in model.ballots().items()}
    assert set(counted) == {"citizens", "graduates", "proposers"}
    assert min(counted.values()) >= 10 * MINIMUM
    nobodys: dict[int, list[str]] = {at: [] for at in model.classes}
    alone = Model({"citizens": 100}, nobodys, model.web, model.in_person, model.slips, 10, model.given)
    assert model.scores() != alone.scores()  # the classes make a difference to what is counted
    with capsys.disabled():
        print(f"{BALLOTS} ballots cast, {Count.objects.get().ballots} counted ({counted}, committee 10)")
        print([str(score) for score in model.scores()], sorted(model.winners([0] * len(COSTS))))
        print(stranger.stdout)
