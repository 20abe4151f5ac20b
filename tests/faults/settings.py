"""Settings of the servers in the fault tests: the suite's own, a real mail server, and short waits."""

from civic.settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {"task": "civic.notifications.tasks.sweep", "schedule": 0.5},
    "sequence-ledgers": {"task": "budgeting.voting.tasks.sequence_ledgers", "schedule": 1.0},
}
OUTBOX_LEASE_SECONDS = 2
OUTBOX_RETRY_SECONDS = 0.5
