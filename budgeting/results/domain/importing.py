"""Importing a real election from a ``.pb`` file: a finished, published cycle, counted by us, compared with the official one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from budgeting.counting import VERSION, Election, PabulibError, read_pb, stated_rule
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.results.domain.counting import Settings, write_count
from budgeting.results.domain.publishing import finish
from budgeting.results.models import Count
from budgeting.voting import sealing
from budgeting.voting.domain.opening import OpenedRow, write_opened
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import Actor
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.comments.models import Thread
from civic.common import locks
from civic.common.clock import now
from civic.common.korean import nfc
from civic.processes.models import Phase, Process

Progress = Callable[[str, int, int], None]
ENVELOPE = "main"
EVERY = 5000
LONGEST_ID = 30  # of a project's number on the platform
LETTERS = str.maketrans(
    {"Ł": "L", "ł": "l", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"}
)  # what NFKD does not take apart


@dataclass(frozen=True)
class Imported:
    """What an import did. ``created`` is False where the same election was there already (nothing was written then)."""

    cycle: Cycle
    created: bool
    ballots: int
    remarks: tuple[str, ...] = ()


def import_pabulib(
    actor: Actor, path: Path, area: Area | None = None, progress: Progress | None = None
) -> Imported:
    """Read the file and write the whole election in one transaction; the same file a second time changes nothing.

    Costs with decimals are stored in the smallest unit (cents), exactly. Raises PabulibError (with the line) for a file
    that cannot be taken, OSError, Refusal where its rule cannot be counted.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    tell("read", 0, 1)
    election = read_pb(path)
    tell("read", 1, 1)
    _check(election, path)
    with transaction.atomic():
        locks.exclude(f"results.import:{_external_id(election)}")
        known = Cycle.objects.filter(external_id=_external_id(election)).first()
        if known is not None:
            return Imported(known, False, known.count.ballots)
        return _Import(actor, election, area, tell).run()


def _check(election: Election, path: Path) -> None:
    """What a file may say but the platform cannot hold, with the line it stands in."""
    for project in election.projects:
        if project.line.cost <= 0:
            raise PabulibError(
                _line_of(path, project.line.id),
                f"project {project.line.id!r} costs nothing; the platform needs a cost",
            )
        if len(project.line.id) > LONGEST_ID:
            raise PabulibError(
                _line_of(path, project.line.id),
                f"project id {project.line.id!r} is longer than 30 characters",
            )
    for name in ("date_begin", "date_end"):
        try:
            _day(election.meta.get(name, ""), last=False)
        except ValueError as error:
            raise PabulibError(
                _line_of(path, name), f"META: {name} is no date: {election.meta.get(name, '')!r}"
            ) from error


def _line_of(path: Path, start: str) -> int | None:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return next(
            (number for number, line in enumerate(file, 1) if line.lstrip('"').startswith(start)), None
        )


def _external_id(election: Election) -> str:
    """The file's own identity: country, unit, subunit and instance."""
    names = [nfc(election.meta.get(name, "")) for name in ("country", "unit", "subunit", "instance")]
    text = "/".join(name for name in names if name)
    return (
        f"pabulib:{text}"
        if len(text) <= 110
        else f"pabulib:{text[:90]}#{sha256(text.encode()).hexdigest()[:12]}"
    )


def _day(text: str, *, last: bool) -> date:
    """A day as files write it: 07.10.2022, 2022-10-07, or a year alone (its first or last day)."""
    text = text.strip()
    if text.isdigit() and len(text) == 4:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    for style in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, style).date()  # noqa: DTZ007  a day, not a moment
        except ValueError:
            continue
    raise ValueError(text)


def settings_of(election: Election) -> tuple[Settings, str]:
    """How we count a file, and a sentence where that is not the rule it names."""
    stated, note, options = stated_rule(election), "", dict[str, object]()
    rule = stated[0] if stated else "greedy"
    if stated is None:
        note = f"The file names the rule {election.rule or 'unknown'!r}; counted here by greedy."
    else:
        if stated[1].threshold is not None:
            options["threshold"] = str(stated[1].threshold)
        if rule == "equal-shares":
            options |= {"completion": stated[1].completion, "exhaustive": stated[1].exhaustive}
    shape = {
        "vote_type": election.vote_type,
        "unit": election.unit,
        "points_unit": election.points_unit,
        "ranking_length": election.ranking_length,
    }
    return Settings(
        rule, options, None, {name: value for name, value in shape.items() if value is not None}
    ), note


class _Import:
    """One election on its way into the tables, in the order in which they lean on each other."""

    def __init__(self, actor: Actor, election: Election, area: Area | None, tell: Progress) -> None:
        self.actor, self.election, self.tell = actor, election, tell
        self.meta = {
            name: nfc(value) for name, value in election.meta.items()
        }  # "ź" may come as two characters
        self.area = area or self._area()
        self.settings, self.note = settings_of(election)
        self.begins = _moment(_day(self.meta["date_begin"], last=False))
        self.ends = _moment(_day(self.meta["date_end"], last=True) + timedelta(days=1))

    def run(self) -> Imported:
        cycle = self._cycle()
        envelope = self._envelope(cycle)
        numbers = self._projects(envelope)
        self._phases(cycle)
        group = VotingGroup.objects.create(
            cycle=cycle, public_key=bytes(32), opened_at=self.begins, closed_at=self.ends
        )
        write_opened(group, self._ballots(numbers))
        self.tell("count", 0, 1)
        count = write_count(self._count(cycle), group, self.settings, self._official())
        count.state, count.published_at = Count.State.PUBLISHED, self.ends
        finish(count)
        self.tell("count", 1, 1)
        record(self.actor, "results.imported", cycle, ballots=count.ballots, source=cycle.external_id)
        remarks = (*map(str, self.election.remarks), *([self.note] if self.note else []))
        return Imported(cycle, True, count.ballots, remarks)

    def _area(self) -> Area:
        """The city that the file names: one of ours by name, else one of its own, whose code no official list uses."""
        name = self.meta.get("unit") or self.meta.get("country") or "?"
        known = Area.objects.filter(name=name).first() or Area.objects.filter(name_en=name).first()
        if known is not None:
            return known
        code = "99" + str(int.from_bytes(sha256(name.encode()).digest()[:8], "big"))[:8]
        return Area.objects.get_or_create(
            code=code, defaults={"level": Area.Level.CITY, "name": name, "name_en": name}
        )[0]

    def _cycle(self) -> Cycle:
        title = (self.meta.get("description") or _external_id(self.election))[:200]
        names = [self.meta.get(name, "") for name in ("unit", "subunit", "instance")]
        mark = sha256(_external_id(self.election).encode()).hexdigest()[:6]
        words = " ".join(names).translate(LETTERS)
        slug = f"{slugify(words)[:50]}-{mark}".strip("-")
        process = Process.objects.create(
            slug=slug,
            kind=Process.Kind.BUDGET,
            area=self.area,
            title=title,
            title_en=title,
            created_at=self.begins,
        )
        instance = self.meta.get("instance", "")
        note = " ".join(part for part in (self.meta.get("comment", ""), self.note) if part)
        cycle = Cycle.objects.create(
            process=process,
            slug=slug,
            budget_year=int(instance) if instance.isdigit() and len(instance) == 4 else self.ends.year,
            published=True,
            external_id=_external_id(self.election),
            source_note=f"Pabulib: {_external_id(self.election)[8:]}. {note}"[:300],
        )
        RuleSet.objects.create(
            cycle=cycle,
            electorate=["resident"],
            weights={"citizens": 100},
            count_rule=self.settings.rule,
            count_options={**self.settings.options, **self.settings.shape},
            tie_break=[],
            currency=self.election.currency or "KRW",
        )
        return cycle

    def _envelope(self, cycle: Cycle) -> Envelope:
        most = self.meta.get("max_length", "")
        name = (self.meta.get("subunit") or self.meta.get("unit") or ENVELOPE)[:100]
        method = (
            Envelope.Method.KNAPSACK if self.election.vote_type == "knapsack" else Envelope.Method.APPROVAL
        )
        return Envelope.objects.create(
            cycle=cycle,
            key=ENVELOPE,
            name=name,
            name_en=name,
            area=self.area,
            amount=self.election.budget,
            method=method,
            picks_max=int(most) if most.isdigit() and int(most) else None,
        )

    def _projects(self, envelope: Envelope) -> list[str]:
        rows = Project.objects.bulk_create(
            [
                Project(
                    envelope=envelope,
                    number=each.line.id,
                    state=Project.State.ON_BALLOT,
                    title=_shortened(nfc(each.line.name) or each.line.id, 200),
                    summary=nfc(each.line.name) if len(each.line.name) > 200 else "",
                    area=self.area,
                    place=(each.columns.get("neighborhood") or each.columns.get("district") or "")[:200],
                    proposed_cost=each.line.cost,
                    cost=each.line.cost,
                    external_id=each.line.id[:60],
                    created_at=self.begins,
                )
                for each in self.election.projects
            ]
        )
        threads = Thread.objects.bulk_create(
            [
                Thread(subject=f"cycles.project:{row.pk}", path=f"/budget/projects/{row.pk}/", open=False)
                for row in rows
            ]
        )
        for row, thread in zip(rows, threads, strict=True):
            row.thread = thread
        Project.objects.bulk_update(rows, ["thread"], batch_size=1000)
        return [row.number for row in rows]

    def _phases(self, cycle: Cycle) -> None:
        result = self.ends + timedelta(days=30)
        for kind, opens, closes in (
            (Phase.Kind.VOTING, self.begins, self.ends),
            (Phase.Kind.RESULT, self.ends, result),
        ):
            Phase.objects.create(process=cycle.process, kind=kind, opens_at=opens, closes_at=closes)

    def _ballots(self, numbers: list[str]) -> Iterator[OpenedRow]:
        """The ballots in the order of their commitments, made twice rather than held: first to sort, then to write."""
        secret, total = token_bytes(32), len(self.election.ballots)
        prints = bytearray(32 * total)
        contents = _Contents(self.election, numbers)
        for at in range(total):
            prints[32 * at : 32 * at + 32] = sealing.commitment(_nonce(secret, at), contents[at])
        order = np.lexsort(np.frombuffer(prints, dtype=">u8").reshape(total, 4).T[::-1])
        for done, at in enumerate(order.tolist(), 1):
            commitment = bytes(prints[32 * at : 32 * at + 32])
            yield OpenedRow(commitment, _nonce(secret, at), contents[at], channel="import")
            if done % EVERY == 0 or done == total:
                self.tell("ballots", done, total)

    def _count(self, cycle: Cycle) -> Count:
        return Count(
            cycle=cycle,
            ballots=len(self.election.ballots),
            software=f"budgeting.counting {VERSION}",
            counted_at=now(),
        )

    def _official(self) -> dict[str, bool] | None:
        if self.election.official is None:
            return None
        return {each.line.id: each.selected == 1 for each in self.election.projects}


class _Contents:
    """The canonical content of each ballot of a file, made when asked for."""

    def __init__(self, election: Election, numbers: list[str]) -> None:
        self.ballots, self.numbers = election.ballots, numbers
        self.ordered = election.vote_type == "ordinal"
        self.pointed = election.vote_type in ("cumulative", "scoring")

    def __getitem__(self, at: int) -> bytes:
        start, end = int(self.ballots.offsets[at]), int(self.ballots.offsets[at + 1])
        chosen = [self.numbers[member] for member in self.ballots.members[start:end].tolist()]
        if self.pointed and self.ballots.points is not None:
            points = self.ballots.points[start:end].tolist()
            return sealing.canonical({ENVELOPE: chosen}, "", {ENVELOPE: points})
        return sealing.canonical({ENVELOPE: chosen if self.ordered else sorted(chosen)}, "")


def _nonce(secret: bytes, at: int) -> bytes:
    return sha256(secret + at.to_bytes(8, "big")).digest()


def _moment(day: date) -> datetime:
    """Midnight of the day, in the platform's time zone."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  made aware here


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
