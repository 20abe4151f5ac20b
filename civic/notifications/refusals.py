"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NothingToRetry(Refusal):
    code = "notifications.nothing_to_retry"
    sentence = _("This has been delivered, or is being tried at this moment.")
    forward = _("Look at the list again.")
