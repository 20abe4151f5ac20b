"""Inviting people to a workshop by a signed link, and what they say to it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from workshops.before import actions, refusals
from workshops.domain.registering import cancel_registration
from workshops.domain.seating import locked
from workshops.domain.waiting import close_to_uninvited
from workshops.models import Invitation, Registration, Workshop


def invite(actor: Actor, workshop: Workshop, *, name: str, at: datetime, email: str = "") -> Invitation:
    """A new invitation. Whoever has an account with this address is told; the link can be sent by any other way.

    Raises NotAllowed, StaleState.
    """
    with transaction.atomic():
        actions.keep_registration.require(actor, workshop=workshop)
        invitation = Invitation.objects.create(
            workshop=workshop,
            name=name.strip()[:80],
            email=email.strip().lower(),
            invited_at=at,
            invited_by=person(actor),
        )
        record(actor, "workshops.invite", workshop)
        if invitation.email:
            notify(
                "workshops.invited",
                invitation,
                path=invitation.path,
                title=workshop.title,
                title_en=workshop.title_en,
                begins=workshop.starts_at.isoformat(),
            )
    return invitation


def accept_invitation(actor: Actor, invitation: Invitation, *, at: datetime) -> Invitation:
    """From now on the invitation is this person's; twice is once. Raises InvitationSettled, WorkshopBegan, SignInFirst."""
    with transaction.atomic():
        fresh = _locked(invitation)
        actions.accept_invitation.require(actor, invitation=fresh, at=at)
        if not isinstance(actor, User):
            raise SignInFirst
        if fresh.user_id is None:
            fresh.user, fresh.accepted_at = actor, at
            try:
                with transaction.atomic():
                    fresh.save(update_fields=["user", "accepted_at"])
            except IntegrityError as error:  # they have accepted another one for the same workshop
                raise refusals.InvitationSettled from error
            record(actor, "workshops.accept_invitation", fresh.workshop)
    return fresh


def decline_invitation(actor: Actor, invitation: Invitation, *, at: datetime) -> Invitation:
    """Nobody comes on this invitation. Raises InvitationSettled, WorkshopBegan."""
    with transaction.atomic():
        fresh = _locked(invitation)
        actions.decline_invitation.require(actor, invitation=fresh, at=at)
        fresh.declined_at = at
        fresh.save(update_fields=["declined_at"])
        record(actor, "workshops.decline_invitation", fresh.workshop)
    return fresh


def withdraw_invitation(actor: Actor, invitation: Invitation, *, at: datetime) -> Invitation:
    """Its link opens nothing any more. Whoever had accepted it and may come by nothing else leaves the line or gives the
    place back, and is told. Raises InvitationSettled, StaleState, NotAllowed."""
    with transaction.atomic():
        workshop = locked(invitation.workshop)
        fresh = _locked(invitation)
        actions.withdraw_invitation.require(actor, invitation=fresh)
        guest, fresh.user, fresh.accepted_at, fresh.declined_at = fresh.user, None, None, at
        fresh.save(update_fields=["user", "accepted_at", "declined_at"])
        if guest is not None and workshop.access != Workshop.Access.OPEN:
            seats = Registration.objects.in_force().filter(workshop=workshop, user=guest, checked_in_at=None)
            for seat in seats.select_related("workshop"):
                cancel_registration(actor, seat, at=at)
            close_to_uninvited(workshop, at=at)
        record(actor, "workshops.withdraw_invitation", workshop)
    return fresh


def _locked(invitation: Invitation) -> Invitation:
    """The invitation's row: of two people who accept one link at once, the second is refused."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("workshop")
    return found.get(pk=invitation.pk)
