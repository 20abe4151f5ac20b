"""Sheets without names: member A, B, …, in an order that says nothing about who they are; and their published hash."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.utils.crypto import salted_hmac

from budgeting.committee.models import Closing, ScoreSheet


def in_order(members: Iterable[int], project: int) -> list[int]:
    """Members in the order of their letters on this project: another order on every project, so that none can be followed."""
    return sorted(
        members, key=lambda member: salted_hmac("committee.letters", f"{project}:{member}").hexdigest()
    )


def lettered(sheets: Mapping[int, ScoreSheet], project: int) -> list[dict[str, Any]]:
    """Sheets (by member) with their letters instead of names."""
    order = in_order(sheets, project)
    return [{"letter": letter_of(number), "sheet": sheets[member]} for number, member in enumerate(order)]


def of_closing(closing: Closing) -> list[dict[str, Any]]:
    """The sheets that a closing counted, with their letters; one query."""
    found = ScoreSheet.objects.in_bulk(closing.sheets)
    return [{"letter": letter_of(number), "sheet": found[pk]} for number, pk in enumerate(closing.sheets)]


def letter_of(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def canonical(sheets: Sequence[Mapping[str, int]]) -> str:
    """Sheets in the order of their letters as text: a line each, "A;benefit=4;cost=3", criteria in alphabetical order."""
    return "".join(
        f"{letter_of(number)};{';'.join(f'{key}={sheet[key]}' for key in sorted(sheet))}\n"
        for number, sheet in enumerate(sheets)
    )


def digest(sheets: Sequence[Mapping[str, int]]) -> str:
    """SHA-256 of the canonical text, in hexadecimal: whoever has the open dataset of scores computes it again."""
    return sha256(canonical(sheets).encode()).hexdigest()
