"""What several rules ask: who is the secretary, who holds a seat, what is before the committee, who is free of interest."""

from collections.abc import Iterator
from datetime import datetime

from budgeting.committee import queries, refusals
from budgeting.committee.models import (
    Calibration,
    Closing,
    Decision,
    Declaration,
    Item,
    Member,
    Round,
)
from budgeting.cycles.models import Project
from budgeting.cycles.queries import is_open
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.accounts.second_factor import lacks_second_factor
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
    decided = Item.objects.filter(project=project, state=Item.State.DECIDED)
    voted = decided.filter(published_at__isnull=True).exists()
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
