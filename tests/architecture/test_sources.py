"""What may not stand in templates and code."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = [
    f
    for p in ("civic", "proposals", "workshops", "budgeting")
    for f in sorted((ROOT / p).rglob("*.py"))
    if "migrations" not in f.parts
]
INLINE = re.compile(
    r"<style|\sstyle=\"|<script>|\son(click|change|load|submit|input)=\"|\|safe\b", re.IGNORECASE
)
SIGNALS = re.compile(r"@receiver\b|\b(post|pre)_(save|delete)\.connect|GenericForeignKey\(|GenericRelation\(")


LOCKS_A_PROPOSAL = re.compile(r"\bProposal\b[^=\n]*\.select_for_update\(")


def html(template: str) -> str:
    """The template without comments and tags (a prop of a component may be called “style”); filters stay."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template, flags=re.DOTALL)


def test_the_pattern_for_inline_code_bites() -> None:
    assert INLINE.search('<p style="color: red">')
    assert INLINE.search("{{ text|safe }}")
    assert not INLINE.search('<script src="x.js" type="module">')


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_templates_hold_no_inline_script_or_style(file: Path) -> None:
    if "email" in file.relative_to(ROOT).parts:
        pytest.skip("mail programs need styles in the message itself")
    assert not INLINE.search(html(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_code_uses_no_signals_and_no_generic_relations(file: Path) -> None:
    assert not SIGNALS.search(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_proposal_is_locked_in_one_place(file: Path) -> None:
    """Whoever locks its row by other ways is in nobody's queue: see docs/decisions/0210."""
    found = LOCKS_A_PROPOSAL.search(file.read_text(encoding="utf-8"))
    assert bool(found) == (file.relative_to(ROOT).as_posix() == "proposals/domain/holding.py")
