"""Celery's entry points of cycles."""

from celery import shared_task


@shared_task(ignore_result=True)
def leave_behind() -> None:
    """Every minute: what was not ready when a vote opened is left behind, and told."""
    from budgeting.cycles.domain.leaving_behind import leave_behind
    from civic.common.clock import now

    leave_behind(now())
