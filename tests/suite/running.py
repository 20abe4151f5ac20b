"""Runs steps and remembers how they ended."""

import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from tests.suite.steps import ROOT, Step, environment


@dataclass(frozen=True)
class Result:
    step: Step
    exit_code: int
    seconds: float
    output: str

    @property
    def passed(self) -> bool:
        return self.exit_code == 0


def run(step: Step) -> Result:
    """Run one step; a live one writes to our own output as it goes."""
    began = time.monotonic()
    if step.live:
        print(f"\n── {step.name} ──", flush=True)
        done = subprocess.run(step.command, cwd=ROOT, env=environment(), check=False)
        return Result(step, done.returncode, time.monotonic() - began, "")
    caught = subprocess.run(
        step.command, cwd=ROOT, env=environment(), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return Result(step, caught.returncode, time.monotonic() - began, caught.stdout)


def run_side_by_side(steps: Iterable[Step]) -> list[Result]:
    """Run quiet steps two at a time; each prints one line, and its whole output when it failed."""
    results = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(run, step) for step in steps]):
            result = future.result()
            print(
                f"{'ok    ' if result.passed else 'FAILED'}  {result.step.name}  ({result.seconds:.0f} s)",
                flush=True,
            )
            if not result.passed:
                print(result.output.rstrip(), flush=True)
            results.append(result)
    return results


def table(results: Iterable[Result]) -> str:
    """One line a step: how it ended and how long it took."""
    lines = [f"{'ok' if r.passed else 'FAILED':<7} {r.step.name:<17} {r.seconds:6.0f} s" for r in results]
    return "\n".join(lines)
