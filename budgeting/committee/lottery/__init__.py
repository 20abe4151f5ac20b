"""The lottery of seats in plain Python: a list, quotas and a seed in, seats and reserves out. Imports no Django.

Anybody repeats a published draw:  python -m budgeting.committee.lottery FILE
How it draws, and why nobody can steer it: docs/explanation/lottery.md.
"""

from budgeting.committee.lottery.drawing import Draw, draw, successor, ticket
from budgeting.committee.lottery.pool import Candidate, LotteryError, Pool, list_digest, seed_digest

__all__ = [
    "Candidate",
    "Draw",
    "LotteryError",
    "Pool",
    "draw",
    "list_digest",
    "seed_digest",
    "successor",
    "ticket",
]
