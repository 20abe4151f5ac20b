"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class TooManyTokens(Refusal):
    code = "api.too_many_tokens"
    sentence = _("You already have %(count)s tokens.")
    forward = _("Revoke one that you no longer use.")


class NoScope(Refusal):
    code = "api.no_scope"
    sentence = _("A token that may do nothing is of no use.")
    forward = _("Choose at least one thing that the token may be used for.")
    status = 422


class ScopeMissing(Refusal):
    code = "api.scope_missing"
    sentence = _("This token may not be used for that. It would need: %(scope)s.")
    forward = _("Make another token for it on your page of personal tokens.")
    status = 403


class NotYourToken(Refusal):
    code = "api.not_your_token"
    sentence = _("There is no such token of yours.")
    status = 404
