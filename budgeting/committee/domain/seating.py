"""The life of a seat after it is given: register, end, succession, another term; and the charter."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from budgeting.committee.lottery import Candidate, successor
from budgeting.committee.models import Application, Charter, Committee, Lottery, Member, Tie
from budgeting.committee.refusals import AlreadyAMember, NotAMember
from budgeting.committee.seats import actions, queries
from budgeting.committee.seats.refusals import NobodyToFollow
from budgeting.committee.sessions.queries import charter_of
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def set_charter(actor: Actor, committee: Committee, **numbers: Any) -> Charter:
    """Write the charter's numbers (fields of Charter). Raises QuotaImpossible, NotAllowed."""
    actions.set_charter.require(actor, quotas=numbers.get("quotas", {}))
    charter, _made = Charter.objects.update_or_create(committee=committee, defaults=numbers)
    record(actor, "committee.set_charter", committee, **numbers)
    return charter


@transaction.atomic
def end_seat(actor: Actor, member: Member, *, how: str, on: date, reason: str = "") -> Member:
    """End a seat with ``on`` as its last day; the reason is not published. Raises SeatEnded, ReasonOfDismissal."""
    member = Member.objects.select_for_update(of=("self",)).select_related("committee").get(pk=member.pk)
    actions.end_seat.require(actor, member=member, how=how, reason=reason, on=on)
    member.ended_by, member.ends_on, member.end_reason = how, on, reason.strip()
    member.save(update_fields=["ended_by", "ends_on", "end_reason"])
    record(actor, "committee.end_seat", member, how=how, on=on)
    return member


def vacate(person: User, *, on: date) -> None:
    """Who leaves the platform leaves their seats, with ``on`` as the last day: a quorum must not wait for nobody. The
    committee's office is told. Runs in the transaction of the leaving."""
    ahead = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    held = Member.objects.select_for_update(of=("self",)).select_related("committee__cycle")
    for member in held.filter(ahead, user=person).order_by("pk"):
        member.ended_by, member.ends_on = Member.End.RESIGNED, on
        member.save(update_fields=["ended_by", "ends_on"])
        record(person, "committee.end_seat", member, how=member.ended_by, on=on)
        notify(
            "committee.seat_empty",
            member,
            path=f"/committee/desk/{member.committee.slug}/seats/",
            title=member.committee.name,
            title_en=member.committee.name_en,
        )


@transaction.atomic
def succeed(actor: Actor, member: Member, *, starts_on: date) -> Member:
    """The first reserve of the draw who keeps the quotas takes the seat. Raises SeatHeld, NobodyToFollow."""
    # Two seats filled at once: the second sees who took the first, and takes the next reserve.
    Committee.objects.select_for_update(of=("self",), no_key=True).get(pk=member.committee_id)
    member = Member.objects.select_for_update(of=("self",)).select_related("committee").get(pk=member.pk)
    actions.succeed.require(actor, member=member)
    lottery = queries.lottery_of(member)
    if lottery is None:
        raise NobodyToFollow
    code = _next(lottery, member)
    application = Application.objects.filter(recruitment=lottery.recruitment_id, code=code).first()
    if application is None:
        raise NobodyToFollow
    with refusing({"member_once_in_a_committee": AlreadyAMember}):
        follower = Member.objects.create(
            committee=member.committee,
            user_id=application.user_id,
            kind=member.kind,
            votes=member.votes,
            starts_on=starts_on,
            ends_on=_end_of_term(member),
            follows=member,
            lot=application.code,
        )
    record(actor, "committee.succeed", follower, place_of=member.pk, lot=application.code)
    notify(
        "committee.appointed",
        follower,
        path="/committee/queue/",
        title=member.committee.name,
        title_en=member.committee.name_en,
    )
    return follower


def _next(lottery: Lottery, leaving: Member) -> str | None:
    """The pseudonym of who follows, from the published file and those who hold seats by it."""
    pool = queries.drawn_pool(lottery)
    by_id = {one.id: one for one in pool.candidates}
    seats = list(Member.objects.filter(committee=leaving.committee_id, lot__in=by_id))
    used = {one.lot for one in seats}
    here = set(Application.objects.filter(recruitment=lottery.recruitment_id).values_list("code", flat=True))
    sitting = [by_id[one.lot] for one in seats if not one.ended_by]
    reserves: list[Candidate] = [by_id[code] for code in lottery.reserves if code in here - used]
    found = successor([*sitting, by_id[leaving.lot]], reserves, pool.quotas, by_id[leaving.lot])
    return found.id if found else None


def _end_of_term(member: Member) -> date:
    """A successor sits out the term of the seat."""
    return queries.term_from(member.starts_on, charter_of(member.committee))


@transaction.atomic
def reappoint(actor: Actor, member: Member, *, until: date) -> Member:
    """Another term, up to ``until``; the member is told. Raises TermsUsedUp, SeatEnded, TermNotLonger."""
    member = Member.objects.select_for_update(of=("self",)).select_related("committee").get(pk=member.pk)
    actions.reappoint.require(actor, member=member, until=until)
    member.term, member.ends_on, member.ended_by = member.term + 1, until, ""
    member.save(update_fields=["term", "ends_on", "ended_by"])
    record(actor, "committee.reappoint", member, term=member.term, until=until)
    return member


@transaction.atomic
def register_tie(
    actor: Actor,
    member: Member | None,
    *,
    organisation: str,
    part: str,
    since: date | None = None,
    until: date | None = None,
    at: datetime,
) -> Tie:
    """A member enters an organisation into the public register. Raises NotAMember."""
    actions.register_tie.require(actor, member=member)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    tie = Tie.objects.create(
        member=member, organisation=organisation.strip(), part=part.strip(), since=since, until=until, at=at
    )
    record(actor, "committee.register_tie", tie, organisation=tie.organisation)
    return tie
