"""How alike short texts are, by the pairs of syllables that they share; needs no word list and no database.

The measure is the weighted Jaccard index of the sets of 2-grams inside words: what both have over what either has. A
pair of syllables weighs log(1 + N / n), N texts of which n have it (inverse document frequency, Spärck Jones 1972), so
that the endings that every Korean sentence shares (습니다, 주세요) count for next to nothing.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import log
from typing import TypeVar

from civic.common.korean import nfc

K = TypeVar("K", bound=Hashable)
_WORDS = re.compile(r"\w+")


def pairs(words: Iterable[str]) -> set[str]:
    """Every pair of neighbouring characters inside the words: 골목길 has 골목 and 목길."""
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of a text as it stands. A word of one syllable stands for itself."""
    words = _WORDS.findall(nfc(text).casefold())
    return frozenset(pairs(words)) | {word for word in words if len(word) == 1}


class Likeness:
    """The texts of one collection, by key, ready to be compared. Likeness is 0 (nothing shared) to 1 (the same)."""

    def __init__(self, texts: Mapping[K, str]) -> None:
        self._pairs: dict[Hashable, frozenset[str]] = {key: pairs_of(text) for key, text in texts.items()}
        counted = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._weights = {pair: log(1 + len(self._pairs) / n) for pair, n in counted.items()}

    def between(self, first: Hashable, second: Hashable) -> float:
        """How alike two of the texts are."""
        one, other = self._pairs[first], self._pairs[second]
        whole = self._sum(one | other)
        return self._sum(one & other) / whole if whole else 0.0

    def _sum(self, pairs: frozenset[str]) -> float:
        return sum(self._weights[pair] for pair in sorted(pairs))  # sorted: the same sum on every machine

    def groups(self, least: float) -> Iterator[list[Hashable]]:
        """Groups of two or more texts of which any two are at least so alike, the largest first.

        Complete linkage, greedy: the most alike pair first; two groups join only when every pair across them is alike
        enough, so that no chain of neighbours ends in a group that has nothing in common. Quadratic in the texts.
        """
        keys = list(self._pairs)
        alike = {
            (a, b): value
            for at, a in enumerate(keys)
            for b in keys[at + 1 :]
            if (value := self.between(a, b)) >= least
        }
        group_of = {key: [key] for key in keys}
        for a, b in sorted(alike, key=lambda pair: (-alike[pair], keys.index(pair[0]), keys.index(pair[1]))):
            one, other = group_of[a], group_of[b]
            if one is other:
                continue
            if all((x, y) in alike or (y, x) in alike for x in one for y in other):
                one.extend(other)
                for key in other:
                    group_of[key] = one
        order = {key: at for at, key in enumerate(keys)}
        groups = {id(group): sorted(group, key=order.__getitem__) for group in group_of.values()}
        yield from sorted(
            (group for group in groups.values() if len(group) > 1),
            key=lambda group: (-len(group), order[group[0]]),
        )
