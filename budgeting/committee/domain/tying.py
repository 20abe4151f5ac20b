"""What excludes by rule, written down: a member's relations, and the parties to a project."""

from datetime import date, datetime

from django.db import transaction

from budgeting.committee import actions
from budgeting.committee.models import Member, Party, Relation
from budgeting.committee.organisations import key_of
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.areas.models import Department
from civic.audit.domain.recording import record


@transaction.atomic
def add_relation(
    actor: Actor,
    member: Member,
    *,
    kind: str,
    person: User | None = None,
    organisation: str = "",
    department: Department | None = None,
    until: date | None = None,
    at: datetime,
) -> Relation:
    """Tell of a relative, an organisation or a department. It is never published. Raises NotAMember, SignInFirst."""
    actions.add_relation.require(actor, member=member)
    told = Relation.objects.create(
        member=member,
        kind=kind,
        person=person if kind == Relation.Kind.RELATIVE else None,
        organisation=organisation.strip() if kind == Relation.Kind.ORGANISATION else "",
        organisation_key=key_of(organisation) if kind == Relation.Kind.ORGANISATION else "",
        department=department if kind == Relation.Kind.DEPARTMENT else None,
        until=until,
        at=at,
    )
    record(actor, "committee.add_relation", member, kind=kind)  # to whom stays out of the record
    return told


@transaction.atomic
def name_party(
    actor: Actor,
    project: Project,
    *,
    kind: str,
    user: User | None = None,
    organisation: str = "",
    at: datetime,
) -> Party:
    """Write down a co-proposer or an organisation that has part in a project. Raises NotAllowed, Sealed."""
    actions.name_party.require(actor, project=project)
    person = kind == Party.Kind.CO_PROPOSER
    party = Party.objects.create(
        project=project,
        kind=kind,
        user=user if person else None,
        organisation="" if person else organisation.strip(),
        organisation_key="" if person else key_of(organisation),
        at=at,
    )
    record(actor, "committee.name_party", project, kind=kind)
    return party
