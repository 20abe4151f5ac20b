"""Winners beside the reference library: every rule on every file, each difference named.

The reference (pabutools 1.2.3, GPL, and it pulls a proprietary solver) is never installed with the project. Give it an
environment of its own, outside the repository, and name its interpreter::

    python3 -m venv /tmp/reference && /tmp/reference/bin/pip install pabutools==1.2.3
    CIVIC_COUNTING_ORACLE=/tmp/reference/bin/python python -m tests.benchmarks.oracle FOLDER_OR_FILE.pb …

Prints one line of JSON for each file and rule: ``same``, ``differs`` (with both lists), ``slow`` (the reference did not
finish in ``CIVIC_COUNTING_PATIENCE`` CPU seconds, 60 where it is not set), or ``refused`` with the words of either side.
How it is asked so that both mean the same stands in docs/counting.md, "Beside the reference"; ``oracle_random`` makes files
to compare on.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from budgeting.counting import CountingError, Election, Profile, count, read_pb
from budgeting.counting.profile import APPROVAL, ORDINAL, POINTS

#: Name of the run → rule and options here. The reference knows the runs by the same names (program below).
RUNS: dict[str, tuple[str, dict[str, Any]]] = {
    "greedy": ("greedy", {}),
    "greedy-no-skip": ("greedy-no-skip", {}),
    "greedy-threshold": ("greedy-threshold", {"threshold": "50"}),
    "greedy-exclusive": ("greedy-exclusive", {}),
    "greedy-per-cost": ("greedy-per-cost", {}),
    "phragmen": ("phragmen", {}),
    "phragmen utilitarian": ("phragmen", {"completion": "utilitarian"}),
    **{
        " ".join(["equal-shares", utility, completion, *(["integral"] if integral else [])]): (
            "equal-shares",
            {"utility": utility, "completion": completion, "integral": integral},
        )
        for utility in ("cost", "cardinality", "points", "borda")
        for completion in ("none", "utilitarian", "add1", "add1u")
        for integral in (False, True)
    },
    "equal-shares cost add1 not-exhaustive": ("equal-shares", {"completion": "add1", "exhaustive": False}),
}

_REFERENCE = """
import json, signal, sys, time
from pabutools.election import AdditiveSatisfaction, ApprovalBallot, ApprovalProfile, parse_pabulib
from pabutools.election.instance import Instance
from pabutools.fractions import frac
from pabutools.rules import greedy_utilitarian_welfare, sequential_phragmen
from pabutools.rules.budgetallocation import BudgetAllocation
from pabutools.rules.mes.mes_rule import method_of_equal_shares_scheme
from pabutools.tiebreaking import TieBreakingRule

path, runs, patience = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
instance, profile = parse_pabulib(path)
kind = instance.meta["vote_type"]
length = int(instance.meta.get("max_length") or 3)
votes = {}
for ballot in profile:
    for project in ballot:
        votes[project.name] = votes.get(project.name, 0) + 1
tie = TieBreakingRule(lambda _i, _p, project: (project.cost, -votes.get(project.name, 0), project.name))

def points(ballot, project):
    if project not in ballot:
        return 0
    if kind in ("approval", "choose-1"):
        return 1
    return ballot[project] if kind != "ordinal" else max(0, length - ballot.position(project))

def sat(worth):
    class Sat(AdditiveSatisfaction):
        def __init__(self, instance, profile, ballot):
            super().__init__(instance, profile, ballot, lambda _i, _p, b, project, _pre: worth(b, project))
    return Sat

SCORE = sat(lambda ballot, project: points(ballot, project) * max(project.cost, 1))
POINTS = sat(points)
supported = (lambda b, p: p in b and (kind == "ordinal" or points(b, p) > 0))
UTILITY = {
    "cost": sat(lambda b, p: (p.cost or 1) if supported(b, p) else 0),  # a free project is worth something to us
    "cardinality": sat(lambda b, p: 1 if supported(b, p) else 0), "points": POINTS, "borda": POINTS,
}
grouped = profile.as_multiprofile()
score = {p: sum(points(b, p) * grouped.multiplicity(b) for b in grouped) for p in instance}

def greedy(among, start=()):
    return greedy_utilitarian_welfare(among, grouped, sat_class=SCORE, tie_breaking=tie,
                                      initial_budget_allocation=BudgetAllocation(start))

def within(projects, limit):
    made = Instance(projects, budget_limit=limit)
    made.meta = instance.meta
    return made

def shares(utility, completion, *more):
    sat_profile = grouped.as_sat_profile(sat_class=UTILITY[utility])
    start = frac(instance.budget_limit, profile.num_ballots())
    start = frac(int(start)) if "integral" in more else start
    def once(each, step=None):
        # add1u begins as add1 does, utilitarian as none: what took minutes, or too long, is not begun again
        return kept((utility, each, step), lambda: scheme(each, step))
    def scheme(each, step):
        return method_of_equal_shares_scheme(
            instance, grouped, sat_profile, each, BudgetAllocation(), tie,
            voter_budget_increment=step, binary_sat=kind in ("approval", "choose-1"))
    if "not-exhaustive" in more:
        last, wanted = once(start), {p for p in instance if any(supported(b, p) for b in grouped)}
        while not wanted <= set(last):
            start += 1
            new = once(start)
            if not instance.is_feasible(new):
                break
            last = new
        chosen = last
    else:
        chosen = once(start, 1 if completion.startswith("add1") else None)
    return greedy(instance, chosen) if completion in ("utilitarian", "add1u") else chosen

def run(name):
    rule, *more = name.split(" ")
    if rule in ("greedy", "greedy-exclusive"):
        return greedy(instance)
    if rule == "greedy-threshold":
        return greedy(within([p for p in instance if score[p] >= 50], instance.budget_limit))
    if rule == "greedy-no-skip":
        taken, left = [], instance.budget_limit
        for project in greedy(within(list(instance), sum(p.cost for p in instance))):
            if project.cost > left:
                break
            taken.append(project)
            left -= project.cost
        return taken
    if rule == "greedy-per-cost":
        return greedy_utilitarian_welfare(instance, grouped, sat_class=POINTS, tie_breaking=tie)
    if rule == "phragmen":
        # the reference goes on to buy what nobody supports
        supportable = within([p for p in instance if votes.get(p.name)], instance.budget_limit)
        chosen = kept("phragmen", lambda: sequential_phragmen(supportable, grouped, tie_breaking=tie))
        return greedy(instance, chosen) if more else chosen
    return shares(*more)

class Late(Exception): pass
def late(_signal, _frame): raise Late
done = {}
def kept(key, work):
    if key not in done:
        done[key] = Late
        done[key] = work()
    if done[key] is Late:
        raise Late
    return list(done[key])
signal.signal(signal.SIGPROF, late)
for name in runs:
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, patience)
    try:
        said = {"winners": sorted(p.name for p in run(name))}
    except Late:
        said = {"slow": patience}
    except Exception as fault:
        said = {"refused": repr(fault)[:200]}
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps({"run": name, "cpu_seconds": round(time.process_time() - begin, 3), **said}), flush=True)
"""


def applicable(election: Election) -> list[str]:
    """The runs that the ballots of an election allow; those that take the reference minutes come last."""
    kind = election.vote_type
    left_out = set()
    if kind not in POINTS:
        left_out.add("points")
    if kind != ORDINAL:
        left_out.add("borda")
    if kind not in APPROVAL:
        left_out.add("phragmen")
    if not all(project.line.cost for project in election.projects):
        left_out.add("greedy-no-skip")  # the reference looks at free projects first, whatever their score
    allowed = [name for name in RUNS if not left_out.intersection(name.split(" "))]
    return sorted(allowed, key=lambda name: "add1" in name)


def compared(file: Path, interpreter: str, patience: int) -> Iterator[dict[str, Any]]:
    """Both sides' winners of every run on one file."""
    election = read_pb(file)
    profile = election.profile()
    runs = applicable(election)
    command = [interpreter, "-c", _REFERENCE, str(file), json.dumps(runs), str(patience)]
    with (
        TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as ran,
    ):
        for name in runs:
            line = ran.stdout.readline() if ran.stdout is not None else ""
            if line:
                yield verdict(file, profile, name, json.loads(line))
                continue
            errors.seek(0)
            last = (errors.read().strip().splitlines() or ["died"])[-1][:200]
            yield verdict(file, profile, name, {"refused": last})


def verdict(file: Path, profile: Profile, name: str, theirs: dict[str, Any]) -> dict[str, Any]:
    """Our winners of a run beside the reference's."""
    found: dict[str, Any] = {"file": file.stem, "run": name, "reference_seconds": theirs.get("cpu_seconds")}
    try:
        outcome = count(profile, *RUNS[name])
    except CountingError as refusal:
        return {**found, "verdict": "refused", "by": "us", "why": str(refusal)}
    if "winners" not in theirs:
        late = "slow" if "slow" in theirs else "refused"
        return {**found, "verdict": late, "by": "the reference", "why": theirs.get("refused", "")}
    if sorted(outcome.winners) == theirs["winners"]:
        return {**found, "verdict": "same"}
    ours, other = set(outcome.winners), set(theirs["winners"])
    return {
        **found,
        "verdict": "differs",
        "only_here": sorted(ours - other),
        "only_there": sorted(other - ours),
        "decisive_ties": [tie.as_json() for tie in outcome.ties if tie.decisive][:4],
    }


def main(paths: list[str]) -> int:
    """Compare, print, and end with 1 where anything differs."""
    interpreter = os.environ.get("CIVIC_COUNTING_ORACLE")
    if not interpreter or not paths:
        print(__doc__, file=sys.stderr)
        return 2
    patience = int(os.environ.get("CIVIC_COUNTING_PATIENCE", "60"))
    files = [
        file for path in map(Path, paths) for file in (sorted(path.glob("*.pb")) if path.is_dir() else [path])
    ]
    verdicts: Counter[str] = Counter()
    for file in sorted(files, key=lambda one: one.stat().st_size):
        for one in compared(file.resolve(), interpreter, patience):
            verdicts[one["verdict"]] += 1
            print(json.dumps(one, ensure_ascii=False), flush=True)
    print(json.dumps(dict(verdicts)), file=sys.stderr)
    return 1 if verdicts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
