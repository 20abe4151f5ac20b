"""The keys of a vote: files beside the database, never in it.

Three files for a voting group in ``settings.BALLOT_KEY_DIR``: the HMAC key K (slots, nonces, notices; read by whoever
casts), the private sealing key (read by whoever counts), and the key that signs the ledger's heads and the receipts (read
by whoever casts and by the sequencer; it stays when the other two are destroyed). Where a vote has trustees the sealing
key is never written: they hold it, until two of them hand it in after the close. Mode 0600; the folder 0700. A
deployment may keep them in systemd credentials or a key service instead: replace ``_write`` and ``_read``.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from budgeting.voting.refusals import KeyMissing

MAC, SEAL, LOG = "mac", "seal", "log"


@dataclass(frozen=True)
class PublicKeys:
    """What the world may know of a group's keys: 32 bytes each."""

    sealing: bytes
    log: bytes


def make(group: UUID, entrust: Callable[[bytes], None] | None = None) -> PublicKeys:
    """Make the keys of a group. ``entrust`` takes the private sealing key, and then no file does.

    Raises FileExistsError when they exist.
    """
    private, signing = PrivateKey.generate(), SigningKey.generate()
    _write(group, MAC, secrets.token_bytes(32))
    if entrust is None:
        _write(group, SEAL, bytes(private))
    else:
        entrust(bytes(private))
    _write(group, LOG, bytes(signing))
    return PublicKeys(bytes(private.public_key), bytes(signing.verify_key))


def hmac_key(group: UUID) -> bytes:
    """K, 32 bytes. Raises KeyMissing."""
    return _read(group, MAC)


def private_key(group: UUID) -> PrivateKey:
    """The key that opens ballots. Raises KeyMissing."""
    return PrivateKey(_read(group, SEAL))


def log_key(group: UUID) -> bytes:
    """The key that signs heads and receipts, 32 bytes. Raises KeyMissing."""
    return _read(group, LOG)


def has_sealing_key(group: UUID) -> bool:
    """Whether the key that opens ballots lies on this machine."""
    return path_of(group, SEAL).exists()


def put_back(group: UUID, private: bytes) -> None:
    """Write the sealing key that the trustees handed in. Raises FileExistsError when there is one."""
    _write(group, SEAL, private)


def destroy(group: UUID) -> None:
    """Overwrite and delete K and the sealing key; the log key stays. Copies elsewhere are their keepers' matter."""
    for part in (MAC, SEAL):
        path = path_of(group, part)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(32))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()


def path_of(group: UUID, part: str) -> Path:
    """Where a key lies; for the operator and the tests."""
    return Path(settings.BALLOT_KEY_DIR) / f"{group}.{part}"


def _write(group: UUID, part: str, key: bytes) -> None:
    path = path_of(group, part)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())  # a vote must not outlive its key in a power cut
    except BaseException:
        path.unlink()  # half a key of a full disk would be in the way of the whole one
        raise


def _read(group: UUID, part: str) -> bytes:
    try:
        key = path_of(group, part).read_bytes()
    except FileNotFoundError:
        raise KeyMissing from None
    if len(key) != 32:
        raise KeyMissing
    return key
