"""Celery's entry points of the school."""

from celery import shared_task


@shared_task(ignore_result=True)
def remind_of_sessions() -> None:
    """A day before each session the enrolled are told. Safe at any time, any number of times."""
    from civic.common.clock import now
    from workshops.school.domain.reminding import remind

    remind(now())
