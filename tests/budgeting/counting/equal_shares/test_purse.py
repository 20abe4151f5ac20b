"""The money of voters in floats: never further from the truth than the bound says."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import Options, Profile, ProjectLine
from budgeting.counting.equal_shares.run import Runner
from budgeting.counting.equal_shares.support import supports
from budgeting.counting.scores import votes
from budgeting.counting.ties import TieList


@given(st.integers(0, 2**32 - 1), st.integers(2, 14), st.sampled_from(["cost", "cardinality"]))
@settings(max_examples=60, deadline=None)
def test_floats_stay_within_their_bound_and_zero_means_zero(seed: int, size: int, utility: str) -> None:
    random = np.random.default_rng(seed)
    lines = [ProjectLine(f"p{at:02d}", int(random.integers(1, 10**9))) for at in range(size)]
    ballots = [np.flatnonzero(random.random(size) < 0.5).tolist() for _ in range(60)]
    profile = Profile.build(sum(line.cost for line in lines) // 2, lines, ballots)
    runner = Runner(
        supports(profile, Options(utility=utility)),
        profile.groups.counts,
        TieList(profile, votes(profile), ("cost",)),
    )

    purse = runner.run(Fraction(profile.budget, profile.voters)).purse

    assert purse is not None
    holding = np.flatnonzero(purse.money > 0.0)
    for group, true in zip(holding.tolist(), purse.ledger.money_each(holding), strict=True):
        assert true > 0
        assert abs(Fraction(float(purse.money[group])) - true) <= Fraction(purse.error)
    spent = sum(purse.ledger.purchases[at].cost for at in range(len(purse.ledger.purchases)))
    assert purse.ledger.money_of(holding) == profile.budget - spent
    for number, purchase in enumerate(purse.ledger.purchases):
        off = abs(Fraction(purchase.fixed, 2**512) - purse.ledger.rate(number))
        assert off <= Fraction(purchase.error, 2**512) < Fraction(1, 2**400)
