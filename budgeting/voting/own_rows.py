"""What the vote keeps beside the ballots; which ballot is whose is stored nowhere."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("voting.Reminder", "user", _("Votes of whose close you asked to be reminded"), "group")
