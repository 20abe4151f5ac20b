"""Celery's entry points of the outbox."""

from celery import shared_task


@shared_task(ignore_result=True)
def sweep() -> None:
    """Deliver what waits: fan events out to inboxes, then send mails. Safe to run at any time and any number of times."""
    from civic.notifications.domain.delivering import deliver_waiting

    deliver_waiting()
