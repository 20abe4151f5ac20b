"""Two of three: the sealing key in three copies, each sealed to one trustee and that to another. No sharing arithmetic.

Any pair opens its copy, the outer trustee first; one alone finds only what is sealed to somebody else. Losing two of the
three keys loses the vote (``docs/explanation/secrecy.md``).
"""

import itertools
from collections.abc import Sequence
from typing import Any

from nacl.public import PrivateKey, PublicKey, SealedBox

from budgeting.voting import keys
from budgeting.voting.models import SealedKey, Trustee, VotingGroup


def copies(private: bytes, trustees: Sequence[Trustee]) -> list[tuple[Trustee, Trustee, bytes]]:
    """(outer, inner, sealed) for every pair; the trustee with the higher number is the outer one."""
    return [
        (outer, inner, _seal(outer, _seal(inner, private)))
        for inner, outer in itertools.combinations(sorted(trustees, key=lambda one: one.place), 2)
    ]


def _seal(trustee: Trustee, plain: bytes) -> bytes:
    return bytes(SealedBox(PublicKey(bytes(trustee.public_key))).encrypt(plain))


def key_is_away(group: VotingGroup) -> bool:
    """Whether the key that opens the ballots is with the trustees, and not on this machine."""
    return not keys.has_sealing_key(group.pk) and group.sealed_keys.exists()


def fits(group: VotingGroup, private: bytes) -> bool:
    """Whether these 32 bytes are the key whose public half the ballots were sealed to."""
    return len(private) == 32 and bytes(PrivateKey(private).public_key) == bytes(group.public_key)


def for_trustees(group: VotingGroup) -> dict[str, Any]:
    """What ``trustee.py open`` reads."""
    pairs = SealedKey.objects.filter(group=group).select_related("outer", "inner").order_by("pk")
    return {
        "copies": [
            {"inner": one.inner.key_hex, "outer": one.outer.key_hex, "sealed": bytes(one.sealed).hex()}
            for one in pairs
        ],
        "sealing_key": bytes(group.public_key).hex(),
        "vote": str(group.pk),
    }
