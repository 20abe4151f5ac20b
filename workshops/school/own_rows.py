"""Courses of a person."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("school.Enrolment", "user", _("Courses that you joined"), "course__title", "name", "code", "needs", "joined_at",
    "cancelled_at")  # fmt: skip
own("school.Graduate", "user", _("Courses that you completed"), "course__title", "name", "attended", "sessions",
    "graduated_at", "name_public")  # fmt: skip
