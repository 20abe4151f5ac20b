"""A member hands in a score sheet. It is frozen from then on; only the chair's reopening lets a further revision in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from budgeting.committee import actions, queries
from budgeting.committee.domain.drafting import sheet_lock
from budgeting.committee.domain.shaping import rubric_lock
from budgeting.committee.models import ScoreSheet
from budgeting.committee.refusals import (
    DeclareFirst,
    ItemClosed,
    NotAMember,
    NotAssigned,
    SameMoment,
    Sealed,
    SheetFrozen,
)
from budgeting.committee.triggers import CLOSED, CONFLICT, FROZEN, SEALED, UNASSIGNED
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.constraints import refusing

REFUSED = {
    SEALED: Sealed,
    CLOSED: ItemClosed,
    CONFLICT: DeclareFirst,
    FROZEN: SheetFrozen,
    UNASSIGNED: NotAssigned,
    "sheet_revisions_differ": SameMoment,
}


@transaction.atomic
def submit_sheet(
    actor: Actor, project: Project, *, scores: Mapping[str, int], comments: Mapping[str, str], at: datetime
) -> ScoreSheet:
    """Insert the member's sheet: ``scores`` by criterion, 0 to 5, ``comments`` by criterion. The draft is done with.

    Raises what actions.score yields. The row's trigger asks the same again, and waits for a closing being written.
    """
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    if member is not None:
        locks.share(rubric_lock(member.committee_id))  # the rubric does not change between check and insert
        locks.exclude(sheet_lock(member.pk, project.pk))
    rubric = queries.rubric_of(member.committee_id) if member else queries.Rubric(None, [])
    actions.score.require(
        actor, member=member, project=project, scores=scores, comments=comments, rubric=rubric, at=at
    )
    if member is None or rubric.round is None:  # refused above already; said once more for the type checker
        raise NotAMember
    earlier = member.sheets.filter(project=project, round=rubric.round)
    newest = earlier.aggregate(last=Max("revision"))["last"] or 0
    said = {key: str(text).strip() for key, text in comments.items() if key in scores and str(text).strip()}
    with refusing(REFUSED):
        sheet = ScoreSheet.objects.create(
            round=rubric.round,
            member=member,
            project=project,
            revision=newest + 1,
            scores=dict(scores),
            comments=said,
            at=at,
        )
    member.drafts.filter(project=project, round=rubric.round).delete()
    # What was scored is blind until the item closes, so the record names the act and the revision only.
    record(actor, "committee.score", project, revision=sheet.revision)
    return sheet
