"""What accounts, the sign-in and the record of acts hold about a person."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("accounts.User", "pk", _("Your account"), "email", "display_name", "language", "date_joined", "last_login",
    "age_confirmed_at", "is_active")  # fmt: skip
own("account.EmailAddress", "user", _("Your e-mail addresses"), "email", "verified", "primary")
own(
    "socialaccount.SocialAccount",
    "user",
    _("Linked accounts"),
    "provider",
    "uid",
    "date_joined",
    "last_login",
)
own("mfa.Authenticator", "user", _("Second factors and passkeys"), "type", "created_at", "last_used_at")
own(
    "usersessions.UserSession",
    "user",
    _("Devices that are signed in"),
    "ip",
    "user_agent",
    "created_at",
    "last_seen_at",
)
own(
    "accounts.ApiToken",
    "user",
    _("Tokens for programs"),
    "name",
    "scopes",
    "created_at",
    "expires_at",
    "last_used_on",
)
own(
    "accounts.Role",
    "user",
    _("Your roles in the city"),
    "kind",
    "area",
    "department__name",
    "starts_at",
    "ends_at",
)
own("accounts.Residency", "user", _("What is verified about you"), "area", "area__name", "basis", "age_band",
    "proven_age", "age_proven_on", "method", "verified_at", "expires_at")  # fmt: skip
own("accounts.VerificationCode", "used_by", _("Verification codes that you used"), "area", "basis", "used_at")
own("audit.Entry", "actor", _("What the record of acts says that you did"), "at", "verb", "subject", "data")
