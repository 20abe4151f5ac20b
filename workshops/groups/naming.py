"""Which letter a group bears: the one that most of its people bore before, so that no two groups change their names.

Pure arithmetic: who was in which group before, who is in which now → letters, and the groups put in their order.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from workshops.groups.grouping import Grouping

LETTERS = "ABCDE"


def lettered(found: Grouping, before: Mapping[str, str]) -> tuple[Grouping, str]:
    """The same groups in the order of their letters, and these letters ("AC" for two groups).

    ``before`` gives the letter that a voter's group bore at the last reckoning; without it the largest group is A.
    """
    now = {
        voter: int(group) for voter, group in zip(found.votes.voters, found.group, strict=True) if group >= 0
    }
    letters = kept_letters(len(found.sizes), now, before)
    order = sorted(range(len(letters)), key=lambda group: letters[group])
    return _in_order(found, order), "".join(letters[group] for group in order)


def kept_letters(groups: int, now: Mapping[str, int], before: Mapping[str, str]) -> list[str]:
    """A letter for each group: of all ways to give them, the first with which most people keep the letter they had.

    At most 5 letters for 5 groups: 120 ways, which are simply tried.
    """
    stayed = Counter((group, before[voter]) for voter, group in now.items() if voter in before)
    ways = permutations(LETTERS, groups)
    return list(max(ways, key=lambda way: sum(stayed[group, letter] for group, letter in enumerate(way))))


def members(found: Grouping, letters: str) -> dict[str, str]:
    """The letter of each voter's group; who is in none is left out."""
    return {
        voter: letters[group]
        for voter, group in zip(found.votes.voters, found.group, strict=True)
        if group >= 0
    }


def _in_order(found: Grouping, order: Sequence[int]) -> Grouping:
    if not order:
        return found
    place = np.empty(len(order) + 1, dtype=np.int64)
    place[list(order)] = np.arange(len(order))
    place[-1] = -1  # group -1, who is in none, stays where it is
    return replace(
        found,
        group=place[found.group],
        sizes=[found.sizes[one] for one in order],
        tally=found.tally[list(order)],
        sayings=[found.sayings[one] for one in order] if found.sayings else [],
    )
