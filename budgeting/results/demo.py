"""The demo city's votes: this year's is open with some ballots in it, last year's is counted and published."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import accumulate, pairwise
from random import Random
from uuid import UUID

from budgeting.counting import VERSION
from budgeting.cycles.models import Cycle, Project
from budgeting.results import demo_classes  # noqa: F401  registers the vote with classes
from budgeting.results.domain.counting import Settings, write_count
from budgeting.results.domain.publishing import finish
from budgeting.results.models import Count
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.opened import OpenedRow, write_opened
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.models import VotingGroup
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase

CHANNELS = (("web", 12_408), ("kiosk", 911), ("paper", 164))
CAST = 24
#: Of a thousand people on the roll, and of a thousand who voted, so many of each age band; "" never stated one.
AGES = (
    ("10", 31, 22), ("20", 128, 84), ("30", 151, 152), ("40", 168, 213), ("50", 177, 206), ("60", 152, 151), ("70", 96, 71),
    ("", 97, 101),
)  # fmt: skip


@demo_part("results", order=60)
def build(stage: Stage) -> None:
    if stage.name == "seoul":
        _finished(stage, stage.things["cycle:finished"])
        _open(stage, stage.things["cycle:voting"])


def _open(stage: Stage, cycle: Cycle) -> None:
    """The roll is drawn before the vote opens: the phase lies ahead until then (budgeting/cycles/demo.py), now it opens."""
    prepare_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    phases = {phase.kind: phase for phase in Phase.objects.filter(process=cycle.process)}
    Phase.objects.filter(pk=phases["voting"].pk).update(opens_at=phases["prices"].closes_at)
    cycle = Cycle.objects.select_related("process", "voting", "rules").get(pk=cycle.pk)
    numbers = {
        key: list(
            Project.objects.filter(envelope__cycle=cycle, envelope__key=key)
            .on_ballot()
            .values_list("number", flat=True)
        )
        for key in ("city", "district")
    }
    for voter in stage.citizens()[:CAST]:
        choices = {
            "city": stage.random.sample(numbers["city"], 3),
            "district": stage.random.sample(numbers["district"], 2),
        }
        cast_ballot(voter, cycle, choices, UUID(int=stage.random.getrandbits(128), version=4))
    sequence(VotingGroup.objects.get(cycle=cycle), stage.now, everything=True)


def _finished(stage: Stage, cycle: Cycle) -> None:
    """13,483 invented ballots, written opened as after a close, counted by the same rule and code as every vote."""
    phase = cycle.process.phase(Phase.Kind.VOTING)
    if phase is None:
        return
    cycle = Cycle.objects.select_related("process", "rules").get(pk=cycle.pk)
    group = VotingGroup.objects.create(
        cycle=cycle,
        public_key=bytes(32),
        opened_at=phase.opens_at,
        closed_at=phase.closes_at,
        roll_size=61_204,
        roll_fixed_at=phase.opens_at,
        roll_hash=sha256(b"demo roll").digest(),
    )
    boroughs = list(Area.objects.filter(parent=stage.city).order_by("code").values_list("code", flat=True))
    projects = list(
        Project.objects.filter(envelope__cycle=cycle)
        .on_ballot()
        .values_list("number", flat=True)
        .order_by("pk")
    )
    rows = sorted(_ballots(stage.random, projects, boroughs), key=lambda row: row.commitment)
    write_opened(group, rows)
    counted = phase.closes_at
    count = write_count(
        Count(
            cycle=cycle,
            ballots=len(rows),
            eligible=group.roll_size,
            turnout=_turnout(group.roll_size, boroughs, rows),
            turnout_by_age=_ages(group.roll_size, len(rows)),
            counted_by=stage.people["dasom"],
            counted_at=counted,
            software=f"budgeting.counting {VERSION}",
        ),
        group,
        Settings.of(cycle.rules),
    )
    count.state, count.published_by, count.published_at = (
        Count.State.PUBLISHED,
        stage.people["yeoul"],
        _published(cycle, counted),
    )
    finish(count)
    record(stage.people["yeoul"], "results.published", count, files=count.files)


def _published(cycle: Cycle, otherwise: datetime) -> datetime:
    phase = cycle.process.phase(Phase.Kind.RESULT)
    return phase.opens_at if phase else otherwise


def _ballots(random: Random, projects: list[str], boroughs: list[str]) -> Iterator[OpenedRow]:
    """Ballots of up to five projects, with tastes that make a close count; some are blank."""
    weights = list(accumulate([31, 29, 26, 22, 20, 14, 19, 12, 20, 9][: len(projects)]))
    written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
    for channel, number in CHANNELS:
        for _ in range(number):
            picked: set[str] = set()
            wanted = random.choice((0, 2, 3, 4, 5, 5, 5)) if random.random() < 0.99 else 0
            while len(picked) < wanted:
                picked.add(random.choices(projects, cum_weights=weights)[0])
            nonce = random.randbytes(32)
            scope = random.choice(boroughs)
            content = written({"choices": {"all": sorted(picked)}, "scope": scope}).encode()
            commitment = sha256(b"civic-ballot-v1" + nonce + content).digest()
            yield OpenedRow(commitment, nonce, content, channel)


def _turnout(roll: int, boroughs: list[str], rows: list[OpenedRow]) -> list[dict[str, object]]:
    """The voters of each borough, and the roll shared out among the boroughs, here more to one and there to another."""
    voted = dict.fromkeys(boroughs, 0)
    for row in rows:
        voted[json.loads(row.content)["scope"]] += 1
    shares = [voted[code] * (90 + number * 7 % 21) for number, code in enumerate(boroughs)]
    bounds = [
        roll * until // sum(shares) for until in accumulate(shares, initial=0)
    ]  # rounded, and the sum is kept
    return [
        {"area": code, "eligible": end - begin, "voted": voted[code]}
        for code, (begin, end) in zip(boroughs, pairwise(bounds), strict=True)
    ]


def _ages(eligible: int, voted: int) -> list[dict[str, object]]:
    """The people of the roll and the voters by age band; the last band takes what rounding leaves."""
    rows = [(band, eligible * of // 1000, voted * of_voters // 1000) for band, of, of_voters in AGES]
    missing = eligible - sum(row[1] for row in rows), voted - sum(row[2] for row in rows)
    last = (rows[-1][0], rows[-1][1] + missing[0], rows[-1][2] + missing[1])
    return [{"band": band, "eligible": of, "voted": here} for band, of, here in (*rows[:-1], last)]
