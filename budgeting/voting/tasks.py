"""Celery's entry points of voting."""

from celery import shared_task


@shared_task(ignore_result=True)
def watch_votes() -> None:
    """Every minute: tell of openings, remind, and relay recorded ballots in batches."""
    from budgeting.voting.domain.watching import watch
    from civic.common.clock import now

    watch(now())


@shared_task(ignore_result=True)
def sequence_ledgers() -> None:
    """Every minute: from the box to the public ledger, in batches under signed heads."""
    from budgeting.voting.domain.sequencing import sequence_due
    from civic.common.clock import now

    sequence_due(now())
