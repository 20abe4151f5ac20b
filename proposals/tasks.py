"""Celery's entry points of proposals."""

from celery import shared_task


@shared_task(ignore_result=True)
def watch_clocks() -> None:
    """Close what has run out of time and tell those whom a clock concerns. Safe at any time, any number of times."""
    from proposals.domain.clocks import watch

    watch()


@shared_task(ignore_result=True)
def count_shares() -> None:
    """Count anew how common pairs of syllables are, so that similar proposals are found cheaply. Safe at any time."""
    from proposals.domain import weighing

    weighing.count_shares()
