"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class TooManyTokens(Refusal):
    code = "api.too_many_tokens"
    sentence = _("You already have %(count)s tokens.")
    forward = _("Revoke one that you no longer use.")


class NotYourToken(Refusal):
    code = "api.not_your_token"
    sentence = _("There is no such token of yours.")
    status = 404
