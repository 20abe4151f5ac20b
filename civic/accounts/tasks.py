"""Periodic work on people's data."""

from celery import shared_task
from django.utils import timezone

from civic.accounts.models import ApiToken, Residency, VerificationCode


@shared_task
def purge_expired() -> None:
    """Delete what has served its purpose: expired unused codes, expired tokens, fingerprints of those who left a year ago."""
    now = timezone.now()
    VerificationCode.objects.filter(expires_at__lt=now, used_at__isnull=True).delete()
    ApiToken.objects.filter(expires_at__lt=now).delete()
    Residency.objects.filter(expires_at__lt=now, user__is_active=False).delete()
