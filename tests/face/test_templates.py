"""Every template of the project: it compiles (so every component is called rightly), and the CSP has nothing to refuse."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from civic.common.components import read_props

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"}
)
DRAWN_BY_OTHERS = {"form_field", "form_fields"}  # named by CivicRenderer, not by a tag
INNER = {"field_hint", "field_mark"}  # pieces of `field`
COMPONENTS = sorted({path.stem for path in (FOLDER / "components").glob("*.html")} - DRAWN_BY_OTHERS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize(
    "name", [name for name in TEMPLATES if name.endswith(".html") and not name.startswith("email/")]
)
def test_a_page_holds_no_style_and_no_script_of_its_own(name: str) -> None:
    source = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape off", source)
    source = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "", source)  # a prop may be called style
    assert not re.search(r"\sstyle\s*=|<style", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_declares_its_props_and_has_its_line_in_the_docs(name: str) -> None:
    props = read_props(name)
    if name in INNER:
        return
    docs = (Path(settings.BASE_DIR) / "docs" / "design-system.md").read_text(encoding="utf-8")
    line = next(
        (one for one in docs.splitlines() if one.startswith("| ") and f"`{name}`" in one.split("|")[1]), ""
    )
    assert line, f"docs/design-system.md has no line for {name}"
    missing = [prop for prop in (*props.required, *props.defaults) if f"`{prop}`" not in line]
    assert name in {"language_switch", "text_size"} or missing == []


def test_every_class_that_a_page_uses_stands_in_the_style_sheet() -> None:
    css = (Path(settings.BASE_DIR) / "civic" / "static" / "civic" / "css" / "civic.css").read_text(
        encoding="utf-8"
    )
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", css))
    strange = set()
    for name in TEMPLATES:
        if not name.endswith(".html") or name.startswith("email/") or name.endswith("mail.html"):
            continue
        source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "\0", (FOLDER / name).read_text(encoding="utf-8"))
        for value in re.findall(r'class="([^"]*)"', source):
            words = {
                word for word in value.split() if "\0" not in word
            }  # what touches a tag may be half a name
            strange |= {f"{word} ({name})" for word in words - known}
    assert strange == set()
