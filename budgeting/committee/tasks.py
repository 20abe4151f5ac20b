"""Celery's entry points of committees."""

from celery import shared_task


@shared_task(ignore_result=True)
def purge_applications() -> None:
    """Delete applications that have served. Safe at any time, any number of times."""
    from budgeting.committee.domain import recruiting
    from civic.common.clock import now

    recruiting.purge_applications(now())


@shared_task(ignore_result=True)
def print_minutes() -> None:
    """Set the files of minutes that were published since. Safe at any time, any number of times."""
    from budgeting.committee.domain import printing
    from civic.common.clock import now

    printing.print_waiting(now())


@shared_task(ignore_result=True)
def remind_of_votes() -> None:
    """Remind members whose votes in writing are missing. Safe at any time, any number of times."""
    from budgeting.committee.domain import reminding
    from civic.common.clock import now

    reminding.remind_of_votes(now())
