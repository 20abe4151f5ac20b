"""A member hands in a score sheet; a later one is a new revision, and the older stays on the record."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from budgeting.committee import actions, queries
from budgeting.committee.models import ScoreSheet
from budgeting.committee.refusals import DeclareFirst, NotAMember, SameMoment, Sealed
from budgeting.committee.triggers import CONFLICT, SEALED
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing


@transaction.atomic
def submit_sheet(
    actor: Actor, project: Project, *, scores: Mapping[str, int], comments: Mapping[str, str], at: datetime
) -> ScoreSheet:
    """Insert the next revision of the member's sheet: ``scores`` by criterion, 0 to 5, ``comments`` by criterion.

    Raises what actions.score yields. The row's trigger asks the same again, and waits for a decision being written.
    """
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    criteria = list(member.committee.criteria.all()) if member else []
    actions.score.require(
        actor,
        member=member,
        project=project,
        scores=scores,
        comments=comments,
        weights=queries.weights_of(criteria),
        at=at,
    )
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    newest = member.sheets.filter(project=project).aggregate(last=Max("revision"))["last"] or 0
    said = {key: str(text).strip() for key, text in comments.items() if key in scores and str(text).strip()}
    with refusing({SEALED: Sealed, CONFLICT: DeclareFirst, "sheet_revisions_differ": SameMoment}):
        sheet = ScoreSheet.objects.create(
            member=member, project=project, revision=newest + 1, scores=dict(scores), comments=said, at=at
        )
    # What was scored is blind until the decision, so the record names the act and the revision only.
    record(actor, "committee.score", project, revision=sheet.revision)
    return sheet
