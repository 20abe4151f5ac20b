"""What a person said of projects that were carried out."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("delivery.Verdict", "user", _("What you said of completed projects"), "delivery", "answer")
own(
    "delivery.AwardVote",
    "user",
    _("Your choice of the best project, until it is counted"),
    "award",
    "nominee",
)
