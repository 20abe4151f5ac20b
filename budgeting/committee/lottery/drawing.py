"""The draw itself.

Every candidate gets a ticket: SHA-256 of "seed|public value|pseudonym". Tickets are called in ascending order. Whoever
is called takes a seat if the seats that are left can still meet every quota with the candidates not called yet;
otherwise they are passed over and stand in the order of reserves. Within a stratum (candidates with the same traits)
the tickets alone decide, so the chances there are equal: `make prove` draws ten thousand times and prints the chi-square.

Source: sequential selection from a random permutation under feasibility is the plain case of "simple random sampling
with quotas" (Tillé, Sampling Algorithms, 2006, ch. 1: every permutation is equally likely, so exchangeable units have
equal inclusion probabilities).
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgeting.committee.lottery.pool import Candidate, LotteryError, Pool, QuotasEntangled

MOST_STEPS = 2_000_000
"""How long the search for a completion may take (steps) before the quotas are called too entangled."""


@dataclass(frozen=True)
class Draw:
    """Pseudonyms: who has a seat, in the order called, and the reserves in theirs."""

    selected: tuple[str, ...]
    reserves: tuple[str, ...]


def ticket(seed: str, public: str, candidate: str) -> str:
    """The candidate's place in the order, as hex."""
    return hashlib.sha256(f"{seed}|{public}|{candidate}".encode()).hexdigest()


def draw(pool: Pool, seed: str, public: str = "") -> Draw:
    """Draw seats and reserves. ``public`` is a value that nobody could know when the seed was chosen. Raises LotteryError."""
    pool.check()
    names = sorted(pool.quotas, key=lambda name: -len(pool.quotas[name]))
    left = Counter(_cell(one, names) for one in pool.candidates)
    needs = {name: dict(pool.quotas[name]) for name in names}
    if not _Search(names, left).possible(pool.seats, needs):
        raise QuotasEntangled
    called = sorted(pool.candidates, key=lambda one: (ticket(seed, public, one.id), one.id))
    selected: list[str] = []
    passed: list[str] = []
    for one in called:
        left[_cell(one, names)] -= 1
        seats = pool.seats - len(selected)
        after = _taken(needs, one)
        if seats and _Search(names, left).possible(seats - 1, after):
            selected.append(one.id)
            needs = after
        else:
            passed.append(one.id)
    return Draw(tuple(selected), tuple(passed[: pool.reserves]))


def successor(
    sitting: Sequence[Candidate],
    reserves: Sequence[Candidate],
    quotas: Mapping[str, Mapping[str, int]],
    leaving: Candidate,
) -> Candidate | None:
    """Who follows ``leaving``: the first reserve with whom the quotas stay as well met, else the first; None for none."""
    stay = [one for one in sitting if one.id != leaving.id]
    before = _shortfall([*stay, leaving], quotas)
    fitting = (one for one in reserves if _shortfall([*stay, one], quotas) <= before)
    return next(fitting, next(iter(reserves), None))


def _shortfall(people: Sequence[Candidate], quotas: Mapping[str, Mapping[str, int]]) -> int:
    """How many seats the quotas lack, summed over traits and values."""
    short = 0
    for trait, wanted in quotas.items():
        has = Counter(one.traits.get(trait, "") for one in people)
        short += sum(max(0, n - has[value]) for value, n in wanted.items())
    return short


Cell = tuple[str, ...]
Needs = dict[str, dict[str, int]]


def _cell(one: Candidate, names: Sequence[str]) -> Cell:
    return tuple(one.traits[name] for name in names)


def _taken(needs: Needs, one: Candidate) -> Needs:
    """What is still needed when this candidate has a seat."""
    after = {name: dict(values) for name, values in needs.items()}
    for name, values in after.items():
        value = one.traits[name]
        if values.get(value):
            values[value] -= 1
    return after


class _Search:
    """Can the seats that are left be filled so that every need is met? A depth-first search over strata, with memory."""

    def __init__(self, names: Sequence[str], left: Mapping[Cell, int]) -> None:
        self.names = names
        self.cells = sorted((cell, n) for cell, n in left.items() if n)
        self.steps = 0
        self.dead: set[tuple[int, int, tuple[int, ...]]] = set()

    def possible(self, seats: int, needs: Needs) -> bool:
        """``seats`` still to fill, ``needs`` still to meet."""
        keys = [(place, value) for place, name in enumerate(self.names) for value in needs[name]]
        self.keys = {key: n for n, key in enumerate(keys)}
        self.groups = [
            [self.keys[place, value] for value in needs[name]] for place, name in enumerate(self.names)
        ]
        return self._from(0, seats, tuple(needs[self.names[place]][value] for place, value in keys))

    def _from(self, at: int, seats: int, needs: tuple[int, ...]) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise LotteryError("These quotas are too entangled to be drawn together: draw area by area.")
        if any(sum(needs[n] for n in group) > seats for group in self.groups):
            return False
        if seats == 0:
            return True
        if at == len(self.cells) or (at, seats, needs) in self.dead:
            return False
        cell, available = self.cells[at]
        places = [self.keys[key] for key in enumerate(cell) if key in self.keys]
        for n in range(min(available, seats), -1, -1):
            after = list(needs)
            for place in places:
                after[place] = max(0, after[place] - n)
            if self._from(at + 1, seats - n, tuple(after)):
                return True
        self.dead.add((at, seats, needs))
        return False
