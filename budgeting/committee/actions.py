"""What may be done in the committee, by whom and when. The rules on interests come before any content is shown."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals, scoring
from budgeting.committee.models import Committee, Decision, Declaration, Item, Member, Session
from budgeting.committee.sessions.refusals import DecidedInSession
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.queries import is_open
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role, User
from civic.accounts.second_factor import lacks_second_factor
from civic.areas.models import Area
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase


def secretary(actor: Actor) -> Iterator[Refusal]:
    """The secretary runs the committee and writes its decisions."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.SECRETARY):
        yield NotAllowed()


def seated(actor: Actor, member: Member | None) -> Iterator[Refusal]:
    """A seat, held now, by the actor: a role of the staff is none."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif member is None or member.user_id != actor.pk:
        yield refusals.NotAMember()
    elif lacks_second_factor(actor):
        yield refusals.SecondFactorOfMembers()


def at_work(project: Project, at: datetime) -> Iterator[Refusal]:
    """The phase is open and the project is before the committee."""
    if not is_open(project.envelope.cycle, at, Phase.Kind.COMMITTEE):
        yield refusals.CommitteeClosed()
    if _is_sealed(project):
        yield refusals.Sealed()
    elif not table.allows("admit", project.state):
        yield refusals.NotBeforeTheCommittee()


def _is_sealed(project: Project) -> bool:
    """Decided, or voted on in a session whose decisions are not published yet."""
    voted = Item.objects.filter(project=project, state=Item.State.DECIDED).exists()
    return voted or Decision.objects.filter(project=project).exists()


def free_of_interest(member: Member, project: Project, at: datetime) -> Iterator[Refusal]:
    """Not excluded by rule, and the newest declaration says that there is no interest."""
    if queries.conflicts([member], [project], at):
        yield refusals.Excluded()
    declared = queries.newest_declarations([project], member).get((member.pk, project.pk))
    if declared is None:
        yield refusals.DeclareFirst()
    elif declared != Declaration.Interest.NONE:
        yield refusals.Withdrawn()


@action("committee.make", label=_("Set up the committee of a cycle"))
def make(actor: Actor, *, cycle: Cycle) -> Iterator[Refusal]:
    """One committee for a cycle."""
    yield from secretary(actor)
    if Committee.objects.reviewing(cycle).exists():
        yield refusals.CommitteeExists()


@action("committee.make_body", label=_("Set up a borough committee or a sub-committee"))
def make_body(actor: Actor, *, kind: str, area: Area | None, parent: Committee | None) -> Iterator[Refusal]:
    """A borough committee has its borough, a sub-committee the committee that it belongs to."""
    yield from secretary(actor)
    lacks = (kind == Committee.Kind.BOROUGH and area is None) or (
        kind == Committee.Kind.SUB and parent is None
    )
    if lacks:
        yield refusals.BodyIncomplete()


@action("committee.appoint", label=_("Appoint a member"))
def appoint(actor: Actor, *, committee: Committee, user: User | None) -> Iterator[Refusal]:
    """A person sits once in a committee. ``user`` is None while nobody is chosen yet."""
    yield from secretary(actor)
    if user is not None and committee.members.filter(user=user).exists():
        yield refusals.AlreadyAMember()


@action("committee.see_queue", label=_("See one's own queue in the committee"))
def see_queue(actor: Actor, *, member: Member | None) -> Iterator[Refusal]:
    """Members have a queue; nobody looks into another's."""
    yield from seated(actor, member)


@action("committee.declare", label=_("Declare an interest"))
def declare(
    actor: Actor, *, member: Member | None, project: Project, interest: str, ground: str, at: datetime
) -> Iterator[Refusal]:
    """Before the content is shown a member says: no interest, or I withdraw. A withdrawal stays until the decision."""
    yield from seated(actor, member)
    if member is None:
        return
    yield from at_work(project, at)
    if queries.conflicts([member], [project], at):
        yield refusals.Excluded()
    declared = queries.newest_declarations([project], member).get((member.pk, project.pk))
    if declared not in (None, Declaration.Interest.NONE):
        yield refusals.Withdrawn()
    if interest != Declaration.Interest.NONE and not ground.strip():
        yield refusals.GroundMissing()


@action("committee.see_dossier", label=_("Read a dossier"))
def see_dossier(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """A member without an interest, who has declared so, reads the dossier."""
    yield from seated(actor, member)
    if member is None:
        return
    yield from free_of_interest(member, project, at)


@action("committee.open_sheet", label=_("Open the score sheet"))
def open_sheet(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """A voting member without an interest scores, while the committee's phase is open and the item is undecided."""
    yield from seated(actor, member)
    if member is None:
        return
    if holds(actor, Role.Kind.SECRETARY):
        yield refusals.DecidesThemselves()
    if not member.votes:
        yield refusals.NoVote()
    yield from free_of_interest(member, project, at)
    yield from at_work(project, at)


@action("committee.score", label=_("Score a project"))
def score(
    actor: Actor,
    *,
    member: Member | None,
    project: Project,
    scores: Mapping[str, int],
    comments: Mapping[str, str],
    weights: Mapping[str, int],
    at: datetime,
) -> Iterator[Refusal]:
    """Each criterion has a whole score from 0 to 5; the two ends need a comment."""
    yield from open_sheet.rule(actor, member=member, project=project, at=at)
    try:
        scoring.check(scores, weights)
    except scoring.BadSheet:
        yield refusals.SheetIncomplete()
    else:
        ends = [key for key, value in scores.items() if value in (scoring.LOWEST, scoring.HIGHEST)]
        if any(not str(comments.get(key, "")).strip() for key in ends):
            yield refusals.CommentMissing()


@action("committee.see_scores", label=_("See the scores of others"))
def see_scores(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """Scores of others are shown to a member whose own are in; to everybody, without names, when the item is decided."""
    if Decision.objects.filter(project=project).exists():
        return
    yield from see_dossier.rule(actor, member=member, project=project, at=at)
    if member is None or (member.pk, project.pk) not in queries.newest_sheets([project], member):
        yield refusals.ScoresHidden()


@action("committee.open_decision", label=_("Open the decision on a project"))
def open_decision(
    actor: Actor, *, project: Project, at: datetime, item: Item | None = None
) -> Iterator[Refusal]:
    """The secretary writes the committee's decision during its phase, when there is a quorum.

    A project on the agenda of a session is decided there: ``item`` is its item, decided and waiting to be published.
    """
    yield from secretary(actor)
    if item is None:
        if _before_a_session(project):
            yield DecidedInSession()
        yield from at_work(project, at)
    else:
        yield from published_from(item)
    committee = Committee.objects.reviewing(project.envelope.cycle_id).first()
    if committee is None or not queries.standing(committee, project, at).has_quorum:
        yield refusals.NoQuorum()


def published_from(item: Item) -> Iterator[Refusal]:
    """What a session decided is published once, whatever the phase is by then."""
    if item.state != Item.State.DECIDED or item.published_at is not None:
        yield refusals.NotBeforeTheCommittee()
    elif Decision.objects.filter(project=item.project).exists():
        yield refusals.Sealed()


def _before_a_session(project: Project) -> bool:
    """Is the project on the agenda of a session, or decided there and not published?"""
    waits = Q(state=Item.State.WAITING, session__state__in=[Session.State.CALLED, Session.State.OPEN])
    decided = Q(state=Item.State.DECIDED, published_at__isnull=True)
    return Item.objects.filter(waits | decided, project=project).exists()


@action("committee.decide", label=_("Write the committee's decision"))
def decide(
    actor: Actor,
    *,
    project: Project,
    outcome: str,
    reason: str,
    condition: str,
    at: datetime,
    item: Item | None = None,
) -> Iterator[Refusal]:
    """A decision has an outcome, a reason, and where it is conditional its condition."""
    yield from open_decision.rule(actor, project=project, at=at, item=item)
    if not reason.strip():
        yield refusals.ReasonMissing()
    if outcome == Decision.Outcome.CONDITIONAL and not condition.strip():
        yield refusals.ConditionMissing()
