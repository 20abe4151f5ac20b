"""Signed links that do one thing without signing in."""

from django.core import signing
from django.urls import reverse

from workshops.models import Registration

SALT = "workshops.cancel_registration"


def cancel_path(registration: Registration) -> str:
    """Where whoever has the mail can give the places back."""
    return reverse("workshops:cancel-by-link", args=[signing.Signer(salt=SALT).sign(str(registration.pk))])


def registration_of(token: str) -> Registration | None:
    """The registration behind a link, or None when the link was not made here."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Registration.objects.select_related("workshop__area").filter(pk=int(key)).first()
