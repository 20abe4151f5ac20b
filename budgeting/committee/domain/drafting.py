"""A member's draft is saved as they go, so that nothing is lost with the browser."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from budgeting.committee import actions, queries, scoring
from budgeting.committee.models import Draft
from budgeting.committee.refusals import BadDraft, DeclareFirst, ItemClosed, NotAMember, Sealed, StaleDraft
from budgeting.committee.triggers import CLOSED, CONFLICT, SEALED
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.common import locks
from civic.common.constraints import refusing

LONGEST = 500
REFUSED = {SEALED: Sealed, CLOSED: ItemClosed, CONFLICT: DeclareFirst, "draft_once_of_a_member": StaleDraft}


def sheet_lock(member: int, project: int) -> str:
    """One member's work on one project, one thing at a time: a draft on its way does not arrive after the sheet."""
    return f"committee.sheet:{member}:{project}"


@transaction.atomic
def save_draft(
    actor: Actor,
    project: Project,
    *,
    scores: Mapping[str, Any],
    comments: Mapping[str, Any],
    version: int,
    at: datetime,
) -> Draft:
    """Save what is there, complete or not. ``version``: that of the draft on the member's screen (0: none yet).

    A window that knows an older version is refused (StaleDraft), so that it cannot undo a newer one. Raises BadDraft
    and what actions.open_sheet yields.
    """
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    if member is not None:
        locks.exclude(sheet_lock(member.pk, project.pk))
    actions.open_sheet.require(actor, member=member, project=project, at=at)
    rubric = queries.rubric_of(member.committee_id) if member else None
    if member is None or rubric is None or rubric.round is None:  # refused above already
        raise NotAMember
    checked(scores, comments, rubric)
    draft = (
        Draft.objects.select_for_update().filter(round=rubric.round, member=member, project=project).first()
    )
    if (draft.version if draft else 0) != version:
        raise StaleDraft
    if draft is None:
        draft = Draft(round=rubric.round, member=member, project=project, version=0)
    draft.scores, draft.comments = dict(scores), dict(comments)
    draft.version, draft.at = draft.version + 1, at
    with refusing(REFUSED):
        draft.save()
    return draft


def checked(scores: Mapping[str, Any], comments: Mapping[str, Any], rubric: queries.Rubric) -> None:
    """Raise BadDraft unless every score and comment belongs to a criterion and fits it."""
    known = {one.key for one in rubric.criteria}
    levels = all(
        isinstance(one, int) and not isinstance(one, bool) and scoring.LOWEST <= one <= scoring.HIGHEST
        for one in scores.values()
    )
    texts = all(isinstance(one, str) and len(one) <= LONGEST for one in comments.values())
    if not (levels and texts and set(scores) <= known and set(comments) <= known):
        raise BadDraft
