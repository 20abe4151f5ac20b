"""Opinion groups beside Polis' published ones and beside the reference library: agreement, seconds, memory, ratio, in one run.

The reference (red-dwarf 0.4.0, MPL, with pandas and scikit-learn) is never installed with the project. Give it an environment
of its own, outside the repository, and name its interpreter::

    python3 -m venv /tmp/reference-groups && /tmp/reference-groups/bin/pip install red-dwarf==0.4.0
    CIVIC_GROUPS_ORACLE=/tmp/reference-groups/bin/python python -m tests.benchmarks.oracle_groups FOLDER …

A folder is an export of a Polis conversation (``votes.csv``, ``participants-votes.csv``). Each side runs in a process of its own,
turn about, ``CIVIC_BENCH_TIMES`` times (3); seconds are CPU seconds of grouping alone, without imports and reading; memory is
the peak of the process. Prints one line of JSON for each folder. Agreement is the adjusted Rand index over the people whom
both sides put into a group.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from math import comb
from pathlib import Path
from statistics import median
from typing import Any

TIMES = int(os.environ.get("CIVIC_BENCH_TIMES", "3"))

OURS = """
import json, resource, sys, time
from workshops.groups import group_opinions, read_votes
votes = read_votes(__import__("pathlib").Path(sys.argv[1]))
began = time.process_time()
found = group_opinions(votes)
spent = time.process_time() - began
groups = {str(who): str(group) for who, group in zip(found.votes.voters, found.group) if group >= 0}
print(json.dumps({"s": spent, "kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "groups": groups}))
"""

THEIRS = """
import csv, json, resource, sys, time, warnings
warnings.filterwarnings("ignore")
from reddwarf.implementations.polis import run_pipeline
last = {}
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    last[row["voter-id"], row["comment-id"]] = max(
        last.get((row["voter-id"], row["comment-id"]), (0, 0)), (int(row["timestamp"]), int(row["vote"])), key=lambda one: one[0])
votes = [{"participant_id": int(who), "statement_id": int(what), "vote": vote, "modified": at}
         for (who, what), (at, vote) in last.items()]
began = time.process_time()
found = run_pipeline(votes=votes)
spent = time.process_time() - began
frame = found.participants_df
column = next(name for name in frame.columns if "cluster" in name and "id" in name)
groups = {str(who): str(int(group)) for who, group in frame[column].dropna().items() if group >= 0}
print(json.dumps({"s": spent, "kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "groups": groups}))
"""


def adjusted_rand(one: list[str], other: list[str]) -> float:
    """Agreement of two divisions: 1 the same, 0 what chance gives (Hubert and Arabie 1985)."""
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    a, b = (sum(comb(n, 2) for n in Counter(side).values()) for side in (one, other))
    expected = a * b / comb(len(one), 2)
    return (both - expected) / ((a + b) / 2 - expected)


def agreement(one: dict[str, str], other: dict[str, str]) -> dict[str, Any]:
    """The index, and over how many people."""
    shared = sorted(one.keys() & other.keys())
    return {
        "rand": round(adjusted_rand([one[who] for who in shared], [other[who] for who in shared]), 3),
        "people": len(shared),
    }


def ran(interpreter: str, program: str, folder: Path) -> dict[str, Any]:
    """One run of one side. Raises CalledProcessError with the program's words on standard error."""
    done = subprocess.run(
        [interpreter, "-c", program, str(folder / "votes.csv")],
        check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def beside(folder: Path, oracle: str) -> dict[str, Any]:
    lines = (folder / "participants-votes.csv").read_text(encoding="utf-8").splitlines()[1:]
    published = {who: group for who, group, *_rest in (line.split(",") for line in lines) if group}
    ours, theirs = [], []
    for _time in range(TIMES):
        ours.append(ran(sys.executable, OURS, folder))
        if oracle:
            theirs.append(ran(oracle, THEIRS, folder))
    line: dict[str, Any] = {"conversation": folder.name, "ours": figures(ours)}
    line["ours"]["with_polis"] = agreement(ours[0]["groups"], published)
    if theirs:
        line["reference"] = figures(theirs)
        line["reference"]["with_polis"] = agreement(theirs[0]["groups"], published)
        line["ours_with_reference"] = agreement(ours[0]["groups"], theirs[0]["groups"])
        line["reference_by_ours"] = round(line["reference"]["s"] / line["ours"]["s"], 2)
    return line


def figures(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "s": round(median(one["s"] for one in runs), 3),
        "peak_mb": max(one["kb"] for one in runs) // 1024,
        "sizes": sorted(Counter(runs[0]["groups"].values()).values(), reverse=True),
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(beside(Path(name), os.environ.get("CIVIC_GROUPS_ORACLE", ""))), flush=True)
