"""Rooms that a person booked."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("spaces.Booking", "user", _("Rooms that you booked"), "space__title", "span", "group", "purpose", "made_at",
    "cancelled_at")  # fmt: skip
