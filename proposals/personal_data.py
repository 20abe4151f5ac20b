"""Finding personal data in what people write. A warning for the writer, no proof: patterns of Korean numbers.

A resident registration number must not be processed at all (Personal Information Protection Act, art. 24-2), so it
blocks; a phone number, an account number or an e-mail address only asks once more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.common.korean import nfc

Sort = Literal["resident", "phone", "email", "account"]

SORTS: dict[Sort, str | Promise] = {
    "resident": _("resident registration number"),
    "phone": _("phone number"),
    "email": _("e-mail address"),
    "account": _("account number"),
}
_DASH = r"[-–—.\s]"
# In the order in which they are looked for: what one pattern took, the next does not see.
_PATTERNS: dict[Sort, re.Pattern[str]] = {
    "resident": re.compile(
        r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–—]?\s?[1-8]\d{6}(?!\d)"
    ),
    "phone": re.compile(
        rf"(?<!\d)(?:\+82\s?-?|0)(?:1[016789]|2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70){_DASH}?\d{{3,4}}{_DASH}?\d{{4}}(?!\d)"
    ),
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "account": re.compile(r"(?<![\d-])\d{2,6}(?:-\d{2,8}){2,3}(?![\d-])|(?<!\d)\d{11,14}(?!\d)"),
}
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")
_ACCOUNT_DIGITS = range(10, 17)


@dataclass(frozen=True)
class Found:
    """One place in a text: what it looks like, the words themselves, and the sentence in which they stand."""

    sort: Sort
    text: str
    sentence: str = field(default="", compare=False)

    @property
    def label(self) -> str | Promise:
        return SORTS[self.sort]


def find(*texts: str) -> list[Found]:
    """Everything in the texts that looks like personal data, in the order of the patterns."""
    return [one for text in texts for one in _find(nfc(text))]


def _find(text: str) -> Iterator[Found]:
    whole = text
    for sort, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if sort == "account" and not _could_be_an_account(match.group()):
                continue
            yield Found(sort, match.group(), _sentence(whole, match.start(), match.end()))
        text = pattern.sub(lambda match: " " * len(match.group()), text)  # places stay where they were


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, at most a hundred characters to each side."""
    before = _SENTENCE_END.split(text[max(0, start - 100) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + 100])[0]
    return f"{before}{text[start:end]}{after}".strip()


def _could_be_an_account(text: str) -> bool:
    """A date such as 2026-03-04 is too short; a row of years is none either."""
    years = all(re.fullmatch(r"(?:19|20)\d\d", group) for group in text.split("-"))
    return sum(c.isdigit() for c in text) in _ACCOUNT_DIGITS and not years
