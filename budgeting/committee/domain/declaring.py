"""A member declares, project by project, whether there is an interest: before any content is shown."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.domain.closing import close_again
from budgeting.committee.models import Declaration, Member
from budgeting.committee.refusals import NotAMember, Withdrawn
from budgeting.committee.triggers import STAYS_WITHDRAWN
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def declare_interest(
    actor: Actor, project: Project, *, interest: str, ground: str = "", kind: str = "", at: datetime
) -> Declaration:
    """Declare "none", or "self" with a kind and a ground that are never published. After scoring it voids the sheet.

    Raises NotAMember, CommitteeClosed, NotBeforeTheCommittee, Excluded, Withdrawn, GroundMissing, Sealed.
    """
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    member = queries.seat_of(actor, project.envelope.cycle_id, at)
    actions.declare.require(actor, member=member, project=project, interest=interest, ground=ground, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    if interest == Declaration.Interest.NONE:
        with refusing({STAYS_WITHDRAWN: Withdrawn}):
            declaration = Declaration.objects.create(member=member, project=project, interest=interest, at=at)
        record(actor, "committee.declare", project, interest=interest, voids_scores=False)
        return declaration
    return put_out(
        actor,
        member,
        project,
        interest=interest,
        ground=ground.strip(),
        kind=kind or Declaration.Kind.OTHER,
        at=at,
    )


def put_out(
    actor: Actor, member: Member, project: Project, *, interest: str, ground: str, kind: str, at: datetime
) -> Declaration:
    """Take a member out of a project; a sheet that is in no longer counts, and everybody concerned can see that it does not.

    The caller holds the project's row.
    """
    scored = (member.pk, project.pk) in queries.newest_sheets([project], member)
    declaration = Declaration.objects.create(
        member=member, project=project, interest=interest, ground=ground, kind=kind, late=scored, at=at
    )
    member.drafts.filter(project=project).delete()
    # The ground stays out of the record, which auditors and, in parts, everybody read.
    record(actor, "committee.declare", project, interest=interest, voids_scores=scored)
    if scored:
        notify(
            "committee.declared_late",
            declaration,
            path=f"/committee/desk/{project.envelope.cycle.slug}/",
            title=project.title,
            title_en=project.title_en,
        )
        close_again(actor, project, at=at)
    return declaration
