"""What the inbox holds about a person."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own(
    "notifications.Message",
    "user",
    _("Your inbox"),
    "event__kind",
    "event__params__title",
    "created_at",
    "read_at",
)
own("notifications.Preference", "user", _("What you want by e-mail"), "family", "by_mail")
