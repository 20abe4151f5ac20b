"""A proposal becomes a costed project of a cycle."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_noop

from budgeting.cycles import actions
from budgeting.cycles.domain.versions import keep_version
from budgeting.cycles.models import Envelope, Project
from budgeting.cycles.refusals import AlreadyInCycle, MoneyFrozen
from budgeting.cycles.triggers import MONEY_FROZEN
from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow, open_thread
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify
from proposals.domain import holding
from proposals.models import Proposal

TAKEN_REASON = gettext_noop("The proposal became a project.")


@transaction.atomic
def take_project(
    actor: Actor,
    proposal: Proposal,
    *,
    envelope: Envelope,
    cost: int,
    at: datetime,
    beneficiaries: str = "",
    beneficiaries_en: str = "",
    summary: str = "",
    summary_en: str = "",
    department: Department | None = None,
    is_event: bool = False,
) -> Project:
    """Make ``proposal`` a project of ``envelope`` that costs ``cost`` won; its department reviews it next.

    Raises NotAdopted, ProposalGone, DepartmentMissing, NotGathering, OverCeiling, OverEventCeiling, UnderFloor,
    AlreadyInCycle, MoneyFrozen.
    Numbers of a cycle run on under the lock of its process row, so that two officers never give the same one.
    """
    proposal = holding.beside(proposal.pk, "call")  # nobody withdraws, merges or hides it meanwhile
    locked = (
        Envelope.objects.select_for_update(of=("cycle",)).select_related("cycle__process").get(pk=envelope.pk)
    )
    actions.take_project.require(
        actor,
        proposal=proposal,
        envelope=locked,
        cost=cost,
        at=at,
        is_event=is_event,
        department=department,
    )
    project = Project(
        envelope=locked,
        number=str(next_number(locked)),
        proposal=proposal,
        title=proposal.title,
        title_en=proposal.title_en,
        department=department or proposal.department,
        area=proposal.area,
        topic=proposal.topic,
        place=proposal.place,
        summary=summary or proposal.body,
        summary_en=summary_en or proposal.body_en,
        beneficiaries=beneficiaries,
        beneficiaries_en=beneficiaries_en,
        is_event=is_event,
        proposed_cost=cost,
        cost=cost,
        created_at=at,
    )
    with refusing({MONEY_FROZEN: MoneyFrozen, "project_once_from_a_proposal": AlreadyInCycle}):
        project.save()
    project.thread = open_thread(project, f"/budget/projects/{project.pk}/")
    project.save(update_fields=["thread"])
    for writer in filter(None, [proposal.author, *(one.user for one in proposal.co_proposers.standing())]):
        follow(writer, project.thread)
    keep_version(actor, project, reason=TAKEN_REASON, at=at)
    record(actor, "cycles.take_project", project, proposal=proposal.number, cost=cost, envelope=locked.key)
    path = f"/budget/projects/{project.pk}/"
    notify(
        "cycles.project_taken",
        project,
        path=path,
        title=project.title,
        title_en=project.title_en,
        cycle=locked.cycle.process.title,
        cycle_en=locked.cycle.process.title_en,
    )
    return project


def next_number(envelope: Envelope) -> int:
    """The next number in the cycle; the caller holds the lock on the cycle's row."""
    counted = Project.objects.filter(envelope__cycle=envelope.cycle_id).aggregate(all=Count("pk"))["all"]
    taken = set(Project.objects.filter(envelope__cycle=envelope.cycle_id).values_list("number", flat=True))
    number: int = counted + 1
    while str(number) in taken:
        number += 1
    return number
