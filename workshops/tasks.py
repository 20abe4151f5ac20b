"""Celery's entry points of workshops."""

from celery import shared_task


@shared_task(ignore_result=True)
def recount_outcomes() -> None:
    """Count anew what became of opinions, correct the stored figure, and report where it was wrong. Safe at any time."""
    from workshops.domain import outcomes

    outcomes.recount()


@shared_task(ignore_result=True)
def watch_clocks() -> None:
    """Remind the registered a day before; pass on places that nobody took; bring what is due
    back to the desk; delete what is kept for a while only.

    Safe at any time, any number of times.
    """
    from civic.common.clock import now
    from workshops.domain.applying import applications_due
    from workshops.domain.clocks import remind
    from workshops.domain.following_up import closing_due, promises_due, reports_due
    from workshops.domain.forgetting import forget
    from workshops.domain.lateness import answers_due, never_begun, ownerless_due, speakers_wait
    from workshops.domain.waiting import close_lines, end_offers

    end_offers(now())
    close_lines(now())
    remind(now())
    for come_back in (
        answers_due, applications_due, closing_due, forget, never_begun, ownerless_due, promises_due, reports_due, speakers_wait,
    ):  # fmt: skip
        come_back(now())
