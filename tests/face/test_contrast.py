"""The palette holds 4.5 : 1 for text and 3 : 1 for what must be seen, in the light and in the dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "civic" / "static" / "civic" / "css" / "civic.css"

GROUNDS = ("paper", "surface", "surface-2")
KINDS = ("info", "success", "warning", "danger", "accent", "primary")
TEXT = [
    *(
        (text, ground)
        for text in ("ink", "ink-2", "link", "primary", "danger", "accent")
        for ground in GROUNDS
    ),
    *((kind if kind != "primary" else "primary-strong", f"{kind}-soft") for kind in KINDS),
    *((text, f"{kind}-soft") for text in ("ink", "ink-2", "link") for kind in KINDS),
    ("success", "surface"),
    ("surface", "accent"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("primary-strong", "paper"),
    ("on-hero", "hero"),
    ("on-hero", "hero-2"),
    ("hero", "on-hero"),
    *((f"tile-ink-{level}", f"tile-{level}") for level in range(5)),
]
SEEN = [
    *(("line-strong", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
    ("hero-focus", "hero"),
    ("hero-focus", "hero-2"),
    ("primary", "line"),
    ("success", "line"),
    ("danger", "line"),
]


def palettes() -> dict[str, dict[str, str]]:
    """The custom properties of both modes; the dark one over the light one."""
    blocks = re.findall(r":root\s*\{([^}]*)\}", CSS.read_text(encoding="utf-8"))
    light, dark = (dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks[:2])
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_can_be_read(mode: str) -> None:
    colours = palettes()[mode]
    weak = {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2) for text, ground in TEXT
    }
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_borders_bars_and_focus_can_be_seen(mode: str) -> None:
    colours = palettes()[mode]
    weak = {
        f"{mark} on {ground}": round(contrast(colours[mark], colours[ground]), 2) for mark, ground in SEEN
    }
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_colours_stand_in_the_palette_only() -> None:
    css = re.sub(r":root\s*\{[^}]*\}", "", CSS.read_text(encoding="utf-8"))
    css = css.split("@media print")[0]  # paper is white and ink is black
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", css) == []
