"""Celery's entry points."""

from celery import shared_task


@shared_task(ignore_result=True)
def prepare(pk: int) -> None:
    """Make the renditions of one photo."""
    from civic.attachments.domain import rendering

    rendering.prepare(pk)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Delete what is gone, prepare what was forgotten."""
    from civic.attachments.domain import sweeping
    from civic.common.clock import now

    sweeping.sweep(now())
