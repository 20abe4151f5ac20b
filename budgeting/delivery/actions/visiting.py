"""What may be done about visits of citizen monitors, by whom."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from budgeting.delivery import refusals
from budgeting.delivery.actions.keeping import happened, in_charge
from budgeting.delivery.models import Delivery, Visit
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("delivery.record_visit", label=_("Record a visit of citizen monitors"))
def record_visit(
    actor: Actor, *, delivery: Delivery, visited_on: date, finding: str, today: date
) -> Iterator[Refusal]:
    """The budget officer writes down what citizen monitors found, also after the end; never the department itself."""
    yield from see_to_visits.rule(actor)
    yield from happened(delivery, visited_on, today)
    if not finding.strip():
        yield refusals.FindingMissing()


@action("delivery.see_to_visits", label=_("Look after the citizen monitors"))
def see_to_visits(actor: Actor) -> Iterator[Refusal]:
    """The office that runs the budget looks after the monitors, not the department they look at."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.BUDGET):
        yield NotAllowed()


@action("delivery.answer_visit", label=_("Answer citizen monitors"))
def answer_visit(actor: Actor, *, visit: Visit, answer: str) -> Iterator[Refusal]:
    """The department in charge answers each finding once, also after the end."""
    yield from answer_visits.rule(actor, delivery=visit.delivery)
    if visit.answered_at is not None:
        yield refusals.AlreadyAnswered()
    if not answer.strip():
        yield refusals.AnswerMissing()


@action("delivery.answer_visits", label=_("See the findings to be answered"))
def answer_visits(actor: Actor, *, delivery: Delivery) -> Iterator[Refusal]:
    """Only the department in charge."""
    yield from in_charge(actor, delivery)
