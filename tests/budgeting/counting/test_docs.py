"""docs/counting.md names every rule, option and tie criterion."""

from dataclasses import fields
from pathlib import Path

from budgeting.counting import RULES, Options
from budgeting.counting.ties import CRITERIA

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "counting.md").read_text(encoding="utf-8")


def test_every_rule_option_and_criterion_has_its_line() -> None:
    options = [one.name for one in fields(Options) if one.name != "ties"]

    assert [name for name in [*RULES, *options, *CRITERIA] if f"`{name}`" not in DOCUMENT] == []
