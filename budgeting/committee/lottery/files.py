"""The published file of a draw: read, written, and repeated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgeting.committee.lottery.drawing import Draw, draw
from budgeting.committee.lottery.pool import Candidate, LotteryError, Pool, list_digest, seed_digest

FORMAT = "civic-lottery/1"
NEEDED = (
    "format",
    "seats",
    "reserves",
    "quotas",
    "commitment",
    "seed",
    "public_value",
    "candidates",
    "candidates_hash",
)


@dataclass(frozen=True)
class Check:
    """One thing that the file says and whether it is so."""

    name: str
    holds: bool
    text: str


@dataclass(frozen=True)
class Repeated:
    """A draw made again from its file."""

    drawn: Draw
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        return all(one.holds for one in self.checks)


def written(pool: Pool, seed: str, public: str, drawn: Draw, **about: str) -> dict[str, Any]:
    """The document that is published after the draw."""
    return {
        "format": FORMAT,
        **about,
        "seats": pool.seats,
        "reserves": pool.reserves,
        "quotas": {trait: dict(values) for trait, values in pool.quotas.items()},
        "commitment": seed_digest(seed),
        "seed": seed,
        "public_value": public,
        "candidates_hash": list_digest(pool.candidates),
        "candidates": [
            {"id": one.id, **one.traits} for one in sorted(pool.candidates, key=lambda one: one.id)
        ],
        "selected": list(drawn.selected),
        "reserve_list": list(drawn.reserves),
    }


def read(text: str) -> dict[str, Any]:
    """The document of a file's text. Raises LotteryError with the place of what is wrong."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise LotteryError(
            f"This is no JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    if not isinstance(document, dict):
        raise LotteryError("The file must hold one JSON object.")
    missing = [name for name in NEEDED if name not in document]
    if missing:
        raise LotteryError(f"The file lacks {', '.join(missing)}.")
    if document["format"] != FORMAT:
        raise LotteryError(f"The format is {document['format']!r}; this program reads {FORMAT!r}.")
    for name in ("commitment", "seed", "public_value", "candidates_hash"):
        if not isinstance(document[name], str):
            raise LotteryError(f"“{name}” must be a text.")
    return document


def pool_of(document: Mapping[str, Any]) -> Pool:
    """The pool that a document describes. Raises LotteryError."""
    candidates = []
    if not isinstance(document["candidates"], list):
        raise LotteryError("“candidates” must be a list.")
    for number, row in enumerate(document["candidates"], start=1):
        if (
            not isinstance(row, dict)
            or not all(isinstance(value, str) for value in row.values())
            or "id" not in row
        ):
            raise LotteryError(f"Candidate {number} must be an object of texts with an “id”.")
        candidates.append(Candidate(row["id"], {key: value for key, value in row.items() if key != "id"}))
    return Pool(
        _whole(document, "seats"), candidates, quotas_of(document["quotas"]), _whole(document, "reserves")
    )


def quotas_of(given: object) -> dict[str, dict[str, int]]:
    """Quotas as trait → value → seats. Raises LotteryError."""
    if not isinstance(given, dict):
        raise LotteryError("“quotas” must be an object: trait → value → seats.")
    for trait, values in given.items():
        if not isinstance(values, dict) or not all(_is_whole(n) for n in values.values()):
            raise LotteryError(f"The quotas of “{trait}” must give a whole number of seats for each value.")
    return given


def repeat(text: str) -> Repeated:
    """Draw again from a file and compare. Raises LotteryError for a file that no draw can be made of."""
    document = read(text)
    pool = pool_of(document)
    drawn = draw(pool, document["seed"], document["public_value"])
    listed = list_digest(pool.candidates)
    checks = [
        Check(
            "commitment",
            seed_digest(document["seed"]) == document["commitment"],
            "the seed is the one that was committed to before the draw",
        ),
        Check(
            "list",
            listed == document["candidates_hash"],
            "the list of candidates is the one that was published",
        ),
        Check(
            "selected",
            list(drawn.selected) == document.get("selected"),
            "the draw gives the published members",
        ),
        Check(
            "reserves",
            list(drawn.reserves) == document.get("reserve_list"),
            "the draw gives the published reserves",
        ),
    ]
    return Repeated(drawn, tuple(checks))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(document: Mapping[str, Any], name: str) -> int:
    value = document[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise LotteryError(f"“{name}” must be a whole number, not {value!r}.")
    return value
