"""Who supports what: for each project its supporter groups, their sizes and utilities, side by side."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from budgeting.counting.ballots import Ints
from budgeting.counting.errors import OptionError
from budgeting.counting.options import Options
from budgeting.counting.profile import ORDINAL, POINTS, Profile
from budgeting.counting.scores import entry_points

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """The supporters of one project.

    ``groups`` are places in the profile's groups, ``sizes`` the voters of each, ``shares`` what a voter of the group
    pays for each unit of rate (None: 1 each). ``weights`` are sizes × shares, ``weight`` their sum. A voter pays
    ``min(money, rate × share)``; ρ is ``rate / scale``.
    """

    cost: int
    scale: int
    groups: Places
    sizes: Floats
    shares: Floats | None
    weights: Floats
    weight: int
    voters: int
    largest_share: int

    @property
    def whole_sizes(self) -> Ints:
        """The sizes as whole numbers (they are exact as floats too)."""
        return self.sizes.astype(np.int64)


def supports(profile: Profile, options: Options) -> list[Support]:
    """The supporters of every project under the utility of the options.

    ``cost``: a supported project is worth its cost to each supporter; ``cardinality``: 1; ``points`` and ``borda``:
    the points a ballot gives it (cumulative, scoring) or the points of its place (ordinal). A ballot supports what it
    names, but not what it gives no points above 0.
    Raises OptionError where the ballots carry no such points.
    """
    shares = _shares(profile, options.utility)
    groups = profile.groups
    supported = np.ones(len(groups.members), bool) if shares is None else shares > 0
    if shares is None and profile.vote_type in POINTS and groups.points is not None:
        supported = groups.points > 0
    entries = np.flatnonzero(supported)
    small = groups.members[entries].astype(np.min_scalar_type(len(profile.projects)))  # which sorts by digits
    entries = entries[np.argsort(small, kind="stable")]
    owner = np.repeat(np.arange(len(groups), dtype=np.intp), groups.lengths)[entries]
    ends = np.searchsorted(groups.members[entries], np.arange(len(profile.projects) + 1))
    sizes = groups.counts.astype(np.float64)[owner]
    return [
        _support(
            profile.projects[at].cost,
            options.utility,
            owner[start:end],
            sizes[start:end],
            None if shares is None else shares[entries[start:end]],
        )
        for at, (start, end) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))
    ]


def _shares(profile: Profile, utility: str) -> Ints | None:
    if utility in ("cost", "cardinality"):
        return None
    kinds = POINTS if utility == "points" else {ORDINAL}
    if profile.vote_type not in kinds:
        raise OptionError(f"{profile.vote_type} ballots have no utility {utility!r}")
    return entry_points(profile)


def _support(cost: int, utility: str, groups: Places, sizes: Floats, shares: Ints | None) -> Support:
    whole = sizes.astype(np.int64)
    weights = sizes if shares is None else (whole * shares).astype(np.float64)
    return Support(
        cost=cost,
        scale=max(cost, 1) if utility == "cost" else 1,
        groups=groups,
        sizes=sizes,
        shares=None if shares is None else shares.astype(np.float64),
        weights=weights,
        weight=int(whole.sum() if shares is None else (whole * shares).sum()),
        voters=int(whole.sum()),
        largest_share=1 if shares is None or not len(shares) else int(shares.max()),
    )
