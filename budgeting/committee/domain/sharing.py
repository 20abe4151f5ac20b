"""Sharing the projects of a round out among the members, where not everybody rates everything."""

from datetime import datetime
from itertools import cycle

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.assigning import balanced, by_group
from budgeting.committee.domain.shaping import rubric_lock
from budgeting.committee.models import Assignment, Committee, Member, Round, ScoreSheet
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks


@transaction.atomic
def share_out(actor: Actor, round_: Round, *, at: datetime) -> int:
    """Give every project before the committee to members, as the round says; gives how many shares.

    Balanced: to so many members, evenly. By sub-committees: to all members of one of them, that of the project's own area
    where there is one, else each in turn. Members who are excluded or have withdrawn get no share. Run again, it shares
    anew what nobody has scored yet who still sits and has not withdrawn, and leaves the rest. Raises NotAllowed, NothingToShare.
    """
    locks.exclude(rubric_lock(round_.committee_id))
    actions.share_out.require(actor, round_=round_)
    committee = round_.committee
    projects = list(queries.before_committee(committee.cycle).order_by("pk"))
    members = list(committee.members.filter(queries.in_force(queries.day(at)), votes=True).order_by("pk"))
    declared = queries.newest_declarations(projects)
    barred = queries.conflicts(members, projects, at) | {
        pair for pair, interest in declared.items() if interest != queries.CLEAR
    }
    scored = ScoreSheet.objects.filter(round=round_, project__in=projects, member__in=members)
    begun = {
        project
        for project, member in scored.values_list("project_id", "member_id")
        if (member, project) not in barred
    }
    items = [one.pk for one in projects if one.pk not in begun]
    Assignment.objects.filter(round=round_, project__in=items).delete()
    seats = [one.pk for one in members]
    if round_.sharing == Round.Sharing.GROUPS:
        shares = by_group(_groups(committee, members), _group_of_items(committee, projects, items), barred)
    else:
        shares = balanced(items, seats, round_.per_item or 1, barred)
    made = Assignment.objects.bulk_create(
        Assignment(round=round_, project_id=project, member_id=member, at=at)
        for project, given in shares.items()
        for member in given
    )
    record(actor, "committee.share_out", round_, projects=len(items), shares=len(made))
    return len(made)


def _groups(committee: Committee, members: list[Member]) -> dict[int, int | None]:
    """Member → the sub-committee in which they sit as well; None for who sits in none."""
    subs = Member.objects.filter(committee__parent=committee).values_list("user_id", "committee_id")
    of_user = dict(subs.order_by("-pk"))
    return {one.pk: of_user.get(one.user_id) for one in members}


def _group_of_items(committee: Committee, projects: list[Project], items: list[int]) -> dict[int, int | None]:
    """Project → its sub-committee; None where there are no sub-committees: then every member rates it."""
    parts = list(committee.parts.order_by("pk"))
    by_area = {part.area_id: part.pk for part in parts if part.area_id}
    turn = cycle([part.pk for part in parts] or [None])
    chosen = [one for one in projects if one.pk in items]
    return {one.pk: by_area.get(one.area_id or "") or next(turn) for one in chosen}
