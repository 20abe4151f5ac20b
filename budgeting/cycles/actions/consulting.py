"""Asking another department, and its opinion."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import refusals
from budgeting.cycles.actions.common import while_reviewed
from budgeting.cycles.actions.reviewing import open_review
from budgeting.cycles.models import PartnerOpinion, Project
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.areas.models import Department
from civic.areas.rules import in_force
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("cycles.ask_partner", label=_("Ask another department about a project"))
def ask_partner(
    actor: Actor, *, project: Project, department: Department | None, question: str, at: datetime
) -> Iterator[Refusal]:
    """The officer who reviews asks another department about its own field. ``department`` None: not chosen yet."""
    yield from open_review.rule(actor, project=project, at=at)
    if department is None:
        return
    if department.pk == project.department_id:
        yield refusals.PartnerIsInCharge()
    yield from in_force(department)
    if PartnerOpinion.objects.filter(project=project, department=department).exists():
        yield refusals.PartnerAsked()
    if not question.strip():
        yield refusals.TextMissing()


@action("cycles.give_opinion", label=_("Give a partner department's opinion"))
def give_opinion(
    actor: Actor, *, project: Project, opinion: PartnerOpinion | None, text: str | None, at: datetime
) -> Iterator[Refusal]:
    """An officer of a department that was asked answers, once, during the review. ``text`` None: not written yet."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif opinion is None or not holds(actor, Role.Kind.OFFICER, department=opinion.department_id):
        yield refusals.NotAsked()
    if opinion is not None and opinion.answered_at is not None:
        yield refusals.NotAsked()
    yield from while_reviewed(project, at)
    if text is not None and not text.strip():
        yield refusals.TextMissing()
