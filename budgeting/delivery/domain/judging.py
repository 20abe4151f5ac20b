"""What citizens say of completed projects: asked some weeks after the end, answered once each."""

from datetime import datetime

from django.db import transaction

from budgeting.delivery import actions
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import ASK_AFTER, Delivery, Verdict
from budgeting.delivery.queries import day
from budgeting.delivery.states import State
from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record


def ask_due(at: datetime) -> int:
    """Ask about every project that was completed four weeks ago and not asked about yet; gives how many."""
    due = Delivery.objects.filter(
        state=State.COMPLETED, asked_at__isnull=True, completed_on__lte=day(at - ASK_AFTER)
    )
    return sum(_ask(pk, at) for pk in due.order_by("pk").values_list("pk", flat=True)[:100])


@transaction.atomic
def _ask(pk: int, at: datetime) -> bool:
    """The row is locked: two workers at once ask once."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("project").get(pk=pk)
    if delivery.asked_at is not None or delivery.state != State.COMPLETED:
        return False
    delivery.asked_at = at
    delivery.save(update_fields=["asked_at"])
    record(System("delivery.ask_due"), "delivery.ask", delivery)
    tell("outcome_asked", delivery)
    return True


@transaction.atomic
def confirm(actor: Actor, delivery: Delivery, *, answer: str, at: datetime) -> Verdict:
    """Say whether the project came out as promised; a second answer replaces the first. Raises ``delivery.confirm_outcome``.

    The record notes no answer: who said what is nobody's business.
    """
    actions.confirm_outcome.require(actor, delivery=delivery, at=at)
    if answer not in Verdict.Answer.values:
        raise ValueError(f"unknown answer {answer!r}")
    verdict, _created = Verdict.objects.update_or_create(
        delivery=delivery, user=person(actor), defaults={"answer": answer}
    )
    return verdict
