"""Asking to be reminded before the close."""

from django.db import transaction

from budgeting.cycles.models import Cycle
from budgeting.voting import actions
from budgeting.voting.models import Reminder
from civic.accounts.actors import Actor, person
from civic.common.clock import now


def set_reminder(actor: Actor, cycle: Cycle, *, wanted: bool) -> None:
    """Put the person on the list of those to be reminded, or take them off; twice is once. Raises Refusal."""
    with transaction.atomic():
        actions.ask_reminder.require(actor, cycle=cycle, at=now())
        if wanted:
            Reminder.objects.get_or_create(group=cycle.voting, user=person(actor))
        else:
            Reminder.objects.filter(group=cycle.voting, user=person(actor)).delete()
