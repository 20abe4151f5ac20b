"""Changing, merging and dividing projects, and holding two apart."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.actions.common import GATHERING, STANDING, budget_officer, within_ceiling
from budgeting.cycles.models import Project, RuleSet
from budgeting.cycles.states import table
from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.areas.rules import in_force
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("cycles.shape_project", label=_("Change, merge or divide a project"))
def shape_project(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The budget officer shapes projects while the cycle gathers or reviews and the committee has not decided."""
    yield from budget_officer(actor)
    if not table.allows("merge", project.state):
        yield refusals.NotShapeable()
    if not queries.is_open(project.envelope.cycle, at, *GATHERING):
        yield refusals.NotShapingTime()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()


@action("cycles.revise_project", label=_("Change the text of a project"))
def revise_project(actor: Actor, *, project: Project, reason: str, at: datetime) -> Iterator[Refusal]:
    """A change of the text leaves the earlier version readable and says why."""
    yield from shape_project.rule(actor, project=project, at=at)
    if not reason.strip():
        yield refusals.ReasonNeeded()


@action("cycles.merge_projects", label=_("Merge a project into another"))
def merge_projects(
    actor: Actor, *, project: Project, into: Project, reason: str, cost: int, at: datetime
) -> Iterator[Refusal]:
    """A project goes into another of the same envelope, which its department then reviews anew."""
    yield from shape_project.rule(actor, project=project, at=at)
    if into.pk == project.pk or into.envelope_id != project.envelope_id:
        yield refusals.SameProject()
    if not table.allows("merge", into.state):
        yield refusals.NotShapeable()
    if not reason.strip():
        yield refusals.ReasonNeeded()
    yield from within_ceiling(into.envelope, cost, is_event=into.is_event)


@action("cycles.divide_project", label=_("Divide a project into several"))
def divide_project(
    actor: Actor, *, project: Project, costs: Sequence[int], reason: str, at: datetime
) -> Iterator[Refusal]:
    """A project is divided into two or more, which its department then reviews one by one."""
    yield from shape_project.rule(actor, project=project, at=at)
    if len(costs) < 2:
        yield refusals.TooFewParts()
    if not reason.strip():
        yield refusals.ReasonNeeded()
    for cost in costs:
        yield from within_ceiling(project.envelope, cost, is_event=project.is_event)


@action("cycles.hold_apart", label=_("Say that two projects exclude one another"))
def hold_apart(
    actor: Actor, *, project: Project, other: Project | None, reason: str, at: datetime
) -> Iterator[Refusal]:
    """Until prices are published, in a cycle whose count takes only one of the two. ``other`` None: not chosen yet."""
    yield from budget_officer(actor)
    if not _pairs_count(project):
        yield refusals.CountKnowsNoPairs()
    if project.state not in STANDING or (other is not None and other.state not in STANDING):
        yield refusals.NotShapeable()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()
    if other is None:
        return
    if other.pk == project.pk or other.envelope_id != project.envelope_id:
        yield refusals.SameProject()
    if not reason.strip():
        yield refusals.ReasonNeeded()


HANDED_ON = (*STANDING, Project.State.INELIGIBLE)


@action("cycles.hand_on", label=_("Give a project to another department"))
def hand_on(
    actor: Actor, *, project: Project, department: Department | None, reason: str | None
) -> Iterator[Refusal]:
    """The budget officer, as long as the project may still come to the ballot or stands on it; with a reason. None: not
    chosen, not written yet."""
    yield from budget_officer(actor)
    if project.state not in HANDED_ON:
        yield refusals.NotHandedOn()
    if department is not None:
        yield from in_force(department)
        if department.pk == project.department_id:
            yield refusals.InChargeAlready()
    if reason is not None and not reason.strip():
        yield refusals.ReasonNeeded()


def _pairs_count(project: Project) -> bool:
    rules = getattr(project.envelope.cycle, "rules", None)
    return rules is not None and rules.count_rule == RuleSet.CountRule.EXCLUSIVE
