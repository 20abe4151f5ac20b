"""Celery's entry points of proposals."""

from typing import Any

from celery import shared_task


@shared_task(ignore_result=True)
def watch_clocks() -> None:
    """Close what has run out of time and tell those whom a clock concerns. Safe at any time, any number of times."""
    from proposals.domain.clocks import watch

    watch()


@shared_task(ignore_result=True)
def fold_supports(pk: int | None = None) -> None:
    """Take supports into the counter that were given while another had the row: of one proposal, or of all (the sweep).

    Safe at any time, any number of times.
    """
    from civic.common.clock import now
    from proposals.domain import counting

    if pk is None:
        counting.fold_all(at=now())
    else:
        counting.fold(pk, at=now())


@shared_task(ignore_result=True)
def count_places(asked: dict[str, Any] | None = None) -> None:
    """Count the proposals of each district for the maps: everything, or several filters together. Safe at any time."""
    from civic.common.clock import now
    from proposals import mapped
    from proposals.domain import tallying
    from proposals.listing import Wish

    if asked is None:
        tallying.tally(now())
    else:
        mapped.keep(Wish(**asked), now())


@shared_task(ignore_result=True)
def count_shares() -> None:
    """Count anew how common pairs of syllables are, so that similar proposals are found cheaply. Safe at any time."""
    from proposals.domain import weighing

    weighing.count_shares()


@shared_task(ignore_result=True)
def purge_drafts() -> None:
    """Delete drafts that nobody has touched for as long as their pages say. Safe at any time."""
    from civic.common.clock import now
    from proposals.domain import drafting

    drafting.purge(now())


@shared_task(ignore_result=True)
def remind_drafts() -> None:
    """Remind those whose draft has lain for two days, once. Safe at any time, any number of times."""
    from civic.common.clock import now
    from proposals.domain import reminding

    reminding.remind(now())


@shared_task(ignore_result=True)
def tell_saved_searches() -> None:
    """Tell the owners of saved searches what is new in them. Safe at any time, any number of times."""
    from proposals.domain import searching

    searching.tell_all()
