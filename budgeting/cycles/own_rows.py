"""Objections of a person to projects."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("cycles.Objection", "author", _("Objections that you made to reviews"), "project", "text", "at", "due_on", "outcome",
    "answer", "answered_at")  # fmt: skip
