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


TIME_IN_A_TEMPLATE = re.compile(
    r"\|\s*time\b|\|\s*date\s*:\s*[\"'][^\"']*(?:(?<![A-Z_])[aAfgGhHiPs](?![A-Z_])|TIME)|\{%\s*now\b|\.(?:hour|minute)\b"
)
TIME_IN_CODE = re.compile(
    r"(?<!T)%-?[HI]:?%M|%-?I|%p|\.(?:hour|minute):0|\b(?:time|date)_format\(|\bTIME_FORMAT"
)
TIME_THAT_IS_READ = re.compile(
    r"input_formats|INPUT_FORMATS|time_format=|TimeInput\(|%d%H%M"
)  # by programs: fields, keys


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


@pytest.mark.parametrize(
    ("line", "bites"),
    [
        ("{{ space.opens|time:'H:i' }}", True),
        ('{{ at|date:"SHORT_DATETIME_FORMAT" }}', True),
        ('{{ at|date:"Y. n. j. H:i" }}', True),
        ('{% now "H:i" %}', True),
        ("{{ at.hour }}", True),
        ("{{ day|date:'Y-m-d' }}", False),
        ('{{ day|date:"SHORT_DATE_FORMAT" }}', False),
        ('{{ at|when:"time" }}', False),
    ],
)
def test_the_pattern_for_times_in_templates_bites(line: str, bites: bool) -> None:
    assert bool(TIME_IN_A_TEMPLATE.search(line)) == bites


@pytest.mark.parametrize(
    ("line", "bites"),
    [
        ('f"{at:%H:%M}"', True),
        ('at.strftime("%I:%M %p")', True),
        ('f"{at.hour}:{at.minute:02d}"', True),
        ('date_format(at, "H:i")', True),
        ('f"{at:%Y-%m-%dT%H:%M}"', False),
        ('input_formats = [LOCAL, "%Y-%m-%d %H:%M"]', False),
    ],
)
def test_the_pattern_for_times_in_code_bites(line: str, bites: bool) -> None:
    assert says_a_time(line) == bites


@pytest.mark.parametrize(
    "file",
    [one for one in CODE if "domain" in one.relative_to(ROOT).parts],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_what_is_stored_says_no_moment_in_words(file: Path) -> None:
    """A notice holds ISO text: whoever reads it gets the moment in their own language, whatever the worker's was."""
    assert not re.search(r"\b(?:moment|date|time|deadline)_text\(", file.read_text(encoding="utf-8"))


def says_a_time(line: str) -> bool:
    return bool(TIME_IN_CODE.search(line)) and not TIME_THAT_IS_READ.search(line)


def test_a_time_of_day_is_said_in_one_place() -> None:
    """A page that says 17:26 beside one that says 오후 5시 26분 makes a reader compute: see docs/decisions/0250."""
    templates = [file for file in TEMPLATES if TIME_IN_A_TEMPLATE.search(file.read_text(encoding="utf-8"))]
    code = [
        file
        for file in CODE
        if any(says_a_time(line) for line in file.read_text(encoding="utf-8").splitlines())
        and "formats" not in file.parts  # what the admin shows
    ]
    assert [file.relative_to(ROOT).as_posix() for file in templates + code] == []
