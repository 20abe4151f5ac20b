"""Celery's entry points of the results."""

from celery import shared_task


@shared_task(ignore_result=True)
def count_in_background(cycle: int, officer: int) -> None:
    """Count a closed vote for an officer; its progress stands in the cache. A second run finds it counted and ends."""
    from budgeting.results.domain.jobs import run

    run(cycle, officer)
