"""Petitions from a JSON Lines file become proposals: all lines of a run, or none.

Fields of a line: ``category``, ``begin``, ``end`` (dates), ``content``; optionally ``title``, ``num_agree`` and
``petition_idx`` (its key where it came from). Supports come as a number: nobody knows who gave them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from civic.accounts.actors import System
from civic.areas.models import Area, Topic
from civic.audit.domain.recording import record, reference
from civic.comments.models import Thread
from civic.common import locks
from civic.common.korean import nfc
from civic.common.periods import days_after
from civic.processes.models import Process
from proposals import gist
from proposals.domain import numbering
from proposals.models import Call, Ladder, Proposal, Step

BATCH = 200
ACTOR = System("import_petitions")
PROCESS = "imported-petitions"
# The national petition site of 2017 to 2022: 200,000 agreements within 30 days, answered within 30 days.
THRESHOLD, WINDOW, ANSWER_DAYS = 200_000, 30, 30
TITLE_LENGTH = 200
# Names in English of the categories that the site used; any other category keeps its own name only.
CATEGORIES = {
    "정치개혁": "Political reform", "외교/통일/국방": "Diplomacy, unification, defence", "일자리": "Jobs", "미래": "Future",
    "성장동력": "Engines of growth", "농산어촌": "Farming and fishing villages", "보건복지": "Health and welfare",
    "육아/교육": "Child care and education", "안전/환경": "Safety and environment",
    "저출산/고령화대책": "Low birth rate and ageing", "행정": "Administration", "반려동물": "Pets",
    "교통/건축/국토": "Transport, building, land", "경제민주화": "Economic democracy", "인권/성평등": "Human rights and equality",
    "문화/예술/체육/언론": "Culture, arts, sports, media", "기타": "Other",
}  # fmt: skip


class BadLine(Exception):
    """A line that cannot be taken; the message names the line and what is wrong."""


@dataclass(frozen=True)
class Petition:
    """One line of the file, checked."""

    key: str
    title: str
    body: str
    category: str
    begin: date
    end: date
    supports: int


@dataclass
class Tally:
    """How a run went."""

    read: int = 0
    added: int = 0
    known: int = 0


def read(lines: Iterable[str]) -> Iterator[Petition]:
    """The petitions of a file, one by one; raises BadLine with the number of the first bad line. Blank lines pass."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _petition(json.loads(line))
            except json.JSONDecodeError as error:
                raise BadLine(f"line {number}: not JSON ({error.msg})") from None
            except (ValueError, TypeError) as error:
                raise BadLine(f"line {number}: {error}") from None


def _petition(fields: Any) -> Petition:
    if not isinstance(fields, dict):
        raise ValueError("not an object with fields")
    title = _text(fields, "title", default="")
    body = _text(fields, "content", default="" if title else None)  # some real petitions are a title alone
    begin, end = _date(fields, "begin"), _date(fields, "end")
    if end < begin:
        raise ValueError(f'"end" {end} lies before "begin" {begin}')
    title = title or _first_sentence(body)
    supports = fields.get("num_agree", 0)
    if not isinstance(supports, int) or isinstance(supports, bool) or not 0 <= supports < 2**31:
        raise ValueError('"num_agree" is not a whole number from 0')
    own_key = str(fields.get("petition_idx") or "")
    key = own_key or hashlib.sha256(f"{begin}\n{title}\n{body}".encode()).hexdigest()[:32]
    return Petition(
        key=f"petition:{key}"[:120],
        title=title[:TITLE_LENGTH],
        body=body,
        category=_text(fields, "category", default="기타") or "기타",
        begin=begin,
        end=end,
        supports=supports,
    )


def _text(fields: dict[str, Any], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is missing or no text')
    text = nfc(value).replace("\x00", "").strip()
    if not text and default is None:
        raise ValueError(f'"{name}" is blank')
    return text


def _date(fields: dict[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(str(fields.get(name)))
    except ValueError:
        raise ValueError(f'"{name}" is not a date such as 2019-07-31') from None


def _first_sentence(body: str) -> str:
    line = body.split("\n", 1)[0].split(". ", 1)[0]
    return line[:80].strip()


def take(petitions: Iterable[Petition], *, at: datetime) -> Iterator[Tally]:
    """Write petitions that are not here yet, batch by batch; gives the tally after each batch.

    Must run inside a transaction, which makes it all or nothing. A second run of the same file adds nothing
    (``external_id``). Two runs at once wait for each other.
    """
    locks.exclude("proposals.import_petitions")
    call = _call(at)
    tally, topics = Tally(), dict[str, Topic]()
    source = iter(petitions)
    while batch := list(islice(source, BATCH)):
        tally.read += len(batch)
        fresh = _unknown(batch)
        tally.added += len(fresh)
        tally.known = tally.read - tally.added
        _write(fresh, call, topics, at)
        yield tally
    if tally.added:
        record(ACTOR, "proposals.imported", call, added=tally.added, known=tally.known)


def _unknown(batch: list[Petition]) -> list[Petition]:
    by_key = {one.key: one for one in reversed(batch)}  # the first of two lines with one key stands
    known = set(Proposal.objects.filter(external_id__in=by_key).values_list("external_id", flat=True))
    return [one for one in dict.fromkeys(batch) if one.key not in known and by_key[one.key] is one]


def _write(batch: list[Petition], call: Call, topics: dict[str, Topic], at: datetime) -> None:
    rows = [_row(one, call, _topic(one.category, topics), at) for one in batch]
    for year, group in _by_year(rows).items():
        numbers = numbering.take(timezone.make_aware(datetime(year, 7, 1)), len(group))  # noqa: DTZ001  made aware here
        for row, number in zip(group, numbers, strict=True):
            row.number = number
    Proposal.objects.bulk_create(rows)
    threads = Thread.objects.bulk_create(
        Thread(subject=reference(row), path=row.get_absolute_url(), open=row.state == Proposal.State.OPEN)
        for row in rows
    )
    for row, thread in zip(rows, threads, strict=True):
        row.thread = thread
    Proposal.objects.bulk_update(rows, ["thread"])


def _by_year(rows: list[Proposal]) -> dict[int, list[Proposal]]:
    years: dict[int, list[Proposal]] = {}
    for row in rows:
        years.setdefault(timezone.localtime(row.submitted_at).year, []).append(row)
    return years


def _row(one: Petition, call: Call, topic: Topic, at: datetime) -> Proposal:
    until = days_after(_midnight(one.end), 0)
    reached = one.supports >= THRESHOLD
    return Proposal(
        call=call,
        state=_state(reached, until > at),
        source="import",
        external_id=one.key,
        title=one.title,
        title_keys=gist.keys(one.title),
        body=one.body,
        topic=topic,
        support_count=one.supports,
        created_at=_midnight(one.begin),
        submitted_at=_midnight(one.begin),
        support_until=until,
        threshold=THRESHOLD,
        threshold_reached_at=until if reached else None,
    )


def _state(reached: bool, is_open: bool) -> str:
    """What had enough supports was for the national government to answer, and its answers are not in the file."""
    if reached:
        return Proposal.State.TRANSFERRED
    return Proposal.State.OPEN if is_open else Proposal.State.NOT_SUPPORTED


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _topic(category: str, known: dict[str, Topic]) -> Topic:
    if category not in known:
        english = CATEGORIES.get(category, "")
        slug = slugify(english)[:60] or f"imported-{hashlib.sha256(category.encode()).hexdigest()[:8]}"
        found = Topic.objects.filter(name=category[:100]).first() or Topic.objects.filter(slug=slug).first()
        known[category] = found or Topic.objects.create(
            slug=slug, name=category[:100], name_en=english, position=1000
        )
    return known[category]


def _call(at: datetime) -> Call:
    """The closed call that imported petitions belong to, made at the first import."""
    found = Call.objects.filter(process__slug=PROCESS).first()
    if found is not None:
        return found
    area = Area.objects.filter(level=Area.Level.CITY).order_by("code").first()
    if area is None:
        raise BadLine("there is no city yet: run `manage.py load_areas` first")
    process = Process.objects.create(
        slug=PROCESS,
        kind=Process.Kind.PROPOSALS,
        area=area,
        title="가져온 청원",
        title_en="Imported petitions",
    )
    ladder, _made = Ladder.objects.get_or_create(
        slug="national-petition", defaults={"name": "국민청원", "name_en": "National petition site"}
    )
    Step.objects.get_or_create(
        ladder=ladder,
        count=THRESHOLD,
        defaults={"window_days": WINDOW, "consequence": Step.Consequence.HEAD, "answer_days": ANSWER_DAYS},
    )
    return Call.objects.create(process=process, ladder=ladder)
