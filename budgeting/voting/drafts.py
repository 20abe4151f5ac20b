"""What a voter's browser keeps and the server does not: the unfinished ballot, and the receipt just given.

Both are cookies, encrypted and signed with a key that only this person's session on this platform can ask for; nobody
else who uses the browser can read them, and nothing of them is stored on the server, not even in a session.
"""

import base64
import hmac
import json
import time
import zlib
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from budgeting.cycles.models import Cycle
from budgeting.voting.domain.casting import Receipt
from budgeting.voting.sealing import Choices
from civic.accounts.models import User

DRAFT, RECEIPT = "ballot", "receipt"
LIFE = {DRAFT: timedelta(days=30), RECEIPT: timedelta(minutes=30)}
PATH = "/vote/"
LARGEST = 3800  # what browsers hold in one cookie is 4,096 bytes with its name and attributes


def read_choices(request: HttpRequest, voter: User, cycle: Cycle) -> Choices:
    """The unfinished ballot in this browser; empty where there is none that is this person's."""
    found = _read(request, voter, cycle, DRAFT)
    if not isinstance(found, dict):
        return {}
    return {
        str(key): [str(one) for one in chosen] for key, chosen in found.items() if isinstance(chosen, list)
    }


def keep_choices(
    response: HttpResponse, request: HttpRequest, voter: User, cycle: Cycle, choices: Choices
) -> None:
    """Leave the unfinished ballot in the browser. One too large for a cookie is not kept; the form still carries it."""
    _keep(response, request, voter, cycle, DRAFT, choices)


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
    plain = zlib.compress(json.dumps([int(time.time()), value], separators=(",", ":")).encode())
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
