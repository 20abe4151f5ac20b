"""What may be done in a session, by whom and when. Every decision has a quorum, a vote and a reason. ``after``: what follows."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries as review
from budgeting.committee.actions import seated, secretary
from budgeting.committee.models import (
    Challenge,
    Committee,
    Item,
    Member,
    Motion,
    Session,
)
from budgeting.committee.queries.ballot import CARRIED, comes_too_late, has_left, is_full
from budgeting.committee.refusals import (
    ChallengePending,
    ConditionMissing,
    NotBeforeTheCommittee,
    ReasonMissing,
)
from budgeting.committee.sessions import queries, refusals
from budgeting.committee.sessions.queries import Presence
from budgeting.cycles.models import Project
from budgeting.cycles.refusals import BallotFixed, BallotFull
from budgeting.cycles.states import table as project_table
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.prepare_session", label=_("Prepare a session"))
def prepare(
    actor: Actor, *, committee: Committee, way: str, starts_at: datetime, ends_at: datetime | None
) -> Iterator[Refusal]:
    """The secretary prepares a session; in writing only where the charter allows it, and with a deadline."""
    yield from secretary(actor)
    if way != Session.Way.WRITTEN:
        return
    if not queries.charter_of(committee).written_allowed:
        yield refusals.WrittenNotAllowed()
    if ends_at is None or ends_at <= starts_at:
        yield refusals.DeadlineMissing()


@action("committee.put_on_agenda", label=_("Put an item on the agenda"))
def put_on_agenda(actor: Actor, *, session: Session, project: Project | None) -> Iterator[Refusal]:
    """Items are put on the agenda until the session opens, in writing until it is sent round; one agenda a project."""
    yield from secretary(actor)
    called_still_open = Session.State.DRAFT if session.is_written else Session.State.CALLED
    if session.state not in (Session.State.DRAFT, called_still_open):
        yield refusals.AgendaFixed()
    if project is None:
        return
    if not project_table.allows("admit", project.state):
        yield NotBeforeTheCommittee()
    if queries.on_agenda(project.pk).exists():
        yield refusals.AlreadyOnAgenda()


@action("committee.call_session", label=_("Call a session"))
def call(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """A session is called with its agenda. A short notice is warned of, and stands in the minutes."""
    yield from secretary(actor)
    if not session.items.exists():
        yield refusals.AgendaEmpty()
    elif session.is_written and session.items.filter(resolution__isnull=True).exists():
        yield refusals.MotionMissing()


@action("committee.record_attendance", label=_("Record who is there"))
def record_attendance(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """From the notice until the session is closed; where members vote in writing, who votes is there."""
    yield from secretary(actor)
    if session.is_written:
        yield refusals.VotedInWriting()
    if session.state not in (Session.State.CALLED, Session.State.OPEN):
        yield refusals.NotInSession()


@action("committee.open_session", label=_("Open a session"))
def open_session(actor: Actor, *, session: Session, at: datetime) -> Iterator[Refusal]:
    """On its day or later, with a quorum of the enrolled members who vote; in writing between beginning and deadline."""
    yield from secretary(actor)
    if session.is_written:
        if not session.starts_at <= at < (session.ends_at or at):
            yield refusals.WritingNotOpen()
        return
    if timezone.localtime(at).date() < timezone.localtime(session.starts_at).date():
        yield refusals.TooEarly()
    voting = [one.pk for one in queries.enrolled(session) if one.votes]
    present = len(queries.there(session).intersection(voting))
    quorum = queries.quorum_of(queries.charter_of(session.committee))
    if not quorum.met(present, len(voting)):
        yield refusals.NoSessionQuorum(present=present, needed=quorum.needed(len(voting)))


@action("committee.take_up", label=_("Take up an item"))
def take_up(actor: Actor, *, item: Item) -> Iterator[Refusal]:
    """The secretary takes up an item that waits, in an open session that meets."""
    yield from secretary(actor)
    if item.session.is_written:
        yield refusals.VotedInWriting()
    if item.session.state != Session.State.OPEN:
        yield refusals.NotInSession()
    if item.state != Item.State.WAITING:
        yield refusals.ItemSettled()


@action("committee.vote_on_item", label=_("Record a vote on an item"))
def vote(
    actor: Actor,
    *,
    item: Item,
    kind: str,
    ayes: int,
    noes: int,
    abstentions: int,
    outcome: str,
    reason: str,
    condition: str,
    code: str,
    standing: Presence,
    at: datetime,
) -> Iterator[Refusal]:
    """A vote needs the item's quorum after recusals; what it settles needs its reason, condition or code.

    ``outcome`` is what the vote comes to: an outcome, "deferred", or empty while the item goes on waiting.
    """
    yield from take_up.rule(actor, item=item)
    if not standing.has_quorum:
        yield refusals.NoItemQuorum(present=standing.present, needed=standing.needed)
    if ayes + noes == 0:
        yield refusals.NoVotes()
    if ayes + noes + abstentions > standing.present:
        yield refusals.TooManyVotes(present=standing.present)
    decides = outcome in Item.Outcome.values
    if decides:
        yield from _can_be_decided(item, outcome, at)
    if decides and item.project is not None and is_challenged(item.project):
        yield ChallengePending()
    if decides and item.project is not None and not is_scored(item.session.committee, item.project, at):
        yield refusals.ScoresLacking()
    if outcome and not reason.strip():
        yield ReasonMissing()
    if kind == Motion.Kind.CONDITION and not condition.strip():
        yield ConditionMissing()
    if outcome == Item.Outcome.LOST and not code:
        yield refusals.CodeMissing()


def _can_be_decided(item: Item, outcome: str, at: datetime) -> Iterator[Refusal]:
    """What the reviewing committee decides can be published: the project is still there, and the ballot has room for it."""
    project = item.project
    if project is None or not item.session.committee.reviews:
        return
    if has_left(project):
        yield NotBeforeTheCommittee()
    elif comes_too_late(project, outcome, at):
        yield BallotFixed()
    elif outcome in CARRIED and is_full(project):
        yield BallotFull(most=project.envelope.max_projects)


def is_challenged(project: Project) -> bool:
    """Does a challenge wait for its decision? Nobody decides on the project with a member of whom that is open."""
    return Challenge.objects.filter(project=project, outcome=Challenge.Outcome.PENDING).exists()


def is_scored(committee: Committee, project: Project, at: datetime) -> bool:
    """Have enough members scored for a decision? Only the committee that reviews scores."""
    return not committee.reviews or review.standing(committee, project, at).has_quorum


@action("committee.defer_item", label=_("Defer an item"))
def defer(actor: Actor, *, item: Item, reason: str) -> Iterator[Refusal]:
    """An item is deferred with a reason, above all where it lacks its quorum."""
    yield from take_up.rule(actor, item=item)
    if not reason.strip():
        yield ReasonMissing()


@action("committee.close_session", label=_("Close a session"))
def close(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """When every item is decided or deferred. In writing, the count of the votes closes it."""
    yield from secretary(actor)
    if session.is_written:
        yield refusals.VotedInWriting()
    if session.items.filter(state=Item.State.WAITING).exists():
        yield refusals.ItemsWaiting()


@action("committee.cancel_session", label=_("Cancel a session"))
def cancel(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """Before it is opened."""
    yield from secretary(actor)


@action("committee.publish_decisions", label=_("Publish the decisions of a session"))
def publish_decisions(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """All that wait, together, when the session is closed."""
    yield from secretary(actor)
    if session.state != Session.State.CLOSED:
        yield refusals.SessionNotClosed()
    if not queries.unpublished(session).exists():
        yield refusals.NothingToPublish()


@action("committee.see_talk", label=_("Read the discussion of an item"))
def see_talk(actor: Actor, *, member: Member | None, item: Item, at: datetime) -> Iterator[Refusal]:
    """Members who are not recused read it; nobody else does."""
    yield from seated(actor, member)
    if member is not None and queries.is_recused(member, item, at):
        yield refusals.NotHeard()


@action("committee.talk", label=_("Join the discussion of an item"))
def talk(actor: Actor, *, member: Member | None, item: Item, text: str, at: datetime) -> Iterator[Refusal]:
    """From the notice until the item is dealt with; advisory members join as well."""
    yield from see_talk.rule(actor, member=member, item=item, at=at)
    if item.state != Item.State.WAITING:
        yield refusals.ItemSettled()
    if not text.strip():
        yield refusals.TextEmpty()


@action("committee.record_visit", label=_("Record a site visit"))
def record_visit(actor: Actor, *, project: Project, finding: str) -> Iterator[Refusal]:
    """The secretary records where members went and what they found."""
    yield from secretary(actor)
    if not finding.strip():
        yield refusals.TextEmpty()
