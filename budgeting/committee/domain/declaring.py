"""A member declares, project by project, whether there is an interest: before any content is shown."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.models import Declaration
from budgeting.committee.refusals import NotAMember, Withdrawn
from budgeting.committee.triggers import STAYS_WITHDRAWN
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing


@transaction.atomic
def declare_interest(
    actor: Actor, project: Project, *, interest: str, ground: str = "", at: datetime
) -> Declaration:
    """Declare "none", or "self" with a ground that is never published. A declaration after scoring voids the sheet.

    Raises NotAMember, CommitteeClosed, NotBeforeTheCommittee, Excluded, Withdrawn, GroundMissing, Sealed.
    """
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    actions.declare.require(actor, member=member, project=project, interest=interest, ground=ground, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    scored = (member.pk, project.pk) in queries.newest_sheets([project], member)
    clear = interest == Declaration.Interest.NONE
    with refusing({STAYS_WITHDRAWN: Withdrawn}):
        declaration = Declaration.objects.create(
            member=member, project=project, interest=interest, ground="" if clear else ground.strip(), at=at
        )
    # The ground stays out of the record, which auditors and, in parts, everybody read.
    record(actor, "committee.declare", project, interest=interest, voids_scores=scored and not clear)
    return declaration
