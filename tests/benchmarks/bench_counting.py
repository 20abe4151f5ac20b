"""Figures of the counting library: seconds and peak memory, growth from 10^4 to 10^6 ballots, beside a reference.

``python -m tests.benchmarks.bench_counting [FILE.pb …]`` prints JSON. Each figure is taken in a process of its own.
The reference (pabutools) is never installed with the project: where ``CIVIC_COUNTING_ORACLE`` names an interpreter
that has it, the same files are counted by both in the same run and the ratio is given; equal winners are checked.
"""

import json
import math
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = 200
SIZES = (10_000, 100_000, 1_000_000)
RULES: dict[str, tuple[str, dict[str, str]]] = {
    "greedy": ("greedy", {}),
    "equal-shares": ("equal-shares", {}),
    "equal-shares add1u": ("equal-shares", {"completion": "add1u"}),
    "phragmen": ("phragmen", {}),
}

_OURS = """
import json, resource, sys, time
def now(): return time.perf_counter(), time.process_time()
from budgeting.counting import count, explain, read_pb
path, rule, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
begin = now(); election = read_pb(path); profile = election.profile()
read = now(); outcome = count(profile, rule, options)
counted = now(); told = [explain(step, language) for step in outcome.steps for language in ("ko", "en")]
end = now()
print(json.dumps({
    "read_seconds": read[0] - begin[0], "count_seconds": counted[0] - read[0], "explain_seconds": end[0] - counted[0],
    "count_cpu_seconds": counted[1] - read[1],
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "ballots": profile.voters, "distinct": len(profile.groups), "winners": outcome.winners, "notes": outcome.notes,
}))
"""

_ORACLE = """
import json, resource, sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import TieBreakingRule
path, rule = sys.argv[1], sys.argv[2]
begin = time.perf_counter(); instance, profile = parse_pabulib(path); parsed = time.perf_counter()
votes = {}
for ballot in profile:
    for project in ballot:
        votes[project.name] = votes.get(project.name, 0) + 1
tie = TieBreakingRule(lambda _i, _p, project: (project.cost, -votes.get(project.name, 0), project.name))
grouped = profile.as_multiprofile()
start, cpu = time.perf_counter(), time.process_time()
if rule == "greedy":
    chosen = greedy_utilitarian_welfare(instance, grouped, sat_class=Cost_Sat, tie_breaking=tie)
elif rule == "phragmen":
    chosen = sequential_phragmen(instance, grouped, tie_breaking=tie)
else:
    step = 1 if rule.endswith("add1u") else None
    chosen = method_of_equal_shares(
        instance, grouped, sat_class=Cost_Sat, tie_breaking=tie, voter_budget_increment=step
    )
    if step:
        chosen = greedy_utilitarian_welfare(
            instance, grouped, sat_class=Cost_Sat, tie_breaking=tie, initial_budget_allocation=chosen
        )
print(json.dumps({
    "read_seconds": parsed - begin, "count_seconds": time.perf_counter() - start,
    "count_cpu_seconds": time.process_time() - cpu,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "winners": [project.name for project in chosen],
}))
"""


def measured(interpreter: str, program: str, *arguments: str) -> dict[str, Any]:
    """Run a measuring program in a process of its own and give what it printed."""
    ran = subprocess.run(
        [interpreter, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, check=True
    )
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def synthetic(path: Path, ballots: int) -> Path:
    """Write an election of that many ballots of up to five of 200 projects, some far better liked than others."""
    chance = random.Random(2027)
    names = [f"P{at:03d}" for at in range(PROJECTS)]
    liking = [1 / (1 + at) ** 0.6 for at in range(PROJECTS)]
    costs = [chance.randrange(5, 300) * 1_000_000 for _ in names]
    with path.open("w", encoding="utf-8") as file:
        file.write("META\nkey;value\ndescription;synthetic\ncountry;KR\nunit;none\ninstance;2027\n")
        file.write(f"num_projects;{PROJECTS}\nnum_votes;{ballots}\nbudget;{sum(costs) // 4}\n")
        file.write("vote_type;approval\nrule;greedy\ndate_begin;2027\ndate_end;2027\ncurrency;KRW\n")
        file.write("PROJECTS\nproject_id;cost\n")
        file.writelines(f"{name};{cost}\n" for name, cost in zip(names, costs, strict=True))
        file.write("VOTES\nvoter_id;vote\n")
        for voter in range(ballots):
            drawn = list(dict.fromkeys(chance.choices(names, liking, k=7)))[:5]
            file.write(f"{voter};{','.join(drawn)}\n")
    return path


def growth() -> dict[str, Any]:
    """Seconds and memory by number of ballots, and the exponent with which the seconds of counting grow."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = {size: synthetic(Path(folder) / f"{size}.pb", size) for size in SIZES}
        for rule in ("greedy", "equal-shares", "phragmen"):
            taken = {
                size: measured(sys.executable, _OURS, str(file), rule, "{}") for size, file in files.items()
            }
            for one in taken.values():
                one["winners"] = len(one["winners"])
            first, last = taken[SIZES[0]], taken[SIZES[-1]]
            ratio = last["count_cpu_seconds"] / first["count_cpu_seconds"]
            found[rule] = {
                "by_ballots": taken,
                "exponent": math.log10(ratio) / math.log10(SIZES[-1] / SIZES[0]),
            }
    return found


def beside_the_reference(file: Path, oracle: str | None) -> dict[str, Any]:
    """Every rule on one file by us, and by the reference where there is one."""
    found: dict[str, Any] = {}
    for name, (rule, options) in RULES.items():
        ours = measured(sys.executable, _OURS, str(file), rule, json.dumps(options))
        entry: dict[str, Any] = {"ours": ours}
        if oracle:
            theirs = measured(oracle, _ORACLE, str(file), name)
            entry["reference"] = theirs
            entry["same_winners"] = set(ours["winners"]) == set(theirs["winners"])
            entry["times_faster"] = theirs["count_cpu_seconds"] / ours["count_cpu_seconds"]
            entry["share_of_memory"] = ours["peak_mb"] / theirs["peak_mb"]
        found[name] = entry
    return found


def main(files: list[str]) -> None:
    """Print all figures as JSON."""
    oracle = os.environ.get("CIVIC_COUNTING_ORACLE")
    figures: dict[str, Any] = {"growth": growth()}
    for file in files:
        figures[Path(file).stem] = beside_the_reference(Path(file).resolve(), oracle)
    print(json.dumps(figures, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
