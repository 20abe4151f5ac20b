"""What is written and signed, byte for byte: a line of the ledger, a tree head, the promise on a receipt.

All three are canonical JSON (sorted keys, no spaces, UTF-8), so that a stranger's program makes the same bytes. What is
signed begins with its purpose: no head can pass for a promise. Signatures are Ed25519.
"""

import base64
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from budgeting.voting.ledger.merkle import leaf_hash

HEAD, RECEIPT = b"civic-head-v1\n", b"civic-receipt-v1\n"
#: What an Ed25519 public key begins with in the form that OpenSSL reads (RFC 8410).
_SPKI = bytes.fromhex("302a300506032b6570032100")


def canonical(value: Any) -> bytes:
    """One way of writing a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def line(index: int, kind: str, body: dict[str, Any]) -> bytes:
    """An entry as it stands in log.jsonl, without the line's end."""
    return canonical({**body, "index": index, "kind": kind})


def leaf(index: int, kind: str, body: dict[str, Any]) -> bytes:
    """The entry's hash in the tree."""
    return leaf_hash(line(index, kind, body))


def moment(at: datetime) -> str:
    """A time to the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def head_text(group: UUID, size: int, root: bytes, previous: bytes, at: datetime) -> bytes:
    """What the signature of a tree head is over."""
    return HEAD + canonical(
        {
            "at": moment(at),
            "previous": previous.hex(),
            "root": root.hex(),
            "size": size,
            "vote": str(group),
        }
    )


def receipt_text(group: UUID, commitment: bytes, due: datetime) -> bytes:
    """What the signature of a receipt is over: this commitment will be in this vote's ledger by then."""
    return RECEIPT + canonical({"commitment": commitment.hex(), "due": moment(due), "vote": str(group)})


def digest(text: bytes) -> bytes:
    """The hash of a signed text: what the next head calls ``previous``."""
    return sha256(text).digest()


def sign(key: bytes, text: bytes) -> bytes:
    """64 bytes."""
    return SigningKey(key).sign(text).signature


def is_signed(public_key: bytes, text: bytes, signature: bytes) -> bool:
    """Was the text signed with the key?"""
    try:
        VerifyKey(public_key).verify(text, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def pem(public_key: bytes) -> str:
    """The public key as OpenSSL reads it."""
    return f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(_SPKI + public_key).decode()}\n-----END PUBLIC KEY-----\n"
