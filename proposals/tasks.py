"""Celery's entry points of proposals."""

from celery import shared_task


@shared_task(ignore_result=True)
def watch_clocks() -> None:
    """Close what has run out of time and tell those whom a clock concerns. Safe at any time, any number of times."""
    from proposals.domain.clocks import watch

    watch()
