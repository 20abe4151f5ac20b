"""The fingerprint of a profile: SHA-256 over a canonical byte string that anyone can rebuild with a standard library.

It does not depend on the order of projects or ballots, nor on voter ids. The bytes, in order:

1. ``civic-profile-1\\n``.
2. One JSON object with sorted keys, no spaces, UTF-8, and a newline: ``budget`` (in units), ``classes`` (a list of
   ``[name, weight as text]``), ``points_unit``, ``ranking_length`` (ordinal ballots, otherwise 0), ``unit``,
   ``vote_type``.
3. One such JSON line for each project, sorted by id (order of code points): ``cost`` and ``id``, and where given
   ``committee_score`` (as text), ``excludes`` (sorted), ``lot``, ``submitted``, ``withdrawn`` (true).
4. For each distinct ballot: the number of voters who cast it (unsigned 64-bit, big endian), its class (signed 32-bit,
   -1 where there are no classes), the number of entries (unsigned 32-bit), then for each entry the place of the
   project in 3 (unsigned 32-bit, from 0) and its points (signed 64-bit; 1 where the ballots carry none).
   Entries are sorted by place, except on ordinal ballots, where they stand in the voter's order. Distinct ballots are
   sorted by number of entries, then class, then entry by entry (place, points).
"""

import hashlib
import json

import numpy as np

from budgeting.counting.profile import ORDINAL, Profile, ProjectLine

_HEAD = np.dtype([("voters", ">u8"), ("class", ">i4"), ("entries", ">u4")])
_ENTRY = np.dtype([("place", ">u4"), ("points", ">i8")])
_BLOCK = 65_536


def profile_sha256(profile: Profile) -> str:
    """The fingerprint as 64 hexadecimal digits."""
    digest = hashlib.sha256(b"civic-profile-1\n")
    digest.update(_line(_head(profile)))
    for line in profile.projects:
        digest.update(_line(_project(line)))
    for start in range(0, len(profile.groups), _BLOCK):
        digest.update(_ballot_bytes(profile, start, min(start + _BLOCK, len(profile.groups))))
    return digest.hexdigest()


def _line(values: dict[str, object]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _head(profile: Profile) -> dict[str, object]:
    return {
        "budget": profile.budget,
        "classes": [[voter_class.name, str(voter_class.weight)] for voter_class in profile.classes],
        "points_unit": profile.points_unit,
        "ranking_length": profile.ranking_length if profile.vote_type == ORDINAL else 0,
        "unit": profile.unit,
        "vote_type": profile.vote_type,
    }


def _project(line: ProjectLine) -> dict[str, object]:
    values: dict[str, object] = {"id": line.id, "cost": line.cost}
    if line.committee_score is not None:
        values["committee_score"] = str(line.committee_score)
    if line.excludes:
        values["excludes"] = sorted(line.excludes)
    if line.lot is not None:
        values["lot"] = line.lot
    if line.submitted is not None:
        values["submitted"] = line.submitted
    if line.withdrawn:
        values["withdrawn"] = True
    return values


def _ballot_bytes(profile: Profile, start: int, end: int) -> bytes:
    """Groups ``start`` to ``end`` as bytes: heads and entries are laid side by side without a Python loop."""
    groups = profile.groups
    lengths = groups.lengths[start:end]
    first, last = int(groups.offsets[start]), int(groups.offsets[end])
    heads = np.zeros(end - start, _HEAD)
    heads["voters"] = groups.counts[start:end]
    heads["class"] = -1 if groups.classes is None else groups.classes[start:end]
    heads["entries"] = lengths
    entries = np.ones(last - first, _ENTRY)
    entries["place"] = groups.members[first:last]
    if groups.points is not None:
        entries["points"] = groups.points[first:last]
    out = np.zeros(heads.nbytes + entries.nbytes, np.uint8)
    head_at = np.arange(end - start) * _HEAD.itemsize + (groups.offsets[start:end] - first) * _ENTRY.itemsize
    entry_at = (
        np.arange(last - first) * _ENTRY.itemsize
        + np.repeat(np.arange(1, end - start + 1), lengths) * _HEAD.itemsize
    )
    out[head_at[:, None] + np.arange(_HEAD.itemsize)] = heads.view(np.uint8).reshape(-1, _HEAD.itemsize)
    out[entry_at[:, None] + np.arange(_ENTRY.itemsize)] = entries.view(np.uint8).reshape(-1, _ENTRY.itemsize)
    return out.tobytes()
