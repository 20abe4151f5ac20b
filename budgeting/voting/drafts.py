"""What a voter's browser keeps and the server does not: the unfinished ballot, and the receipt just given.

Both are cookies, encrypted and signed with a key that only this person's session on this platform can ask for; nobody
else who uses the browser can read them, and nothing of them is stored on the server, not even in a session.
"""

import base64
import hmac
import json
import time
import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from budgeting.cycles.models import Cycle
from budgeting.voting.ballots import Paper, Section
from budgeting.voting.domain.casting import Receipt
from budgeting.voting.sealing import Choices, Points
from civic.accounts.models import User

DRAFT, RECEIPT = "ballot", "receipt"
LIFE = {DRAFT: timedelta(days=30), RECEIPT: timedelta(minutes=30)}
PATH = "/vote/"
LARGEST = 3800  # what browsers hold in one cookie is 4,096 bytes with its name and attributes


@dataclass
class Draft:
    """An unfinished ballot: choices in the order in which they were made, points beside them, and what was bookmarked.

    ``marks`` are the keys of the projects that the voter is still thinking about.
    """

    choices: Choices = field(default_factory=dict)
    points: Points = field(default_factory=dict)
    marks: set[int] = field(default_factory=set)

    def of(self, section: Section) -> tuple[list[str], list[int]]:
        """The choice in one envelope, and the points beside it."""
        key = section.envelope.key
        return self.choices.get(key, []), self.points.get(key, [])

    @property
    def chosen(self) -> int:
        """How many projects are chosen so far, in all envelopes together."""
        return sum(map(len, self.choices.values()))


def read_draft(request: HttpRequest, voter: User, cycle: Cycle, paper: Paper) -> Draft:
    """The unfinished ballot in this browser, as far as it fits this paper; empty where there is none that is this person's."""
    found = _read(request, voter, cycle, DRAFT)
    draft = Draft()
    if not isinstance(found, dict):
        return draft
    for section in paper.sections:
        key, numbers = section.envelope.key, {one.pk: one.number for one in section.projects}
        keys, points = found.get("c", {}).get(key, []), found.get("p", {}).get(key, [])
        if not section.is_points:
            draft.choices[key] = [numbers[one] for one in keys if one in numbers]
            continue
        pairs = [
            (numbers[one], int(given)) for one, given in zip(keys, points, strict=False) if one in numbers
        ]
        draft.choices[key] = [number for number, _ in pairs]
        draft.points[key] = [given for _, given in pairs]
    draft.marks = {one for one in found.get("m", []) if isinstance(one, int)}
    return draft


def keep_draft(
    response: HttpResponse, request: HttpRequest, voter: User, cycle: Cycle, paper: Paper, draft: Draft
) -> None:
    """Leave the unfinished ballot in the browser: the keys of the projects, which are shorter than their numbers.

    A ballot of 250 projects fits whatever is chosen on it (tests/budgeting/voting/test_weight.py). One too large for a
    cookie is not kept; the form still carries it.
    """
    chosen = {}
    for section in paper.sections:
        known = section.by_number
        chosen[section.envelope.key] = [known[one].pk for one in draft.of(section)[0] if one in known]
    _keep(response, request, voter, cycle, DRAFT, {"c": chosen, "p": draft.points, "m": sorted(draft.marks)})


def forget_choices(response: HttpResponse, cycle: Cycle) -> None:
    """The ballot is cast: take the draft away."""
    response.delete_cookie(_name(cycle, DRAFT), path=PATH, samesite="Lax")


def read_receipt(request: HttpRequest, voter: User, cycle: Cycle) -> dict[str, Any] | None:
    """The receipt given in the last half hour to this person in this browser: {"code", "again", "promise", "due"}."""
    found = _read(request, voter, cycle, RECEIPT)
    return found if isinstance(found, dict) else None


def keep_receipt(
    response: HttpResponse, request: HttpRequest, voter: User, cycle: Cycle, receipt: Receipt
) -> None:
    """Leave the receipt in the browser, so that its code stands in no address and in no session."""
    value = {
        "code": receipt.code,
        "again": receipt.repeated,
        "promise": receipt.promise.text if receipt.promise else "",
        "due": receipt.promise.due.isoformat() if receipt.promise else "",
    }
    _keep(response, request, voter, cycle, RECEIPT, value)


def _keep(
    response: HttpResponse, request: HttpRequest, voter: User, cycle: Cycle, kind: str, value: Any
) -> None:
    plain = zlib.compress(json.dumps([int(time.time()), value], separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(bytes(_box(voter, cycle, kind).encrypt(plain))).decode()
    if len(text) > LARGEST:
        return
    response.set_cookie(
        _name(cycle, kind),
        text,
        max_age=LIFE[kind],
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest, voter: User, cycle: Cycle, kind: str) -> Any:
    text = request.COOKIES.get(_name(cycle, kind), "")
    try:
        plain = _box(voter, cycle, kind).decrypt(base64.urlsafe_b64decode(text.encode()))
        made, value = json.loads(zlib.decompress(plain))
    except (CryptoError, ValueError, TypeError, zlib.error):
        return None
    return value if time.time() - made <= LIFE[kind].total_seconds() else None


def _name(cycle: Cycle, kind: str) -> str:
    return f"{kind}-{cycle.pk}"


def _box(voter: User, cycle: Cycle, kind: str) -> SecretBox:
    """A key for this person, this vote and this purpose, from the platform's secret."""
    purpose = f"voting.drafts|{kind}|{cycle.pk}|{voter.uuid}"
    return SecretBox(hmac.new(settings.SECRET_KEY.encode(), purpose.encode(), sha256).digest())
