"""A disk that is full when a key is written: nothing of it stays, so that the next try can write it."""

import os
from typing import Any
from uuid import uuid4

import pytest

from budgeting.voting import keys


def test_half_a_key_is_not_in_the_way_of_the_whole_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any
) -> None:
    settings.BALLOT_KEY_DIR = str(tmp_path)
    group = uuid4()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            keys.put_back(group, b"k" * 32)
    assert list(tmp_path.iterdir()) == []
    keys.put_back(group, b"k" * 32)
    assert keys.has_sealing_key(group)
    with pytest.raises(FileExistsError):
        keys.put_back(group, b"j" * 32)
    assert bytes(keys.private_key(group)) == b"k" * 32, "and one that is there is left alone"
