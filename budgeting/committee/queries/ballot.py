"""Whether the committee can still put a project on the ballot."""

from datetime import datetime

from django.db.models import Q

from budgeting.committee.models import Decision, Item
from budgeting.cycles.models import Project
from budgeting.cycles.queries import vote_opened
from budgeting.cycles.states import table

CARRIED = (Item.Outcome.CARRIED, Item.Outcome.CONDITIONAL)
ADMITTING = (*CARRIED, Decision.Outcome.ADMITTED, Decision.Outcome.CONDITIONAL)


def has_left(project: Project) -> bool:
    """Is it before the committee no more: withdrawn, merged, divided, found not eligible, or decided?"""
    return not table.allows("admit", project.state)


def comes_too_late(project: Project, outcome: str, at: datetime) -> bool:
    """Would this outcome put the project on the ballot of a vote that has opened?"""
    return outcome in ADMITTING and vote_opened(project.envelope.cycle, at)


def comes_to_nothing(item: Item, at: datetime) -> bool:
    """Is there nothing to publish of a decided item any more: has its project left, or does it come too late?"""
    project = item.project
    return project is not None and (has_left(project) or comes_too_late(project, item.outcome, at))


def is_full(project: Project) -> bool:
    """Do as many others of its envelope stand on the ballot, or wait for it in a session's decisions, as the rules allow?"""
    most = project.envelope.max_projects
    if most is None:
        return False
    waiting = Item.objects.filter(
        state=Item.State.DECIDED,
        outcome__in=CARRIED,
        published_at__isnull=True,
        session__committee__reviews=True,
    )
    on_it = Q(state=Project.State.ON_BALLOT)
    to_come = Q(state=Project.State.ELIGIBLE, pk__in=waiting.values("project"))
    others = Project.objects.filter(on_it | to_come, envelope=project.envelope_id).exclude(pk=project.pk)
    return others.count() >= most
