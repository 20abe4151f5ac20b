"""Celery's entry points of the live room."""

from celery import shared_task


@shared_task(ignore_result=True)
def regroup_room(room_id: int) -> None:
    """Reckon the opinion groups of a room whose answers have changed. Safe at any time, any number of times."""
    from civic.common.clock import now
    from workshops.live.domain import grouping, nudging

    nudging.taken(room_id)
    found = grouping.regroup(room_id, at=now())
    nudging.rest(room_id, found.votes if found else 0)


@shared_task(ignore_result=True)
def sweep_groups() -> None:
    """Reckon the rooms for which the call was lost. Safe at any time, any number of times."""
    from civic.common.clock import now
    from workshops.live.domain.grouping import regroup_lost

    regroup_lost(now())
