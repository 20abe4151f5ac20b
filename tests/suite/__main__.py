"""``python -m tests.suite [group …]``: groups are lint, types, django, pytest and prove; all but the last without an argument.

Cheap checks come first and never hide the later ones: one run shows everything that is wrong. Exit code 1 when
anything failed.
"""

import importlib
import sys
import time

from tests.suite import browser
from tests.suite.running import run, run_side_by_side, table
from tests.suite.steps import EVERYDAY, ROOT, STEPS


def main(groups: list[str]) -> int:
    known = {step.group for step in STEPS}
    if unknown := set(groups) - known:
        print(
            f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(sorted(known))}", file=sys.stderr
        )
        return 2
    began = time.monotonic()
    chosen = [step for step in STEPS if step.group in (groups or EVERYDAY)]
    (ROOT / ".local" / "cache").mkdir(parents=True, exist_ok=True)
    if any(step.name in ("journeys", "proofs") for step in chosen):
        sentence = browser.install()
        if sentence:
            print(sentence, flush=True)
    if {"django", "pytest", "prove"} & {step.group for step in chosen}:
        importlib.import_module("tests.plugins.services")  # one PostgreSQL and one Valkey for all steps
    results = run_side_by_side(step for step in chosen if not step.live)
    results += [run(step) for step in chosen if step.live]
    failed = sum(not result.passed for result in results)
    print(f"\n{table(results)}\n{len(results)} steps, {failed} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
