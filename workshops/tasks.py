"""Celery's entry points of workshops."""

from celery import shared_task


@shared_task(ignore_result=True)
def watch_clocks() -> None:
    """Remind the registered a day before; pass on places that nobody took; bring promises and reports back to the desk.

    Safe at any time, any number of times.
    """
    from civic.common.clock import now
    from workshops.domain.clocks import remind
    from workshops.domain.following_up import closing_due, promises_due, reports_due
    from workshops.domain.waiting import end_offers

    end_offers(now())
    remind(now())
    for come_back in (closing_due, promises_due, reports_due):
        come_back(now())
