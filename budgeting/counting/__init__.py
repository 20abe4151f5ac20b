"""Counting: an election in, an outcome out. Plain Python and numpy; imports no Django and no other part of Civic.

Rules, the tie list, the fingerprint and the command line are described in docs/counting.md.
"""

import os

# Before numpy is loaded: our sums are short, and the threads that its library keeps ready for long ones turn idly on the other
# cores, for as long as a middle-sized count takes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from budgeting.counting.ballots import Ballots
from budgeting.counting.count import count
from budgeting.counting.digest import profile_sha256
from budgeting.counting.errors import CountingError, OptionError, ProfileError
from budgeting.counting.explain import explain
from budgeting.counting.options import Options
from budgeting.counting.outcome import Outcome
from budgeting.counting.pabulib import Election, PabulibError, read_pb, stated_rule, write_pb
from budgeting.counting.profile import Profile, ProjectLine, VoterClass
from budgeting.counting.rules import RULES
from budgeting.counting.ties import DEFAULT_TIES, TieUse
from budgeting.counting.trace import Step, Verdict
from budgeting.counting.version import VERSION

__all__ = [
    "DEFAULT_TIES",
    "RULES",
    "VERSION",
    "Ballots",
    "CountingError",
    "Election",
    "OptionError",
    "Options",
    "Outcome",
    "PabulibError",
    "Profile",
    "ProfileError",
    "ProjectLine",
    "Step",
    "TieUse",
    "Verdict",
    "VoterClass",
    "count",
    "explain",
    "profile_sha256",
    "read_pb",
    "stated_rule",
    "write_pb",
]
