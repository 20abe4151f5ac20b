"""Slot, nonce, commitment, seal: the small cryptography of the box, in one place, without the database.

slot = HMAC(K, "slot" ‖ group ‖ resident); nonce = HMAC(K, "n" ‖ slot ‖ key of the form), so that a retry gets the same
receipt; commitment = SHA-256("civic-ballot-v1" ‖ nonce ‖ canonical JSON). Purposes are told apart by a first word.

In a vote with classes of voters the JSON holds a seal of the voter's class, SHA-256("civic-class-v1" ‖ class nonce ‖ class),
with class nonce = HMAC(K, "class" ‖ nonce): the ballot is bound to its class, and nobody reads it off the opened ballot.
"""

import hmac
import json
import uuid
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

DOMAIN = b"civic-ballot-v1"
CLASS = b"civic-class-v1"
Choices = dict[str, list[str]]
Points = dict[str, list[int]]


def slot(key: bytes, group: uuid.UUID, resident: uuid.UUID) -> bytes:
    """Where this resident's ballots lie in this group's box."""
    return _mac(key, b"slot", group.bytes, resident.bytes)


def nonce(key: bytes, at: bytes, form: uuid.UUID) -> bytes:
    """The nonce of the ballot that one form casts from one slot: the same however often it is sent."""
    return _mac(key, b"n", at, form.bytes)


def idempotency(key: bytes, at: bytes, form: uuid.UUID) -> bytes:
    """What is stored of a form's key: bound to the slot, so that another voter's equal key is another one."""
    return _mac(key, b"i", at, form.bytes)


def order_seed(key: bytes, group: uuid.UUID, resident: uuid.UUID) -> bytes:
    """The seed of the order in which this voter sees the projects: fixed for a voter, unknown to others."""
    return _mac(key, b"order", group.bytes, resident.bytes)


def class_nonce(key: bytes, nonce_: bytes) -> bytes:
    """What hides the class of the ballot with this nonce, and opens it; gone with K where it was not published."""
    return _mac(key, b"class", nonce_)


def class_seal(hiding: bytes, name: str) -> bytes:
    """The seal of a class, by its nonce (``class_nonce``)."""
    return sha256(CLASS + hiding + name.encode()).digest()


def canonical(
    choices: Choices, scope: str, points: Points | None = None, class_seal_: bytes | None = None
) -> bytes:
    """The bytes of a ballot's content: sorted keys, no spaces, UTF-8. Choices stand as given: sort them where no order counts.

    ``class_seal_`` seals the voter's class, in a vote with classes.
    """
    content: dict[str, object] = {"choices": choices, "scope": scope}
    if points is not None:
        content["points"] = points
    if class_seal_ is not None:
        content["class"] = class_seal_.hex()
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(nonce_: bytes, content: bytes) -> bytes:
    """The commitment to a content (``canonical``)."""
    return sha256(DOMAIN + nonce_ + content).digest()


@dataclass(frozen=True)
class Opening:
    """A ballot's content with the nonce that proves its commitment."""

    nonce: bytes
    content: bytes

    @property
    def commitment(self) -> bytes:
        return commitment(self.nonce, self.content)

    @property
    def choices(self) -> Choices:
        read: dict[str, Any] = json.loads(self.content)
        return {str(name): [str(one) for one in chosen] for name, chosen in read["choices"].items()}

    @property
    def points(self) -> Points | None:
        """The points beside the choices of those envelopes where points are given; None where there are none."""
        read: dict[str, Any] = json.loads(self.content)
        if "points" not in read:
            return None
        return {str(name): [int(one) for one in given] for name, given in read["points"].items()}

    @property
    def scope(self) -> str:
        return str(json.loads(self.content)["scope"])

    @property
    def class_seal(self) -> bytes | None:
        """The seal of the voter's class; None in a vote without classes, and on paper."""
        read: dict[str, Any] = json.loads(self.content)
        return bytes.fromhex(read["class"]) if "class" in read else None


def seal(public_key: bytes, opening: Opening) -> bytes:
    """Seal to the group's public key. Padded to blocks of 256 bytes: the length tells little of how much was chosen."""
    plain = opening.nonce + opening.content
    padded = plain + b"\0" * (-len(plain) % 256)
    return bytes(SealedBox(PublicKey(public_key)).encrypt(padded))


def unseal(private_key: PrivateKey, sealed: bytes) -> Opening:
    """Open a sealed ballot. Raises nacl.exceptions.CryptoError when it was sealed to another key or altered."""
    plain = SealedBox(private_key).decrypt(sealed)
    return Opening(nonce=plain[:32], content=plain[32:].rstrip(b"\0"))


def encrypt_recipient(key: bytes, resident: uuid.UUID) -> bytes:
    """A notice's recipient, readable with K only; different every time."""
    return bytes(SecretBox(_mac(key, b"notice")).encrypt(resident.bytes))


def decrypt_recipient(key: bytes, recipient: bytes) -> uuid.UUID:
    """The resident whom a notice is for."""
    return uuid.UUID(bytes=SecretBox(_mac(key, b"notice")).decrypt(recipient))


def _mac(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA256 over parts told apart by their lengths."""
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(key, message, "sha256")
