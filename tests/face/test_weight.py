"""What a phone must fetch: under 30 kB of CSS and 60 kB of JavaScript, compressed."""

import gzip
import re
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "civic" / "static"


def compressed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_the_style_sheets_stay_under_30_kilobytes() -> None:
    sheets = sorted((STATIC / "civic" / "css").rglob("*.css"))
    assert sheets
    assert compressed(*sheets) < 30_000


def test_the_scripts_stay_under_60_kilobytes() -> None:
    root = Path(settings.BASE_DIR)
    houses = ("civic", "proposals", "workshops", "budgeting")
    scripts = sorted(one for house in houses for one in (root / house).rglob("*.js") if "static" in one.parts)
    assert any(script.name == "htmx.min.js" for script in scripts)
    assert compressed(*scripts) < 60_000


def test_what_is_not_ours_lies_beside_its_licence() -> None:
    for script in (STATIC / "vendor").rglob("*.js"):
        assert (script.parent / f"{script.name.split('.')[0]}.LICENSE").is_file()


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in [*(STATIC / "civic").rglob("*.css"), *(STATIC / "civic").rglob("*.js")]:
        assert not re.search(r"""https?://|["'(]//""", file.read_text(encoding="utf-8")), file
