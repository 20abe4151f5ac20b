"""Small invented elections, written as ``.pb`` files for ``tests.benchmarks.oracle``: ties, free projects, decimals, amounts
beyond what a float holds, blank ballots, every kind of ballot that the reference reads::

    python -m tests.benchmarks.oracle_random FOLDER SEED NUMBER
"""

import sys
from pathlib import Path
from random import Random

KINDS = ("approval", "approval", "choose-1", "ordinal", "cumulative", "scoring")
SORTS = ("small", "tie", "zero", "decimals", "big", "middle")


def amounts(chance: Random, sort: str, number: int) -> tuple[str, list[str]]:
    """A budget and costs as a file writes them."""
    if sort == "decimals":
        costs = [chance.choice(["2.5", "3.25", "1.01", "7.5", "2.50", "10"]) for _ in range(number)]
        return chance.choice(["7.75", "10.01", "12", "5.5"]), costs
    same = chance.choice([2, 5, 6])
    pools = {
        "small": range(1, 10),
        "tie": (same, same, same, 2 * same),
        "zero": (0, 0, 3, 5),
        "big": (2**53 + 1, 2**53, 2**53 + 2, 3 * 2**52, 10**15 + 7),
        "middle": range(50, 301),
    }
    whole = [chance.choice(pools[sort]) for _ in range(number)]
    large = [sum(whole) // 2, 2**54 + 3, sum(whole[:2]), 10**17 + 1]
    budget = chance.choice(large) if sort == "big" else chance.randint(0, sum(whole) + 2)
    return str(budget), [str(cost) for cost in whole]


def ballot(chance: Random, kind: str, ids: list[str]) -> list[str]:
    """The cells of a ballot after the voter's id; the reference reads blank ones only among approval ballots."""
    named = chance.sample(ids, 1 if kind == "choose-1" else chance.randint(kind != "approval", len(ids)))
    if kind not in ("cumulative", "scoring"):
        return [",".join(named)]
    points = [
        chance.choice("01235") if kind == "cumulative" else chance.choice(["1", "2", "4", "0.5"])
        for _ in named
    ]
    return [",".join(named), ",".join(sorted(points, key=float, reverse=True))]


def election(seed: int) -> tuple[str, str]:
    """A name that tells what is in it, and the text of the file."""
    chance = Random(seed)
    kind, sort = chance.choice(KINDS), chance.choice(SORTS)
    budget, costs = amounts(chance, sort, chance.randint(2, 8))
    ids = [chance.choice(["p", "P", "0", "", "X-"]) + str(at) for at in range(len(costs))]
    rows: list[list[str]] = []
    for _ in range(chance.randint(1, 14)):
        rows.append(rows[-1] if rows and chance.random() < 0.5 else ballot(chance, kind, ids))
    meta = {"budget": budget, "vote_type": kind, "rule": "unknown", "max_sum_points": "100"}
    if kind == "ordinal" and chance.random() < 0.7:
        meta["max_length"] = str(len(ids))
    lines = ["META", "key;value", *map(";".join, meta.items()), "PROJECTS", "project_id;cost"]
    lines += [*map(";".join, zip(ids, costs, strict=True)), "VOTES"]
    lines += ["voter_id;vote" + (";points" if kind in ("cumulative", "scoring") else "")]
    lines += [";".join([str(voter), *row]) for voter, row in enumerate(rows)]
    return f"{seed:07d}_{sort}_{kind}.pb", "\n".join(lines) + "\n"


def main(folder: Path, seed: int, number: int) -> None:
    """Write the elections of so many seeds."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in range(seed, seed + number):
        name, text = election(one)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
