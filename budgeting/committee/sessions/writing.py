"""What may be done where members vote in writing: the motion, each member's vote, and the count."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee.actions import seated, secretary
from budgeting.committee.actions.common import free_of_interest
from budgeting.committee.models import Challenge, Item, Member, Motion, Session, WrittenVote
from budgeting.committee.refusals import ChallengePending, ConditionMissing, NoVote, ReasonMissing
from budgeting.committee.sessions import queries, refusals
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.open_motion", label=_("Open the motion of an item for writing"))
def open_motion(actor: Actor, *, item: Item) -> Iterator[Refusal]:
    """The secretary writes the motion until it is sent round to the members."""
    yield from secretary(actor)
    if not item.session.is_written:
        yield refusals.NotInWriting()
    if item.session.state != Session.State.DRAFT:
        yield refusals.AgendaFixed()


@action("committee.state_motion", label=_("Write the motion on which members vote in writing"))
def state_motion(
    actor: Actor, *, item: Item, kind: str, reason: str, condition: str, code: str
) -> Iterator[Refusal]:
    """A motion has its reason, a conditional one its condition, one to reject its code: what carries is published so."""
    yield from open_motion.rule(actor, item=item)
    if not reason.strip():
        yield ReasonMissing()
    if kind == Motion.Kind.CONDITION and not condition.strip():
        yield ConditionMissing()
    if kind == Motion.Kind.REJECT and not code:
        yield refusals.CodeMissing()


@action("committee.read_motion", label=_("Read a motion that is voted on in writing"))
def read_motion(actor: Actor, *, member: Member | None, item: Item, at: datetime) -> Iterator[Refusal]:
    """Members who are not recused read it, once it was sent round; a recused member gets neither content nor vote."""
    yield from seated(actor, member)
    if member is None:
        return
    if not item.session.is_written:
        yield refusals.NotInWriting()
    if item.session.state in (Session.State.DRAFT, Session.State.CANCELLED):
        yield refusals.WritingNotOpen()
    if item.project is not None and item.session.committee.reviews:
        yield from free_of_interest(member, item.project, at)
    elif queries.is_recused(member, item, at):
        yield refusals.NotHeard()


@action("committee.vote_in_writing", label=_("Vote on a motion in writing"))
def vote_in_writing(actor: Actor, *, member: Member | None, item: Item, at: datetime) -> Iterator[Refusal]:
    """A voting member who is not recused, between opening and deadline, once."""
    yield from read_motion.rule(actor, member=member, item=item, at=at)
    if member is None:
        return
    if not member.votes:
        yield NoVote()
    session = item.session
    in_time = session.ends_at is not None and at < session.ends_at
    if session.state != Session.State.OPEN or item.state != Item.State.WAITING or not in_time:
        yield refusals.WritingNotOpen()
    if WrittenVote.objects.filter(item=item, member=member).exists():
        yield refusals.VotedAlready()


@action("committee.count_writing", label=_("Count the votes given in writing"))
def count(actor: Actor, *, session: Session, at: datetime) -> Iterator[Refusal]:
    """The secretary, when the deadline has passed or nobody is left who could still vote."""
    yield from secretary(actor)
    if not session.is_written:
        yield refusals.NotInWriting()
    if session.state != Session.State.OPEN:
        yield refusals.NotInSession()
    elif session.ends_at is not None and at < session.ends_at and _votes_missing(session, at):
        yield refusals.StillVoting()
    under_review = session.items.filter(project__challenges__outcome=Challenge.Outcome.PENDING)
    if under_review.exists():
        yield ChallengePending()


def _votes_missing(session: Session, at: datetime) -> bool:
    found = queries.presences(session, session.items.select_related("project"), at).values()
    return any(one.present < one.enrolled - one.recused for one in found)
