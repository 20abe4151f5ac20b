"""What is drawn from: candidates under pseudonyms with the traits that quotas ask for, and what must be told apart."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class LotteryError(ValueError):
    """A list, a quota or a file that no draw can be made of; the text says what to mend."""


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
            raise LotteryError(f"{len(self.candidates)} candidates are too few for {self.seats} seats.")
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
            raise LotteryError(f"The quotas of “{trait}” ask for {total} seats; there are {self.seats}.")
        has = Counter(one.traits[trait] for one in self.candidates)
        for value, n in wanted.items():
            if has[value] < n:
                raise LotteryError(
                    f"The quota “{trait} = {value}” asks for {n}, but {has[value]} of the candidates are that."
                )


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
