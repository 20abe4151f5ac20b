"""The committee's discussion of a project, inside the committee."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.models import Remark
from budgeting.committee.refusals import DeclareFirst, NotAMember
from budgeting.committee.triggers import CONFLICT
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing


@transaction.atomic
def remark(actor: Actor, project: Project, *, text: str, at: datetime) -> Remark:
    """Say something on a project to the other members. Raises what actions.remark yields."""
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    actions.remark.require(actor, member=member, project=project, text=text, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    with refusing({CONFLICT: DeclareFirst}):
        said = Remark.objects.create(member=member, project=project, text=text.strip(), at=at)
    record(actor, "committee.remark", project)
    return said
