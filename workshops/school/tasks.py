"""Celery's entry points of the school."""

from celery import shared_task


@shared_task(ignore_result=True)
def remind_of_sessions() -> None:
    """A day before each session the enrolled are told; when a course has begun, those who got no place.

    Safe at any time, any number of times.
    """
    from civic.common.clock import now
    from workshops.school.domain.reminding import close_lines, remind

    remind(now())
    close_lines(now())
