"""The control of test_ballots.py: an installation that acknowledges a ballot before it is on the disk."""

from tests.faults.settings import *  # noqa: F403

MIDDLEWARE = ["tests.faults.forgetting.middleware", *MIDDLEWARE]  # noqa: F405
