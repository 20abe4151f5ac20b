"""Celery's entry points of departments."""

from celery import shared_task


@shared_task(ignore_result=True)
def hand_over() -> None:
    """Give what is open with ended departments to their successors. Safe at any time, any number of times."""
    from civic.departments.domain import handing_over

    handing_over.hand_over()
