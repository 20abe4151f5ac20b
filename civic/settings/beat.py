"""What the worker does by the clock. Each task is safe at any time, any number of times."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-outbox": {"task": "civic.notifications.tasks.sweep", "schedule": 5.0},
    "watch-votes": {"task": "budgeting.voting.tasks.watch_votes", "schedule": 60.0},
    "left-behind": {"task": "budgeting.cycles.tasks.leave_behind", "schedule": 60.0},
    "sequence-ledgers": {"task": "budgeting.voting.tasks.sequence_ledgers", "schedule": 60.0},
    "seal-record": {"task": "civic.audit.tasks.seal", "schedule": 60.0},
    "proposal-clocks": {"task": "proposals.tasks.watch_clocks", "schedule": 60.0},
    "fold-supports": {"task": "proposals.tasks.fold_supports", "schedule": 10.0},
    "proposal-places": {"task": "proposals.tasks.count_places", "schedule": 300.0},
    "proposal-drafts": {"task": "proposals.tasks.purge_drafts", "schedule": crontab(hour=3, minute=45)},
    "remind-drafts": {"task": "proposals.tasks.remind_drafts", "schedule": crontab(minute=20)},
    "proposal-shares": {"task": "proposals.tasks.count_shares", "schedule": crontab(hour=3, minute=50)},
    "saved-searches": {"task": "proposals.tasks.tell_saved_searches", "schedule": 900.0},
    "begin-deliveries": {"task": "budgeting.delivery.tasks.begin_waiting", "schedule": 60.0},
    "outcomes": {"task": "budgeting.delivery.tasks.watch_outcomes", "schedule": 600.0},
    "school-sessions": {"task": "workshops.school.tasks.remind_of_sessions", "schedule": 300.0},
    "room-groups": {"task": "workshops.live.tasks.sweep_groups", "schedule": 60.0},
    "workshop-outcomes": {"task": "workshops.tasks.recount_outcomes", "schedule": crontab(hour=3, minute=35)},
    "workshop-clocks": {"task": "workshops.tasks.watch_clocks", "schedule": 60.0},
    "print-minutes": {"task": "budgeting.committee.tasks.print_minutes", "schedule": 60.0},
    "votes-in-writing": {"task": "budgeting.committee.tasks.remind_of_votes", "schedule": 300.0},
    "sweep-attachments": {"task": "civic.attachments.tasks.sweep", "schedule": 120.0},
    "purge-applications": {
        "task": "budgeting.committee.tasks.purge_applications",
        "schedule": crontab(hour=3, minute=40),
    },
    "hand-over": {"task": "civic.departments.tasks.hand_over", "schedule": 300.0},
    "purge-expired": {"task": "civic.accounts.tasks.purge_expired", "schedule": crontab(hour=3, minute=30)},
}
