"""The command line: ``python -m budgeting.counting FILE.pb --rule greedy --json``. Needs no Django and no settings.

Exit codes: 0 counted, 2 the file or an option was refused (one sentence on standard error, nothing on standard out).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import TextIOWrapper
from typing import TextIO

from budgeting.counting.amounts import WON, money
from budgeting.counting.count import count
from budgeting.counting.errors import CountingError, OptionError
from budgeting.counting.explain import LANGUAGES, explain
from budgeting.counting.korean import in_korean
from budgeting.counting.options import COMPLETIONS, UTILITIES, Options
from budgeting.counting.outcome import Outcome
from budgeting.counting.pabulib import Election, read_pb
from budgeting.counting.pabulib.election import Remark
from budgeting.counting.pabulib.stated import HEED_THRESHOLD
from budgeting.counting.rules import RULES
from budgeting.counting.ties import CRITERIA
from budgeting.counting.version import VERSION

REFUSED = 2


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run the command line; gives the exit code."""
    out, err = out or sys.stdout, err or sys.stderr
    given = parser().parse_args(arguments)
    try:
        election = with_remarks(with_exclusions(read(given.file), given.exclude), given)
        if given.exclude and given.rule != "greedy-exclusive":
            raise OptionError(f"--exclude: rule {given.rule!r} does not look at what excludes what")
        outcome = count(election.profile(), given.rule, options_of(given, election))
    except (CountingError, OSError) as fault:
        print(f"{given.file}: {_in(given.explain, _said(fault))}", file=err)
        return REFUSED
    if given.json:
        json.dump(as_json(outcome, election, steps=given.steps), out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        _print(outcome, election, given.explain, out)
    return 0


def read(file: str) -> Election:
    """The election in a file, or on standard input (``-``)."""
    if file != "-":
        return read_pb(file)
    with TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="") as text:
        return read_pb(text)


def parser() -> argparse.ArgumentParser:
    """The options of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m budgeting.counting",
        description="Count a participatory budgeting election from a Pabulib file.",
    )
    made.add_argument("file", metavar="FILE.pb", help="the file, or - for standard input")
    made.add_argument("--rule", choices=sorted(RULES), default="greedy")
    made.add_argument(
        "--threshold", help="least score (default: the file's, for every rule but plain greedy)"
    )
    made.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="A,B",
        help="project A cannot be carried out beside project B (greedy-exclusive; may be given again)",
    )
    made.add_argument(
        "--committee-weight", help="class-weighted: weight of the committee's score (default: the file's)"
    )
    made.add_argument("--utility", choices=UTILITIES)
    made.add_argument("--completion", choices=COMPLETIONS)
    made.add_argument("--integral", action="store_true", help="start at a whole amount for each voter")
    made.add_argument("--exhaustive", choices=("yes", "no"))
    made.add_argument(
        "--comparison",
        action="store_true",
        help="equal-shares: the greedy outcome stands where more voters named more of its winners",
    )
    made.add_argument("--step", type=int, help="by how much add1 raises what each voter holds (default 1)")
    made.add_argument("--tie", metavar="LIST", help=f"tie list, of {','.join(CRITERIA)}")
    made.add_argument("--json", action="store_true", help="print the outcome as JSON")
    made.add_argument("--steps", action="store_true", help="with --json: the trace of every project as well")
    made.add_argument(
        "--explain", choices=LANGUAGES, default="en", help="language of the sentences (default en)"
    )
    made.add_argument("--version", action="version", version=VERSION)
    return made


def options_of(given: argparse.Namespace, election: Election) -> Options:
    """Options from the command line; a threshold not given is the file's where the rule is not plain greedy."""
    values: dict[str, object] = {}
    if given.threshold is not None:
        values["threshold"] = given.threshold
    elif given.rule in HEED_THRESHOLD and election.threshold is not None:
        values["threshold"] = election.threshold
    elif lacks_threshold(given, election):
        values["threshold"] = 0
    if given.committee_weight is not None:
        values["committee_weight"] = given.committee_weight
    elif given.rule == "class-weighted" and election.committee_weight is not None:
        values["committee_weight"] = election.committee_weight
    if given.tie is not None:
        values["ties"] = [entry.strip() for entry in given.tie.split(",") if entry.strip()]
    for name in ("utility", "completion", "step"):
        if getattr(given, name) is not None:
            values[name] = getattr(given, name)
    for name in ("integral", "comparison"):
        if getattr(given, name):
            values[name] = True
    if given.exhaustive is not None:
        values["exhaustive"] = given.exhaustive == "yes"
    return Options.of(values)


def lacks_threshold(given: argparse.Namespace, election: Election) -> bool:
    """Whether the rule asks for a threshold, and neither the file nor the command line names one."""
    return given.rule == "greedy-threshold" and given.threshold is None and election.threshold is None


def with_remarks(election: Election, given: argparse.Namespace) -> Election:
    """The election with what is odd about counting it so."""
    found = []
    if lacks_threshold(given, election):
        found.append(Remark(None, "no min_project_score_threshold: every project was looked at"))
    if election.threshold and given.threshold is None and given.rule not in HEED_THRESHOLD:
        stated = election.meta["min_project_score_threshold"]
        found.append(
            Remark(None, f"min_project_score_threshold {stated}: rule {given.rule!r} does not look at it")
        )
    return replace(election, remarks=(*election.remarks, *found))


def with_exclusions(election: Election, pairs: Sequence[str]) -> Election:
    """The election with pairs of projects that exclude each other. Raises OptionError for a pair that is none."""
    related: dict[str, list[str]] = {}
    known = {project.line.id for project in election.projects}
    for pair in pairs:
        one, _, other = (part.strip() for part in pair.partition(","))
        if one not in known or other not in known or one == other:
            raise OptionError(f"--exclude {pair!r}: not two projects of the file")
        related.setdefault(one, []).append(other)
    projects = tuple(
        replace(
            project,
            line=replace(
                project.line,
                excludes=tuple(dict.fromkeys((*project.line.excludes, *related[project.line.id]))),
            ),
        )
        if project.line.id in related
        else project
        for project in election.projects
    )
    return replace(election, projects=projects)


def as_json(outcome: Outcome, election: Election, *, steps: bool = False) -> dict[str, object]:
    """The outcome as printed, with what was odd about the file."""
    values = outcome.as_json(steps=steps)
    return {**values, "warnings": [str(remark) for remark in election.remarks]}


def _said(fault: Exception) -> str:
    return fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)


def _in(language: str, sentence: str) -> str:
    return in_korean(sentence) if language == "ko" else sentence


def _print(outcome: Outcome, election: Election, language: str, out: TextIO) -> None:
    currency = election.currency or WON

    def amount(value: int) -> str:
        return money(value, language, unit=outcome.unit, currency=currency)

    print(f"{outcome.rule}: {amount(outcome.cost)} / {amount(outcome.budget)}", file=out)
    for step in outcome.steps:
        mark = "+" if step.project in outcome.winners else " "
        print(
            f"{mark} {step.project}: {explain(step, language, unit=outcome.unit, currency=currency)}",
            file=out,
        )
    print(f"sha256 {outcome.profile_sha256}", file=out)
    for remark in election.remarks:
        print(f"! {_in(language, str(remark))}", file=out)
