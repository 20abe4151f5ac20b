"""The chair lets a member hand in one more revision of a sheet; the secretary writes down that, and why."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions
from budgeting.committee.models import Draft, Reopening, ScoreSheet
from budgeting.committee.refusals import NotTheStandingSheet
from budgeting.committee.triggers import CONFLICT
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def reopen(actor: Actor, sheet: ScoreSheet, *, reason: str, at: datetime) -> Reopening:
    """Reopen the sheet that stands; it goes on counting until the next revision is in.

    Raises NotAllowed, CommitteeClosed, Sealed, ItemClosed, NotTheStandingSheet, ReasonMissing.
    """
    project = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.project_id)
    actions.reopen.require(actor, sheet=sheet, reason=reason, at=at)
    with refusing({"committee_reopening_sheet_id_key": NotTheStandingSheet}):
        reopening = Reopening.objects.create(sheet=sheet, reason=reason.strip(), by=person(actor), at=at)
    with refusing(
        {CONFLICT: NotTheStandingSheet}
    ):  # the member has dropped out since: there is nothing to reopen
        Draft.objects.create(
            round_id=sheet.round_id,
            member_id=sheet.member_id,
            project=project,
            scores=sheet.scores,
            comments=sheet.comments,
            at=at,
        )
    record(actor, "committee.reopen", project, revision=sheet.revision, reason=reopening.reason)
    notify(
        "committee.reopened",
        reopening,
        path=f"/committee/items/{project.pk}/",
        title=project.title,
        title_en=project.title_en,
        reason=reopening.reason,
    )
    return reopening
