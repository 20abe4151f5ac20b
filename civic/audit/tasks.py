"""Celery's entry point of the record."""

from celery import shared_task


@shared_task(ignore_result=True)
def seal() -> None:
    """Chain the entries that no running transaction can still overtake."""
    from civic.audit.domain.sealing import seal_settled

    seal_settled()
