"""Where the parts of a drawing stand: templates cannot calculate, and SVG needs numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from civic.common.money import won

SIDE, GAP = 92, 4
LABEL_SIZE, LATIN_SIZE = 26, 19  # as in civic.css; Latin letters are about half as wide as they are high


@dataclass(frozen=True)
class Tile:
    """One district on a tile map; positions are in the drawing's own units."""

    label: str
    short: str
    href: str
    text: str
    level: int
    current: bool
    left: int
    top: int

    @property
    def middle(self) -> int:
        return self.left + SIDE // 2

    @property
    def label_line(self) -> int:
        return self.top + (SIDE // 2 - 2 if self.text else SIDE // 2 + 9)

    @property
    def text_line(self) -> int:
        return self.top + SIDE // 2 + 28

    @property
    def latin(self) -> bool:
        return self.short.isascii()

    @property
    def squeezed(self) -> int | None:
        """The width into which a label must be pressed that would not fit its tile, else None."""
        wide = len(self.short) * (LATIN_SIZE * 0.58 if self.latin else LABEL_SIZE)
        return SIDE - 8 if wide > SIDE - 8 else None


@dataclass(frozen=True)
class TileMap:
    """A drawing of tiles and its size."""

    tiles: list[Tile]
    width: int
    height: int
    side: int = SIDE

    @property
    def drawn(self) -> list[Tile]:
        """The tiles row by row, so that the keyboard goes through the drawing as the eye does."""
        return sorted(self.tiles, key=lambda tile: (tile.top, tile.left))


def tile_map(tiles: Iterable[Any]) -> TileMap:
    """Lay out tiles (objects or dicts with label, x, y; optionally short, href, text, level 0–4, current)."""
    given = list(tiles)
    if not given:
        return TileMap([], SIDE, SIDE)
    left, top = min(_get(one, "x", 0) for one in given), min(_get(one, "y", 0) for one in given)
    laid = [_tile(one, left, top) for one in given]
    width = max(tile.left for tile in laid) + SIDE + GAP
    return TileMap(laid, width, max(tile.top for tile in laid) + SIDE + GAP)


def _tile(one: Any, left: int, top: int) -> Tile:
    label, text = str(_get(one, "label", "")), _get(one, "text", "")
    return Tile(
        label=label,
        short=str(_get(one, "short", "") or _shortened(label)),
        href=str(_get(one, "href", "") or ""),
        text="" if text is None else str(text),
        level=max(0, min(4, int(_get(one, "level", 0) or 0))),
        current=bool(_get(one, "current", False)),
        left=GAP + (_get(one, "x", 0) - left) * (SIDE + GAP),
        top=GAP + (_get(one, "y", 0) - top) * (SIDE + GAP),
    )


def _shortened(label: str) -> str:
    """영등포구 fits as 영등포; 중구 stays, for 중 alone says nothing. Long English names are cut at a hyphen."""
    if label.endswith(("구", "군")) and len(label) > 3:
        return label[:-1]
    return label.split("-", maxsplit=1)[0] if label.isascii() else label


@dataclass(frozen=True)
class Bar:
    """One bar of a chart; its width in thousandths of the whole."""

    label: str
    text: str
    kind: str
    width: int


def bar_chart(bars: Iterable[Any]) -> list[Bar]:
    """Lay out bars (objects or dicts with label, value; optionally text, kind), the longest over the whole width."""
    given = [(one, max(float(_get(one, "value", 0) or 0), 0)) for one in bars]
    most = max((value for _, value in given), default=0) or 1
    return [
        Bar(
            label=str(_get(one, "label", "")),
            text=str(_get(one, "text", "") or f"{_get(one, 'value', 0):,}"),
            kind=str(_get(one, "kind", "") or "plain"),
            width=round(1000 * value / most),
        )
        for one, value in given
    ]


def budget_words(spent: int, budget: int) -> str:
    """What a ballot has spent of its budget (won) and what is left, or by how much it goes over."""
    if spent > budget:
        return gettext("%(spent)s spent, %(over)s over the budget") % {
            "spent": won(spent),
            "over": won(spent - budget),
        }
    return gettext("%(spent)s spent, %(left)s left") % {"spent": won(spent), "left": won(budget - spent)}


def _get(one: Any, name: str, default: Any) -> Any:
    return one.get(name, default) if isinstance(one, dict) else getattr(one, name, default)
