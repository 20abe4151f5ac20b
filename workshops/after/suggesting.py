"""Which opinions might belong together: suggestions for the host, who decides. Nothing is sorted by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.common.likeness import Likeness
from workshops.models import Opinion, Theme

# From this likeness on two opinions are suggested together. Chosen on the demo city's opinions, so that what a reader
# would put together mostly comes up and what has only its grammar in common does not (tests/workshops/test_suggesting.py).
ALIKE = 0.12
MOST = 300  # so many opinions are compared (45,000 pairs); a workshop that has more is sorted page by page


@dataclass(frozen=True)
class Suggestion:
    """Opinions that might make a theme together, or might join ``theme``."""

    opinions: list[Opinion]
    theme: Theme | None = None


def suggestions(loose: Sequence[Opinion], sorted_ones: Sequence[Opinion]) -> list[Suggestion]:
    """What might be put together: first what looks like an existing theme, then groups of what is left, largest first.

    ``loose`` are opinions without a theme, ``sorted_ones`` those that have one (with ``theme`` loaded). No query.
    """
    loose, sorted_ones = loose[:MOST], sorted_ones[:MOST]
    by_key = {one.pk: one for one in loose}
    likeness = Likeness({one.pk: one.text for one in (*loose, *sorted_ones)})
    joining: dict[int, list[Opinion]] = {}
    themes: dict[int, Theme] = {}
    for one in loose:
        theme = _closest(one, sorted_ones, likeness)
        if theme is not None:
            themes[theme.pk] = theme
            joining.setdefault(theme.pk, []).append(one)
    placed = {one.pk for ones in joining.values() for one in ones}
    rest = Likeness({one.pk: one.text for one in loose if one.pk not in placed})
    found = [Suggestion(ones, themes[key]) for key, ones in joining.items()]
    return [*found, *(Suggestion([by_key[key] for key in group]) for group in rest.groups(ALIKE))]  # type: ignore[index]


def _closest(opinion: Opinion, others: Sequence[Opinion], likeness: Likeness) -> Theme | None:
    best, theme = ALIKE, None
    for other in others:
        value = likeness.between(opinion.pk, other.pk)
        if other.theme is not None and value >= best:
            best, theme = value, other.theme
    return theme
