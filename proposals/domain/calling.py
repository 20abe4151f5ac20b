"""Calls of limited time: made, changed with a reason, published, copied, closed, and at the end their result."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record
from civic.common import clock, locks
from civic.common.korean import nfc
from civic.notifications.domain.notifying import notify
from civic.processes.domain.scheduling import change_phase, plan_phases
from civic.processes.models import Phase, Process
from proposals import actions, juries
from proposals.models import Award, Call, Proposal, Terms, TermsChange

GATHER, JUDGE, RESULT = Phase.Kind.GATHER, Phase.Kind.COMMITTEE, Phase.Kind.RESULT
OF_PROCESS = ("title", "title_en", "summary", "summary_en", "area")
OF_CALL = ("ladder", "second_approval")
OF_TERMS = (
    "kind", "text", "text_en", "who", "criteria", "criteria_en", "required", "department", "jury", "places",
)  # fmt: skip
RESULT_STANDS = timedelta(days=365)
CLOCK = System("proposals.calls")
Dates = Mapping[str, datetime | None]  # opens, closes, judged (until when the jury works), result


def phases_of(dates: Dates) -> dict[str, tuple[datetime, datetime]]:
    """The phases that the dates of a form mean."""
    opens, closes, judged, result = (dates.get(name) for name in ("opens", "closes", "judged", "result"))
    if opens is None or closes is None:
        return {}
    found = {str(GATHER): (opens, closes)}
    if judged is not None:
        found[JUDGE] = (closes, judged)
    if result is not None:
        found[RESULT] = (result, result + RESULT_STANDS)
    return found


@transaction.atomic
def make_call(actor: Actor, *, dates: Dates, areas: list[Any], at: datetime, **values: Any) -> Terms:
    """A call that is being prepared: its process, calendar and terms. Raises what `actions.keep_calls` refuses."""
    actions.keep_calls.require(actor)
    process = Process.objects.create(
        slug=_address(values["kind"], timezone.localdate(at).year),
        kind=Process.Kind.PROPOSALS,
        created_at=at,
        **{name: values[name] for name in OF_PROCESS if name in values},
    )
    plan_phases(actor, process, phases_of(dates))
    call = Call.objects.create(process=process, **{name: values[name] for name in OF_CALL if name in values})
    terms = Terms.objects.create(call=call, **{name: values[name] for name in OF_TERMS if name in values})
    terms.areas.set(areas)
    record(actor, "proposals.call_made", terms, kind=terms.kind)
    return terms


def _address(kind: str, year: int) -> str:
    """competition-2026-1; the lock keeps two officers from taking the same one."""
    locks.exclude("proposals.call_address")
    begin, number = f"{kind}-{year}-", 1
    while Process.objects.filter(slug=f"{begin}{number}").exists():
        number += 1
    return f"{begin}{number}"


def locked(terms: Terms) -> Terms:
    """The newest state of the terms, held until the commit."""
    held = Terms.objects.select_for_update(of=("self",)).select_related("call__process", "call__ladder")
    return held.prefetch_related("call__process__phases", "areas").get(pk=terms.pk)


@transaction.atomic
def change_call(
    actor: Actor,
    terms: Terms,
    *,
    dates: Dates,
    areas: list[Any],
    reason: str,
    at: datetime,
    **values: Any,
) -> Terms:
    """Change what differs; a public call keeps the reason for all to read, and its proposers are told.

    Raises what `actions.change_call` and the calendar (`processes.change_phase`) refuse.
    """
    fresh = locked(terms)
    changed = _differences(fresh, dates, areas, values)
    actions.change_call.require(actor, terms=fresh, fields=changed, reason=reason, at=at)
    if not changed:
        return fresh
    process, call = fresh.call.process, fresh.call
    for row, names in ((process, OF_PROCESS), (call, OF_CALL), (fresh, OF_TERMS)):
        touched = [name for name in names if name in changed]
        for name in touched:
            setattr(row, name, values[name])
        if touched:
            row.save(update_fields=touched)
    if "areas" in changed:
        fresh.areas.set(areas)
    _move_dates(actor, fresh, dates, reason, at)
    if fresh.published_at is not None:
        note = TermsChange.objects.create(
            terms=fresh, fields=sorted(changed), reason=reason.strip(), by=person(actor), at=at
        )
        _tell("call_changed", fresh, once=str(note.pk), reason=note.reason)
    record(actor, "proposals.call_changed", fresh, fields=sorted(changed), reason=reason)
    return locked(fresh)


def _differences(terms: Terms, dates: Dates, areas: list[Any], values: dict[str, Any]) -> set[str]:
    changed = {
        name
        for row, names in ((terms.call.process, OF_PROCESS), (terms.call, OF_CALL), (terms, OF_TERMS))
        for name in names
        if name in values and getattr(row, name) != values[name]
    }
    if {one.pk for one in areas} != {one.pk for one in terms.areas.all()}:
        changed.add("areas")
    planned = phases_of(dates)
    standing = {phase.kind: (phase.opens_at, phase.closes_at) for phase in terms.call.process.phases.all()}
    if any(kind not in standing or not _same(standing[kind], span) for kind, span in planned.items()):
        changed.add("dates")
    return changed


def _same(standing: tuple[datetime, datetime], span: tuple[datetime, datetime]) -> bool:
    """To the minute, which is what a form knows."""
    return all(_minute(one) == _minute(other) for one, other in zip(standing, span, strict=True))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _move_dates(actor: Actor, terms: Terms, dates: Dates, reason: str, at: datetime) -> None:
    for kind, (opens, closes) in phases_of(dates).items():
        phase = terms.call.process.phase(kind)
        if phase is None:
            plan_phases(actor, terms.call.process, {kind: (opens, closes)})
        elif not _same((phase.opens_at, phase.closes_at), (opens, closes)):
            if _minute(phase.opens_at) == _minute(opens):
                opens = phase.opens_at
            why = reason if terms.published_at is not None else "in preparation"
            change_phase(actor, phase, opens_at=opens, closes_at=closes, reason=why, at=at)


@transaction.atomic
def publish_call(actor: Actor, terms: Terms, *, at: datetime) -> Terms:
    """Make a prepared call public. Raises what `actions.publish_call` refuses."""
    fresh = locked(terms)
    actions.publish_call.require(actor, terms=fresh, at=at)
    fresh.published_at = at
    fresh.save(update_fields=["published_at"])
    record(actor, "proposals.call_published", fresh)
    return fresh


@transaction.atomic
def copy_call(
    actor: Actor, terms: Terms, *, dates: Dates, title: str, title_en: str = "", at: datetime
) -> Terms:
    """Another call with the same terms, in preparation, under its own title and dates."""
    fresh = locked(terms)
    values: dict[str, Any] = {name: getattr(fresh, name) for name in OF_TERMS}
    values |= {name: getattr(fresh.call, name) for name in OF_CALL}
    values |= {name: getattr(fresh.call.process, name) for name in OF_PROCESS}
    values |= {"title": title, "title_en": title_en, "jury": ""}
    return make_call(actor, dates=dates, areas=list(fresh.areas.all()), at=at, **values)


@transaction.atomic
def close_call(actor: Actor, terms: Terms, *, reason: str, at: datetime) -> Terms:
    """End the time for proposals now. Raises what `actions.close_call` refuses."""
    fresh = locked(terms)
    actions.close_call.require(actor, terms=fresh, reason=reason, at=at)
    window = fresh.window
    if window is not None:
        opens = min(window.opens_at, at)
        # The calendar takes no moment that has passed; one that is just passing is close enough.
        change_phase(
            actor, window, opens_at=opens, closes_at=at + timedelta(microseconds=1), reason=reason, at=at
        )
    note = TermsChange.objects.create(
        terms=fresh, fields=["dates"], reason=reason.strip(), by=person(actor), at=at
    )
    _tell("call_changed", fresh, once=str(note.pk), reason=note.reason)
    record(actor, "proposals.call_closed", fresh, reason=reason)
    return locked(fresh)


@transaction.atomic
def publish_result(
    actor: Actor,
    terms: Terms,
    *,
    places: Mapping[Proposal, int],
    reasons: Mapping[Proposal, str],
    reasons_en: Mapping[Proposal, str] | None = None,
    text: str = "",
    text_en: str = "",
    at: datetime,
) -> Terms:
    """Write the places down with the jury's points as they stand and the reasons; tell everybody who proposed.

    Raises what `actions.publish_result` refuses.
    """
    fresh = locked(terms)
    actions.publish_result.require(actor, terms=fresh, places=places, reasons=reasons, at=at)
    scores = juries.scores(fresh.call, fresh.jury)
    for proposal, place in sorted(places.items(), key=lambda pair: pair[1]):
        score = scores.get(proposal.pk)
        award = Award.objects.create(
            terms=fresh, proposal=proposal, place=place, score=score.points if score else None,
            reason=nfc(reasons[proposal]).strip(), reason_en=(reasons_en or {}).get(proposal, "").strip(),
        )  # fmt: skip
        record(actor, "proposals.awarded", proposal, place=place, score=str(award.score or ""))
    fresh.result_at, fresh.result_text, fresh.result_text_en = at, text, text_en
    fresh.save(update_fields=["result_at", "result_text", "result_text_en"])
    record(actor, "proposals.call_result", fresh, places=len(places))
    _tell("call_result", fresh)
    return fresh


def watch(at: datetime | None = None) -> int:
    """Tell the proposers of every call whose time has run out what comes next; gives how many calls. Once each."""
    at = at or clock.now()
    due = Terms.objects.filter(
        published_at__isnull=False,
        closed_told_at__isnull=True,
        call__process__phases__kind=GATHER,
        call__process__phases__closes_at__lte=at,
    )
    return sum(_say_closed(pk, at) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _say_closed(pk: int, at: datetime) -> bool:
    fresh = Terms.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk, closed_told_at=None)
    found = fresh.select_related("call__process").prefetch_related("call__process__phases").first()
    if found is None or not found.is_over(at):
        return False
    found.closed_told_at = at
    found.save(update_fields=["closed_told_at"])
    promised = found.call.process.phase(RESULT)
    if promised is not None and found.result_at is None:
        _tell("call_over", found, due=promised.opens_at)
    return True


def _tell(name: str, terms: Terms, *, once: str = "", **params: Any) -> None:
    process = terms.call.process
    notify(
        f"proposals.{name}",
        terms,
        path=terms.get_absolute_url(),
        once=once,
        title=process.title,
        title_en=process.title_en,
        **params,
    )
