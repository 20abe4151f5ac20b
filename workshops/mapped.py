"""The opinion map as the page shows it, and the votes behind it as a file."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workshops.groups.naming import LETTERS
from workshops.models import Opinion, OpinionMap, StatementVote, Workshop

VOTES_FROM = (
    50  # the votes of fewer people are not published one by one: answers alone can tell who somebody is
)
# Groups differ in shape, not in colour alone: a disc, a square, a triangle, a diamond, a cross around a point.
MARKS = (
    "m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", "m-6-6h12v12h-12z", "m0-8l7 13h-14z", "m0-9l8 9l-8 9l-8-9z",
    "m-2-8h4v6h6v4h-6v6h-4v-6h-6v-4h6z",
)  # fmt: skip
WIDTH, HEIGHT, MARGIN = 1000, 600, 20


@dataclass(frozen=True)
class Group:
    """One group: its letter, how many people, what it says (statement, shares in words), and its marks as SVG paths."""

    letter: str
    size: int
    sayings: list[dict[str, Any]]
    mark: str
    path: str


def shown_map(workshop: Workshop) -> dict[str, Any] | None:
    """The map for the template: groups, shared and dividing statements, dots. Two queries; None where there is no map."""
    found = OpinionMap.objects.filter(workshop=workshop).first()
    if found is None:
        return None
    return {"found": found, **drawn(found.data, _texts(found.data)), "file": found.people >= VOTES_FROM}


def drawn(data: dict[str, Any], texts: dict[int, str], letters: str = LETTERS) -> dict[str, Any]:
    """What `workshops.domain.mapping.map_data` stored, for a template; a statement without a text is left out."""
    sayings = data["sayings"] or [[] for _size in data["sizes"]]
    letters = letters[: len(data["sizes"])]
    return {
        "groups": [
            Group(
                letter,
                size,
                [_saying(one, texts) for one in said],
                f"M10 10{_mark(letter)}",
                _path(data["dots"], number, _mark(letter)),
            )
            for number, (letter, size, said) in enumerate(zip(letters, data["sizes"], sayings, strict=True))
        ],
        "ungrouped": data["ungrouped"],
        "shared": _rows(data["shared"], texts),
        "dividing": _rows(data["dividing"], texts),
        "columns": [_("Statement"), *(_group_heading(letter) for letter in letters)],
    }


def _mark(letter: str) -> str:
    return MARKS[LETTERS.index(letter)]


def _path(dots: list[list[int]], group: int, mark: str) -> str:
    """One path that draws the mark at every place of the group; places come in thousandths, y upwards."""
    inner = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    return "".join(
        f"M{MARGIN + inner[0] * x // 1000} {MARGIN + inner[1] * (1000 - y) // 1000}{mark}"
        for x, y, of in dots
        if of == group
    )


def _group_heading(letter: str) -> str:
    return _("Group %(letter)s") % {"letter": letter}


def named(data: dict[str, Any]) -> set[int]:
    """The keys of all statements that the map quotes."""
    lines = [*data["shared"], *data["dividing"], *(one for said in data["sayings"] for one in said)]
    return {line["opinion"] for line in lines}


def _texts(data: dict[str, Any]) -> dict[int, str]:
    opinions = Opinion.objects.filter(pk__in=named(data), hidden_at=None)
    return dict(opinions.values_list("pk", "text"))


def _saying(one: dict[str, Any], texts: dict[int, str]) -> dict[str, Any]:
    said = (
        _("%(percent)s%% agree (others %(others)s%%)")
        if one["agrees"]
        else _("%(percent)s%% disagree (others %(others)s%%)")
    )
    return {"text": texts.get(one["opinion"], ""), "said": said % one}  # fmt: skip


def _rows(lines: list[dict[str, Any]], texts: dict[int, str]) -> list[list[str]]:
    """A table's rows: the statement, and what each group says of it."""
    return [
        [texts[line["opinion"]], *(_shares(counts) for counts in line["counts"])]
        for line in lines
        if line["opinion"] in texts
    ]


def _shares(counts: list[int]) -> str:
    """How a group answered; nothing in percent where fewer than ten of it answered."""
    agree, disagree, _passed = counts
    total = sum(counts)
    if total < 10:
        return _("fewer than 10 answers")
    said = {"agree": round(100 * agree / total), "disagree": round(100 * disagree / total)}
    return _("%(agree)s%% agree, %(disagree)s%% disagree") % said


def vote_lines(workshop: Workshop) -> Iterator[str]:
    """votes.csv, a line at a time: each voter gets a number drawn for this file alone."""
    yield "comment-id,voter-id,vote\n"
    people = StatementVote.objects.of_single_people().filter(
        opinion__workshop=workshop, opinion__hidden_at=None
    )
    names = sorted(people.order_by().values_list("participant", flat=True).distinct())
    secrets.SystemRandom().shuffle(names)
    numbers = {name: number for number, name in enumerate(names, start=1)}
    rows = people.order_by("opinion_id", "participant").values_list("opinion_id", "participant", "value")
    for opinion, name, value in rows.iterator(chunk_size=5000):
        yield f"{opinion},{numbers[name]},{value}\n"
