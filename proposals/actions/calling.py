"""Calls of limited time: making, changing, publishing and closing them, filing under them, and their result."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Residency, Role
from civic.areas.models import Area
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals import juries
from proposals.actions.common import signed_in
from proposals.models import Call, Proposal, Terms
from proposals.refusals import (
    AreaNotInCall,
    CallNotOver,
    CallNotPublic,
    CallOver,
    CallPublished,
    NeedsAReason,
    NobodyChosen,
    NotForYou,
    NotInThisCall,
    NotJudged,
    OrderOfScores,
    OtherArea,
    PartMissing,
    ResultPublished,
    TermsFixed,
)

FIXED = {"kind", "who", "criteria", "criteria_en", "required", "areas", "jury"}
"""What stays as it is once the call has opened: people have written by it."""
COLUMNS = {Terms.Part.AREA: "area", Terms.Part.PLACE: "place", Terms.Part.COST: "rough_cost"}


def terms_of(call: Call | None) -> Terms | None:
    """The terms of a call of limited time; None of the standing one."""
    return getattr(call, "terms", None)


@action("proposals.keep_calls", label=_("Prepare calls of limited time"))
def keep_calls(actor: Actor) -> Iterator[Refusal]:
    """The role that keeps the calendar of proposals."""
    yield from signed_in(actor)
    if not holds(actor, Role.Kind.MODERATOR):
        yield NotAllowed()


@action("proposals.change_call", label=_("Change a call"))
def change_call(
    actor: Actor, *, terms: Terms, fields: set[str] | None = None, reason: str = "", at: datetime
) -> Iterator[Refusal]:
    """Freely until it is public; then with a reason that all can read; what people wrote by stays once it is open.

    ``fields`` is what would change; None while that is not known yet (the form asks before it is filled in).
    """
    yield from keep_calls.rule(actor)
    if terms.result_at is not None:
        yield ResultPublished()
    if terms.published_at is None or fields is None:
        return
    window = terms.window
    if fields & FIXED and window is not None and window.opens_at <= at:
        yield TermsFixed()
    if fields and not reason.strip():
        yield NeedsAReason()


@action("proposals.publish_call", label=_("Publish a call"))
def publish_call(actor: Actor, *, terms: Terms, at: datetime) -> Iterator[Refusal]:
    """Once, before its last day."""
    yield from keep_calls.rule(actor)
    if terms.published_at is not None:
        yield CallPublished()
    if terms.is_over(at):
        yield CallOver()


@action("proposals.close_call", label=_("Close a call before its day"))
def close_call(actor: Actor, *, terms: Terms, reason: str, at: datetime) -> Iterator[Refusal]:
    """While proposals come in, with a reason that all can read."""
    yield from keep_calls.rule(actor)
    if terms.published_at is None:
        yield CallNotPublic()
    if terms.is_over(at):
        yield CallOver()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.file_under", label=_("Propose in a call of limited time"))
def file_under(actor: Actor, *, call: Call) -> Iterator[Refusal]:
    """Those for whom the call is. Whether it is open is asked by `proposals.submit`, of every call alike."""
    terms = terms_of(call)
    if terms is None:
        return
    if terms.published_at is None:
        yield CallNotPublic()
    yield from signed_in(actor)
    if terms.who == Terms.Who.EVERYBODY:
        return
    home = Residency.objects.select_related("area__parent").filter(user_id=actor.pk or 0).first()
    if home is None:
        yield NotForYou()
    elif terms.who == Terms.Who.AREA and call.process.area_id not in _upwards(home.area):
        yield OtherArea()


def _upwards(area: Area) -> set[str | None]:
    """An area and those it lies in."""
    return {area.code, area.parent_id, area.parent.parent_id if area.parent else None}


def asked_by_call(proposal: Proposal) -> list[str]:
    """The columns that a proposal's call asks for, beside those that every call does."""
    terms = terms_of(proposal.call)
    return [COLUMNS[Terms.Part(part)] for part in terms.required] if terms is not None else []


def fits(proposal: Proposal) -> Iterator[Refusal]:
    """Has the proposal what its call asks for, beside what every call does?"""
    terms = terms_of(proposal.call)
    if terms is None:
        return
    for part in terms.required:
        if getattr(proposal, COLUMNS[Terms.Part(part)]) in (None, ""):
            yield PartMissing(part=Terms.Part(part).label)
    areas = set(terms.areas.values_list("pk", flat=True))
    if areas and (proposal.area is None or not areas & _upwards(proposal.area)):
        yield AreaNotInCall()


@action("proposals.publish_result", label=_("Publish the result of a call"))
def publish_result(
    actor: Actor,
    *,
    terms: Terms,
    places: Mapping[Proposal, int] | None = None,
    reasons: Mapping[Proposal, str] | None = None,
    at: datetime,
) -> Iterator[Refusal]:
    """When its time is over: places in the order of the jury's points, where it has a jury, each with a reason. Once.

    ``places`` None: not given yet.
    """
    yield from keep_calls.rule(actor)
    if terms.published_at is None:
        yield CallNotPublic()
    if terms.result_at is not None:
        yield ResultPublished()
    if not terms.is_over(at):
        yield CallNotOver()
    if places is None:
        return
    if not places:
        yield NobodyChosen()
    if any(one.call_id != terms.call_id or one.state not in Proposal.PUBLIC_STATES for one in places):
        yield NotInThisCall()
    if any(not (reasons or {}).get(one, "").strip() for one in places):
        yield NeedsAReason()
    if terms.jury:
        yield from _in_order(terms, places)


def _in_order(terms: Terms, places: Mapping[Proposal, int]) -> Iterator[Refusal]:
    """Nobody stands before somebody with more points, nobody with as many was left out, equals share a place."""
    points: dict[int, Decimal] = {pk: one.points for pk, one in juries.scores(terms.call, terms.jury).items()}
    for proposal in places:
        if proposal.pk not in points:
            yield NotJudged(number=proposal.number)
            return
    chosen = {proposal.pk: place for proposal, place in places.items()}
    for mine, place in chosen.items():
        for other, more in points.items():
            if more > points[mine] and chosen.get(other, place + 1) > place:
                yield OrderOfScores()
                return
            if more == points[mine] and chosen.get(other) != place:
                yield OrderOfScores()
                return
