"""Minutes: drafted from the record, confirmed by those who were there, published with their hash."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import queries as seats
from budgeting.committee.minutes import content_of, digest_of
from budgeting.committee.models import Confirmation, Minutes, Session
from budgeting.committee.refusals import NotAMember
from budgeting.committee.sessions import after as actions
from budgeting.committee.sessions import queries
from budgeting.committee.sessions.refusals import ConfirmedAlready
from budgeting.committee.sessions.states import minutes_table
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def draft_minutes(actor: Actor, session: Session, *, note: str = "", at: datetime) -> Minutes:
    """Draft, or draft again; a new text has a new hash and is confirmed anew. Raises SessionNotClosed, MinutesExist."""
    session = Session.objects.select_for_update(of=("self",)).select_related("committee").get(pk=session.pk)
    actions.draft_minutes.require(actor, session=session)
    content = content_of(session, at)
    minutes, _made = Minutes.objects.update_or_create(
        session=session,
        defaults={
            "content": content,
            "note": note.strip(),
            "digest": digest_of(content, note.strip()),
            "drafted_at": at,
        },
    )
    record(actor, "committee.draft_minutes", minutes, digest=minutes.digest)
    notify("committee.minutes_drafted", minutes, path=f"/committee/minutes/{minutes.pk}/", **session.named)
    return minutes


@transaction.atomic
def confirm_minutes(actor: Actor, minutes: Minutes, *, at: datetime) -> Confirmation:
    """A member's word for this text. With more than half of those who were there, the minutes are confirmed.

    Raises NotAMember, WasNotThere, ConfirmedAlready.
    """
    minutes = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("session__committee")
        .get(pk=minutes.pk)
    )
    member = seats.seat_in(actor, minutes.session.committee, at)
    actions.confirm_minutes.require(actor, minutes=minutes, member=member)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    with refusing({"confirmation_once_a_text": ConfirmedAlready}):
        given = Confirmation.objects.create(minutes=minutes, member=member, digest=minutes.digest, at=at)
    record(actor, "committee.confirm_minutes", minutes, digest=minutes.digest)
    enough = queries.confirmations(minutes) >= queries.confirmations_needed(minutes)
    if enough and minutes.state == Minutes.State.DRAFT:
        minutes_table.move(minutes, "confirm")
    return given


@transaction.atomic
def publish_minutes(
    actor: Actor, minutes: Minutes, *, access: str = Minutes.Access.OPEN, ground: str = "", at: datetime
) -> Minutes:
    """Publish them open, partly or closed. Raises NotConfirmed, DecisionsUnpublished, GroundOfClosing, StaleState."""
    minutes = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("session__committee")
        .get(pk=minutes.pk)
    )
    actions.publish_minutes.require(actor, minutes=minutes, access=access, ground=ground)
    closed = access != Minutes.Access.OPEN
    fresh = minutes_table.move(
        minutes, "publish", access=access, ground=ground.strip() if closed else "", published_at=at
    )
    record(actor, "committee.publish_minutes", minutes, access=access, digest=minutes.digest)
    return fresh
