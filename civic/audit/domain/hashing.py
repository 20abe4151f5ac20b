"""What is hashed, byte for byte: written down so that an outsider can write it again."""

import json
from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder

from civic.audit.models import Entry

GENESIS = bytes(32)


def canonical(entry: Entry) -> bytes:
    """One entry as JSON: UTF-8, keys sorted, no spaces, time in UTC with microseconds."""
    values = {
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "verb": entry.verb,
        "subject": entry.subject,
        "data": entry.data,
        "xact": entry.xact,
    }
    return json.dumps(
        values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def entry_digest(entry: Entry) -> bytes:
    """SHA-256 of the entry's canonical JSON."""
    return sha256(canonical(entry)).digest()


def seal_digest(previous: bytes, digests: Iterable[bytes]) -> bytes:
    """SHA-256 of the digest of the seal before and the digests of the entries, ordered by (xact, id)."""
    chain = sha256(previous)
    for one in digests:
        chain.update(one)
    return chain.digest()
