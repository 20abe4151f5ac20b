"""The fingerprint: rebuilt here with the standard library alone, from its description."""

import hashlib
import json
import struct
from collections import Counter

from budgeting.counting import Profile, ProjectLine, VoterClass, profile_sha256

LINES = [
    ProjectLine("나", 20, lot=2),
    ProjectLine("가", 10, excludes=("나",)),
    ProjectLine("a", 30, submitted=1),
]


def recomputed(
    profile: Profile, projects: list[dict[str, object]], ballots: list[tuple[int, list[tuple[int, int]]]]
) -> str:
    """The documented bytes; ``ballots`` are (class or -1, entries as (place, points))."""
    head = {
        "budget": profile.budget,
        "classes": [[one.name, str(one.weight)] for one in profile.classes],
        "points_unit": profile.points_unit,
        "ranking_length": 3 if profile.vote_type == "ordinal" else 0,
        "unit": profile.unit,
        "vote_type": profile.vote_type,
    }
    digest = hashlib.sha256(b"civic-profile-1\n")
    for values in [head, *projects]:
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest.update(text.encode() + b"\n")
    counted = Counter((len(entries), number, tuple(entries)) for number, entries in ballots)
    for (length, number, entries), voters in sorted(counted.items()):
        digest.update(struct.pack(">QiI", voters, number, length))
        for place, points in entries:
            digest.update(struct.pack(">Iq", place, points))
    return digest.hexdigest()


PROJECTS: list[dict[str, object]] = [
    {"id": "a", "cost": 30, "submitted": 1},
    {"id": "가", "cost": 10, "excludes": ["나"]},
    {"id": "나", "cost": 20, "lot": 2},
]


def test_is_what_the_description_says_for_approval() -> None:
    profile = Profile.build(60, LINES, [[0, 1], [1, 0], [2], [], []])
    ballots = [(-1, [(1, 1), (2, 1)])] * 2 + [(-1, [(0, 1)])] + [(-1, [])] * 2

    assert profile_sha256(profile) == recomputed(profile, PROJECTS, ballots)


def test_is_what_the_description_says_for_points_and_classes() -> None:
    profile = Profile.build(
        60,
        LINES,
        [[0, 1], [2], [1]],
        "scoring",
        points=[[5, -3], [1], [4]],
        classes=[VoterClass("citizens", 60), VoterClass("committee", 40)],
        class_of=[1, 0, 0],
    )
    ballots = [(1, [(1, -3), (2, 5)]), (0, [(0, 1)]), (0, [(1, 4)])]

    assert profile_sha256(profile) == recomputed(profile, PROJECTS, ballots)


def test_rankings_keep_the_order_of_the_voter() -> None:
    profile = Profile.build(60, LINES, [[0, 1], [1, 0], [0, 1, 2]], "ordinal")
    ballots = [(-1, [(2, 1), (1, 1)]), (-1, [(1, 1), (2, 1)]), (-1, [(2, 1), (1, 1), (0, 1)])]

    assert profile_sha256(profile) == recomputed(profile, PROJECTS, ballots)


def test_changes_with_anything_that_is_counted() -> None:
    base = Profile.build(60, LINES, [[0, 1], [2]])
    others = [
        Profile.build(61, LINES, [[0, 1], [2]]),
        Profile.build(60, LINES, [[0, 1], [2], []]),
        Profile.build(60, LINES, [[0], [2, 1]]),
        Profile.build(60, [*LINES[:2], ProjectLine("a", 30)], [[0, 1], [2]]),
        Profile.build(60, LINES, [[0, 1], [2]], "knapsack"),
    ]

    assert len({profile_sha256(profile) for profile in [base, *others]}) == 6
