"""What may be done in the committee, by whom and when. The rules on interests come before any content is shown."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals, scoring
from budgeting.committee.models import (
    Calibration,
    Challenge,
    Closing,
    Committee,
    Decision,
    Declaration,
    Item,
    Member,
    Round,
    ScoreSheet,
    Session,
)
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


def still_scoring(project: Project) -> Iterator[Refusal]:
    """The scoring of the item is not closed."""
    if Closing.objects.filter(project=project, round__in=queries.newest_rounds()).exists():
        yield refusals.ItemClosed()


def mine_to_rate(member: Member, project: Project, at: datetime) -> Iterator[Refusal]:
    """The item was given to the member, and the common dossiers of the round come first."""
    at_work_now = queries.round_of(member.committee_id)
    given = queries.raters_of(at_work_now, [project])
    if given is not None and not queries.is_given(given, project, member.pk):
        yield refusals.NotAssigned()
    if waiting_calibrations(member, project, at_work_now, at):
        yield refusals.CalibrateFirst()


def waiting_calibrations(
    member: Member, project: Project, at_work_now: Round | None, at: datetime
) -> list[Project]:
    """The common dossiers that the member has still to score, where ``project`` is not one of them."""
    chosen = Calibration.objects.filter(round=at_work_now).select_related("project")
    common = [one.project for one in chosen]
    if not common or project in common:
        return []
    out = queries.conflicts([member], common, at)
    declared = queries.newest_declarations(common, member)
    scored = queries.newest_sheets(common, member)
    closed = queries.newest_closings(common)
    return [
        one
        for one in common
        if (member.pk, one.pk) not in out
        and declared.get((member.pk, one.pk), queries.CLEAR) == queries.CLEAR
        and (member.pk, one.pk) not in scored
        and one.pk not in closed
        and table.allows("admit", one.state)
    ]


def not_handed_in(member: Member, project: Project) -> Iterator[Refusal]:
    """A sheet that was handed in is frozen, until the chair reopens it."""
    own = queries.newest_sheets([project], member).get((member.pk, project.pk))
    if own is not None and not hasattr(own, "reopening"):
        yield refusals.SheetFrozen()


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


@action("committee.add_relation", label=_("Tell of a standing tie"))
def add_relation(actor: Actor, *, member: Member | None) -> Iterator[Refusal]:
    """Members tell of relatives, organisations and departments once; what these meet is then closed to them."""
    yield from seated(actor, member)


@action("committee.name_party", label=_("Name a party to a project"))
def name_party(actor: Actor, *, project: Project) -> Iterator[Refusal]:
    """The secretary writes down co-proposers and organisations, until the item is decided."""
    yield from secretary(actor)
    if Decision.objects.filter(project=project).exists():
        yield refusals.Sealed()


@action("committee.open_challenge", label=_("Open the challenge of a member"))
def open_challenge(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """A party to the project, in time, before its scoring closes."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif actor.pk is None or actor.pk not in queries.people_of(project):
        yield refusals.NotAParty()
    yield from at_work(project, at)
    yield from still_scoring(project)
    until = queries.challenge_until(project)
    if until is not None and at > until:
        yield refusals.ChallengeTooLate()


@action("committee.challenge", label=_("Challenge a member"))
def challenge(
    actor: Actor, *, project: Project, member: Member, ground: str, at: datetime
) -> Iterator[Refusal]:
    """A party challenges a member once, with a ground."""
    yield from open_challenge.rule(actor, project=project, at=at)
    if member.committee.cycle_id != project.envelope.cycle_id or not member.committee.reviews:
        yield refusals.NotOfThisCommittee()
    if Challenge.objects.filter(project=project, member=member, by_id=actor.pk).exists():
        yield refusals.ChallengedAlready()
    if not ground.strip():
        yield refusals.ChallengeGroundMissing()


@action("committee.open_challenge_decision", label=_("Open the decision on a challenge"))
def open_challenge_decision(actor: Actor, *, challenge: Challenge) -> Iterator[Refusal]:
    """The secretary writes down what the committee decided; the challenged member has no part in it."""
    if actor.is_authenticated and actor.pk is not None and challenge.member.user_id == actor.pk:
        yield refusals.OwnChallenge()
    yield from secretary(actor)
    if challenge.outcome != Challenge.Outcome.PENDING:
        yield refusals.ChallengeDecided()


@action("committee.decide_challenge", label=_("Record the decision on a challenge"))
def decide_challenge(
    actor: Actor, *, challenge: Challenge, votes_for: int, votes_against: int, reason: str, at: datetime
) -> Iterator[Refusal]:
    """The votes of the members other than the challenged one decide; more for it than against it accept it."""
    yield from open_challenge_decision.rule(actor, challenge=challenge)
    others = challenge.member.committee.members.filter(queries.in_force(queries.day(at)), votes=True).exclude(
        pk=challenge.member_id
    )
    if votes_for < 0 or votes_against < 0 or not 1 <= votes_for + votes_against <= others.count():
        yield refusals.VotesDoNotAddUp()
    if not reason.strip():
        yield refusals.ReasonMissing()


@action("committee.see_dossier", label=_("Read a dossier"))
def see_dossier(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """A member without an interest, who has declared so, reads the dossier."""
    yield from seated(actor, member)
    if member is None:
        return
    yield from free_of_interest(member, project, at)


@action("committee.open_sheet", label=_("Open the score sheet"))
def open_sheet(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """A voting member without an interest scores what was given to them, while the item is open, once."""
    yield from seated(actor, member)
    if member is None:
        return
    if holds(actor, Role.Kind.SECRETARY):
        yield refusals.DecidesThemselves()
    if not member.votes:
        yield refusals.NoVote()
    yield from free_of_interest(member, project, at)
    yield from at_work(project, at)
    yield from still_scoring(project)
    yield from not_handed_in(member, project)
    yield from mine_to_rate(member, project, at)


@action("committee.score", label=_("Score a project"))
def score(
    actor: Actor,
    *,
    member: Member | None,
    project: Project,
    scores: Mapping[str, int],
    comments: Mapping[str, str],
    rubric: queries.Rubric,
    at: datetime,
) -> Iterator[Refusal]:
    """Each criterion that must be scored has a whole score from 0 to 5; the two ends need a comment."""
    yield from open_sheet.rule(actor, member=member, project=project, at=at)
    try:
        scoring.check(scores, rubric.weights, rubric.required, rubric.shown)
    except scoring.BadSheet:
        yield refusals.SheetIncomplete()
    else:
        ends = [key for key, value in scores.items() if value in (scoring.LOWEST, scoring.HIGHEST)]
        if any(not str(comments.get(key, "")).strip() for key in ends):
            yield refusals.CommentMissing()


@action("committee.see_scores", label=_("See the scores of others"))
def see_scores(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """Scores of others: for a member whose own are in, for the committee when the item closes, for all when decided."""
    if Decision.objects.filter(project=project).exists():
        return
    yield from see_dossier.rule(actor, member=member, project=project, at=at)
    if member is None:
        return
    own_in = (member.pk, project.pk) in queries.newest_sheets([project], member)
    if not own_in and queries.closing_of(project) is None:
        yield refusals.ScoresHidden()


@action("committee.see_remarks", label=_("Read the committee's discussion of a project"))
def see_remarks(actor: Actor, *, member: Member | None, project: Project, at: datetime) -> Iterator[Refusal]:
    """The discussion is inside the committee: for members without an interest, when their own scores are in."""
    yield from see_dossier.rule(actor, member=member, project=project, at=at)
    if member is None:
        return
    own_in = (member.pk, project.pk) in queries.newest_sheets([project], member)
    if member.votes and not own_in and queries.closing_of(project) is None:
        yield refusals.RemarksHidden()


@action("committee.remark", label=_("Say something on a project inside the committee"))
def remark(
    actor: Actor, *, member: Member | None, project: Project, text: str, at: datetime
) -> Iterator[Refusal]:
    """Who may read the discussion may add to it, until the item is decided."""
    yield from see_remarks.rule(actor, member=member, project=project, at=at)
    yield from at_work(project, at)
    if not text.strip():
        yield refusals.RemarkEmpty()


@action("committee.reopen", label=_("Reopen a score sheet"))
def reopen(actor: Actor, *, sheet: ScoreSheet, reason: str, at: datetime) -> Iterator[Refusal]:
    """The chair lets a member hand in one more revision, through the secretary, with a reason, before the closing."""
    yield from open_reopening.rule(actor, project=sheet.project, at=at)
    own = queries.newest_sheets([sheet.project], sheet.member).get((sheet.member_id, sheet.project_id))
    if own is None or own.pk != sheet.pk or hasattr(own, "reopening"):
        yield refusals.NotTheStandingSheet()
    if not reason.strip():
        yield refusals.ReasonMissing()


@action("committee.open_reopening", label=_("Open the reopening of a score sheet"))
def open_reopening(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """Only while the item is being scored."""
    yield from secretary(actor)
    yield from at_work(project, at)
    yield from still_scoring(project)


@action("committee.close_item", label=_("Close the scoring of a project"))
def close_item(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The secretary closes the scoring when there is a quorum and no challenge waits."""
    yield from secretary(actor)
    yield from at_work(project, at)
    yield from still_scoring(project)
    yield from countable(project, at)


def countable(project: Project, at: datetime) -> Iterator[Refusal]:
    """A quorum after recusals, and no challenge that is still to be decided."""
    committee = Committee.objects.reviewing(project.envelope.cycle_id).first()
    if committee is None or not queries.standing(committee, project, at).has_quorum:
        yield refusals.NoQuorum()
    if Challenge.objects.filter(project=project, outcome=Challenge.Outcome.PENDING).exists():
        yield refusals.ChallengePending()


@action("committee.shape_round", label=_("Set the rubric and rules of a round"))
def shape_round(actor: Actor, *, round_: Round) -> Iterator[Refusal]:
    """The secretary sets criteria, weights and rules, as long as nobody has handed in a sheet in the round."""
    yield from secretary(actor)
    if ScoreSheet.objects.filter(round=round_).exists():
        yield refusals.RubricInUse()


@action("committee.share_out", label=_("Give the projects of a round to members"))
def share_out(actor: Actor, *, round_: Round) -> Iterator[Refusal]:
    """Where not everybody rates everything, the secretary lets the projects be shared out."""
    yield from secretary(actor)
    if round_.sharing == Round.Sharing.ALL:
        yield refusals.NothingToShare()


@action("committee.open_round", label=_("Open a further round of review"))
def open_round(actor: Actor, *, committee: Committee, at: datetime) -> Iterator[Refusal]:
    """A further round begins with the rubric of the one before; earlier sheets stay on the record."""
    yield from secretary(actor)
    if not is_open(committee.cycle, at, Phase.Kind.COMMITTEE):
        yield refusals.CommitteeClosed()


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
    yield from countable(project, at)


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
