"""What is drawn from: candidates under pseudonyms with the traits that quotas ask for, and what must be told apart."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class LotteryError(ValueError):
    """A list, a quota or a file that no draw can be made of; the text says what to mend."""


class TooFewCandidates(LotteryError):
    """Fewer than there are seats."""

    def __init__(self, seats: int, candidates: int) -> None:
        super().__init__(f"{candidates} candidates are too few for {seats} seats.")
        self.seats, self.candidates = seats, candidates


class TooManyForTrait(LotteryError):
    """The quotas of one trait ask for more seats than there are."""

    def __init__(self, trait: str, asked: int, seats: int) -> None:
        super().__init__(f"The quotas of “{trait}” ask for {asked} seats; there are {seats}.")
        self.trait, self.asked, self.seats = trait, asked, seats


class TooFewOfValue(LotteryError):
    """Fewer candidates are this than its quota asks for."""

    def __init__(self, trait: str, value: str, asked: int, candidates: int) -> None:
        super().__init__(
            f"The quota “{trait} = {value}” asks for {asked}, but {candidates} of the candidates are that."
        )
        self.trait, self.value, self.asked, self.candidates = trait, value, asked, candidates


class QuotasEntangled(LotteryError):
    """Each quota could be met, all of them together cannot."""

    def __init__(self) -> None:
        super().__init__(
            "No choice of candidates meets all quotas together, though each alone could be met. "
            "Change a quota, or take more applications."
        )


@dataclass(frozen=True)
class Candidate:
    """A pseudonym and its traits, for example {"sex": "female", "age": "35-49"}."""

    id: str
    traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pool:
    """Seats, reserves, quotas and candidates of one draw.

    ``quotas`` gives for a trait how many seats, at least, each value gets; where they sum to the seats they are exact.
    """

    seats: int
    candidates: Sequence[Candidate]
    quotas: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reserves: int = 0

    def check(self) -> None:
        """Raise LotteryError for what cannot be drawn, before anything is drawn."""
        if self.seats < 1:
            raise LotteryError(f"There must be at least one seat, not {self.seats}.")
        if self.reserves < 0:
            raise LotteryError(f"There cannot be {self.reserves} reserves.")
        ids = Counter(one.id for one in self.candidates)
        twice = sorted(key for key, n in ids.items() if n > 1)
        if twice:
            raise LotteryError(f"These candidates stand on the list twice: {', '.join(twice[:5])}.")
        if len(self.candidates) < self.seats:
            raise TooFewCandidates(self.seats, len(self.candidates))
        for trait, wanted in self.quotas.items():
            self._check_trait(trait, wanted)

    def _check_trait(self, trait: str, wanted: Mapping[str, int]) -> None:
        missing = sorted(one.id for one in self.candidates if trait not in one.traits)
        if missing:
            raise LotteryError(
                f"A quota asks for “{trait}”, which candidate {missing[0]} does not have"
                f"{f' (nor {len(missing) - 1} others)' if missing[1:] else ''}."
            )
        total = sum(wanted.values())
        if any(n < 0 for n in wanted.values()):
            raise LotteryError(f"A quota of “{trait}” is negative.")
        if total > self.seats:
            raise TooManyForTrait(trait, total, self.seats)
        has = Counter(one.traits[trait] for one in self.candidates)
        for value, n in wanted.items():
            if has[value] < n:
                raise TooFewOfValue(trait, value, n, has[value])


def seed_digest(seed: str) -> str:
    """The commitment: SHA-256 of the seed's text, in hex. Published before the draw; the seed itself after it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def list_digest(candidates: Sequence[Candidate]) -> str:
    """SHA-256 over the list in the order of its pseudonyms, each line as JSON with sorted keys."""
    lines = [
        json.dumps({"id": one.id, **one.traits}, sort_keys=True, ensure_ascii=False)
        for one in sorted(candidates, key=lambda one: one.id)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
