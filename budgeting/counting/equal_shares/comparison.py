"""The comparison step that some cities add to equal shares: where more voters are better off with greedy, greedy stands."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from budgeting.counting.ballots import Ints
from budgeting.counting.errors import OptionError
from budgeting.counting.greedy import greedy
from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import APPROVAL, Profile


def compared(profile: Profile, options: Options, shares: Selection) -> Selection:
    """The outcome of equal shares, or that of greedy where strictly more voters named more of its winners.

    Raises OptionError for ballots that are not sets of approved projects: nobody has said how others are compared.
    """
    if profile.vote_type not in APPROVAL:
        raise OptionError(f"'comparison' compares approval ballots, not {profile.vote_type} ballots")
    other = greedy(profile, Options(ties=options.ties))
    mine, theirs = _named(profile, shares.winners), _named(profile, other.winners)
    voters = profile.groups.counts
    prefer = {"equal_shares": int(voters[mine > theirs].sum()), "greedy": int(voters[theirs > mine].sum())}
    chosen = other if prefer["greedy"] > prefer["equal_shares"] else shares
    return replace(chosen, notes={**shares.notes, "prefer": prefer})


def _named(profile: Profile, winners: Sequence[int]) -> Ints:
    """How many of the winners each distinct ballot names."""
    won = np.zeros(len(profile.projects), np.int64)
    won[list(winners)] = 1
    before = np.concatenate([[0], np.cumsum(won[profile.groups.members])])
    return np.diff(before[profile.groups.offsets])
