"""Every way in which this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal, Remedy

VERIFY = Remedy("accounts:residency", _("Verify my residency"))
SHOW_AGE = Remedy("accounts:residency", _("Show my age"))


class CodeUnknown(Refusal):
    code = "accounts.code_unknown"
    sentence = _("This code is not known, has been used, or has expired.")
    forward = _(
        "Check the letters and digits. If it still does not work, ask for a new code by phone or at the service desk."
    )
    status = 422


class TooManyTries(Refusal):
    code = "accounts.too_many_tries"
    sentence = _("Too many codes were tried from this account.")
    forward = _("Please try again in an hour, or call us.")
    status = 429


class AlreadyVerified(Refusal):
    code = "accounts.already_verified"
    sentence = _("Your tie to the city has been verified already.")
    forward = _("If you have moved, ask the service desk for a new code: it replaces the old entry.")


class VerifiedElsewhere(Refusal):
    code = "accounts.verified_elsewhere"
    sentence = _("This person has already been verified with another account.")
    forward = _("Sign in with that account, or call us so that we can help.")


class OwnRole(Refusal):
    code = "accounts.own_role"
    sentence = _("Nobody can give a role to themselves or take one from themselves.")
    forward = _("Ask another administrator.")
    status = 403


class HoldsRole(Refusal):
    code = "accounts.holds_role"
    sentence = _("You hold a role of the city, so you cannot delete your account yet.")
    forward = _("Ask an administrator to end your role first.")


class SecondFactorFirst(Refusal):
    code = "accounts.second_factor_first"
    sentence = _("Staff sign in with a second factor.")
    forward = _("Set one up on the page “Second factor and passkeys”, then try again.")
    status = 403
