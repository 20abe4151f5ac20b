"""Setting up a committee and appointing its members."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from budgeting.committee import actions
from budgeting.committee.domain.shaping import begin_round
from budgeting.committee.models import Committee, Member
from budgeting.committee.refusals import AlreadyAMember, CommitteeExists
from budgeting.cycles.models import Cycle
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def make_committee(
    actor: Actor, cycle: Cycle, *, name: str, name_en: str = "", drop_extremes_from: int | None = None
) -> Committee:
    """The committee of a cycle, with the default rubric. Raises CommitteeExists, NotAllowed."""
    actions.make.require(actor, cycle=cycle)
    with refusing({"committee_reviews_a_cycle_alone": CommitteeExists}):
        committee = Committee.objects.create(
            cycle=cycle,
            slug=cycle.slug,
            name=name,
            name_en=name_en,
            drop_extremes_from=drop_extremes_from,
        )
    begin_round(committee, at=timezone.now())
    record(actor, "committee.make", committee, cycle=cycle.slug)
    return committee


@transaction.atomic
def appoint_member(
    actor: Actor,
    committee: Committee,
    user: User,
    *,
    kind: str,
    votes: bool = True,
    starts_on: date,
    ends_on: date | None = None,
) -> Member:
    """Give ``user`` a seat. Raises AlreadyAMember, NotAllowed."""
    actions.appoint.require(actor, committee=committee, user=user)
    with refusing({"member_once_in_a_committee": AlreadyAMember}):
        member = Member.objects.create(
            committee=committee, user=user, kind=kind, votes=votes, starts_on=starts_on, ends_on=ends_on
        )
    record(actor, "committee.appoint", member, kind=kind, votes=votes, starts_on=starts_on, ends_on=ends_on)
    notify(
        "committee.appointed",
        member,
        path="/committee/queue/",
        title=committee.name,
        title_en=committee.name_en,
    )
    return member


@transaction.atomic
def make_body(
    actor: Actor,
    cycle: Cycle,
    *,
    kind: str,
    slug: str,
    name: str,
    name_en: str = "",
    area: Area | None = None,
    parent: Committee | None = None,
) -> Committee:
    """A committee that prepares or plans, beside the one that reviews. Raises BodyIncomplete, CommitteeExists, NotAllowed."""
    actions.make_body.require(actor, kind=kind, area=area, parent=parent)
    with refusing({"committee_committee_slug_key": CommitteeExists}):
        committee = Committee.objects.create(
            cycle=cycle,
            kind=kind,
            slug=slug,
            reviews=False,
            name=name,
            name_en=name_en,
            area=area,
            parent=parent,
        )
    record(actor, "committee.make_body", committee, cycle=cycle.slug, kind=kind)
    return committee
