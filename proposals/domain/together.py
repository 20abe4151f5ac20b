"""Inviting co-proposers, joining by the link, leaving."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow
from civic.common.korean import masked
from civic.common.refusals import SignInFirst, StaleState
from civic.notifications.domain.notifying import notify
from proposals import actions
from proposals.domain import holding
from proposals.domain.counting import take_in
from proposals.models import CoProposer, Invitation, Proposal, Support
from proposals.refusals import NotTogether

LASTS = timedelta(days=14)
_signer = signing.Signer(salt="proposals.invitation")


def token_of(invitation: Invitation) -> str:
    """What the link ends in: the invitation's number, signed. Whoever reads the database cannot make it."""
    return _signer.sign(str(invitation.pk))


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a link, in force or not; None for a link that is not ours."""
    try:
        pk = int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return (
        Invitation.objects.filter(pk=pk)
        .select_related("proposal__author", "proposal__topic", "proposal__area")
        .first()
    )


@transaction.atomic
def invite(actor: Actor, proposal: Proposal, *, at: datetime) -> Invitation:
    """A new link for two weeks; an earlier one ends. Raises what `actions.invite` refuses."""
    fresh = holding.alone(proposal.pk, "thread")
    actions.invite.require(actor, proposal=fresh, at=at)
    fresh.invitations.filter(revoked_at__isnull=True).update(revoked_at=at)
    made = Invitation.objects.create(proposal=fresh, made_at=at, expires_at=at + LASTS)
    record(actor, "proposals.invited", fresh, until=made.expires_at)
    return made


@transaction.atomic
def revoke(actor: Actor, proposal: Proposal, *, at: datetime) -> int:
    """End the link in force; gives how many there were (0 or 1). Raises what `actions.manage_invitations` refuses."""
    fresh = holding.alone(proposal.pk, "thread")
    actions.manage_invitations.require(actor, proposal=fresh)
    ended = fresh.invitations.filter(revoked_at__isnull=True).update(revoked_at=at)
    if ended:
        record(actor, "proposals.invitation_revoked", fresh)
    return ended


@transaction.atomic
def join(actor: Actor, invitation: Invitation, *, at: datetime) -> CoProposer:
    """Become a co-proposer. Whoever supports the proposal supports it no longer: nobody supports their own.

    The lock orders this against a support of the same person: that one looks for co-proposers once more when it shares
    the proposal (`supporting.support`). Raises what `actions.join` refuses.
    """
    proposal = holding.alone(invitation.proposal_id, "thread")
    current = Invitation.objects.get(pk=invitation.pk)
    current.proposal = proposal
    actions.join.require(actor, invitation=current, at=at)
    user = person(actor)
    if user is None:  # the action has said so already
        raise SignInFirst
    joined, _new = CoProposer.objects.update_or_create(
        proposal=proposal, user=user, defaults={"joined_at": at, "left_at": None}
    )
    gone, _rows = Support.objects.filter(proposal=proposal, user=user).delete()
    if gone:
        take_in(proposal, -gone)
    if proposal.thread is not None:
        follow(user, proposal.thread)
    record(actor, "proposals.joined", proposal)
    _tell_author("joined", proposal, joined, at)
    return joined


@transaction.atomic
def leave(actor: Actor, proposal: Proposal, *, at: datetime) -> None:
    """Stop being a co-proposer. Of a draft nothing stays; of a public proposal the row stays, not the name on the page.

    Raises what `actions.leave` refuses.
    """
    fresh = holding.alone(proposal.pk, "thread")
    actions.leave.require(actor, proposal=fresh)
    mine = CoProposer.objects.standing().filter(proposal=fresh, user=person(actor)).first()
    if mine is None:  # the action has said so already
        raise NotTogether
    _end(fresh, mine, at)
    record(actor, "proposals.left", fresh)
    _tell_author("left", fresh, mine, at)


@transaction.atomic
def take_off(actor: Actor, proposal: Proposal, pk: int, *, at: datetime) -> None:
    """The author parts with the co-proposer whose row has this key; the link ends too, or they would come back by it.

    Raises what `actions.take_off` refuses, or StaleState when they have left meanwhile.
    """
    fresh = holding.alone(proposal.pk, "thread")
    actions.take_off.require(actor, proposal=fresh)
    who = CoProposer.objects.standing().select_related("user").filter(proposal=fresh, pk=pk).first()
    if who is None:
        raise StaleState
    _end(fresh, who, at)
    fresh.invitations.filter(revoked_at__isnull=True).update(revoked_at=at)
    record(actor, "proposals.taken_off", fresh)
    notify(
        "proposals.taken_off", fresh, path="/me/", once=f"{who.user_id}:{at.isoformat()}", to=who.user_id,
        title=fresh.title, title_en=fresh.title_en,
    )  # fmt: skip


def _end(proposal: Proposal, who: CoProposer, at: datetime) -> None:
    if proposal.state == Proposal.State.DRAFT:
        who.delete()
    else:
        CoProposer.objects.filter(pk=who.pk).update(left_at=at)


def _tell_author(name: str, proposal: Proposal, who: CoProposer, at: datetime) -> None:
    """The author hears who came or went; nobody else is told."""
    notify(
        f"proposals.{name}", proposal, path=f"/proposals/together/{proposal.uuid}/",
        once=f"{who.user_id}:{at.isoformat()}", title=proposal.title, title_en=proposal.title_en,
        who=masked(who.user.display_name),
    )  # fmt: skip
