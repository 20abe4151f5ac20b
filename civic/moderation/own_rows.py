"""Reports and appeals of a person, and decisions that keep them from writing."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own(
    "moderation.Report",
    "reporter",
    _("What you reported"),
    "subject",
    "rule",
    "text",
    "created_at",
    "decided_at",
)
own("moderation.Appeal", "author", _("Second looks that you asked for"), "decision__subject", "text", "created_at",
    "decided_at")  # fmt: skip
own("moderation.Block", "user", _("Decisions that kept you from writing"), "decision__rule", "decision__reason",
    "decision__at", "until", "lifted_at")  # fmt: skip
