"""Celery's entry points of delivery."""

from celery import shared_task


@shared_task(ignore_result=True)
def begin_waiting() -> None:
    """Begin the deliveries of published results; safe at any time, any number of times."""
    from budgeting.cycles.models import Cycle
    from budgeting.delivery.domain.beginning import begin_for_cycle, waiting
    from civic.accounts.actors import System
    from civic.common.clock import now

    for cycle in Cycle.objects.filter(pk__in=waiting()):
        begin_for_cycle(cycle, System("delivery.begin_waiting"), now())


@shared_task(ignore_result=True)
def watch_outcomes() -> None:
    """Ask citizens about what was completed some weeks ago, and count the choices that are over."""
    from budgeting.delivery.domain import awarding, judging
    from civic.common.clock import now

    at = now()
    judging.ask_due(at)
    awarding.count_due(at)
