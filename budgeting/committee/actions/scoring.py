"""A member's own work: the queue, the dossier, the sheet, the inner discussion; and reopening a sheet."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals, scoring
from budgeting.committee.actions.common import (
    at_work,
    free_of_interest,
    mine_to_rate,
    not_handed_in,
    seated,
    secretary,
    still_scoring,
)
from budgeting.committee.models import (
    Decision,
    Member,
    ScoreSheet,
)
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.see_queue", label=_("See one's own queue in the committee"))
def see_queue(actor: Actor, *, member: Member | None) -> Iterator[Refusal]:
    """Members have a queue; nobody looks into another's."""
    yield from seated(actor, member)


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
