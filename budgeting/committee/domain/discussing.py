"""What members write about an item, and what they saw where a project would be."""

from datetime import date, datetime

from django.db import transaction

from budgeting.committee import queries as seats
from budgeting.committee.models import Committee, Contribution, Item, Visit
from budgeting.committee.refusals import NotAMember
from budgeting.committee.sessions import actions
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record


@transaction.atomic
def contribute(actor: Actor, item: Item, *, text: str, at: datetime) -> Contribution:
    """Add to the discussion of an item. Raises NotAMember, NotHeard, ItemSettled, TextEmpty."""
    member = seats.seat_in(actor, item.session.committee, at)
    actions.talk.require(actor, member=member, item=item, text=text, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    contribution = Contribution.objects.create(item=item, member=member, text=text.strip(), at=at)
    record(actor, "committee.contribute", item)
    return contribution


@transaction.atomic
def record_visit(
    actor: Actor, committee: Committee, project: Project, *, on: date, place: str, went: int, finding: str
) -> Visit:
    """Write down a visit. Raises NotAllowed, TextEmpty."""
    actions.record_visit.require(actor, project=project, finding=finding)
    visit = Visit.objects.create(
        committee=committee, project=project, on=on, place=place.strip(), went=went, finding=finding.strip()
    )
    record(actor, "committee.record_visit", visit, project=project.pk, on=on, went=went)
    return visit
