"""Who is invited to a workshop. The link of an invitation is signed and belongs to the first person who accepts it."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workshops.models.hosting import own_or_hosted

SALT = "workshops.invitation"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, viewer: Any) -> "InvitationQuerySet":
        """Their own for everybody; those of their area for the hosts."""
        return self.filter(own_or_hosted(viewer, "workshop__area"))

    def accepted(self) -> "InvitationQuerySet":
        return self.filter(user__isnull=False, declined_at=None)


class Invitation(models.Model):
    """One person or organisation that a host wants to come."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="invitations")
    name = models.CharField(_("who is invited"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="workshop_invitations"
    )
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"],
                condition=models.Q(user__isnull=False, declined_at__isnull=True),
                name="invitation_once_accepted_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="invitation_accepted_or_declined",
            ),
        ]
        indexes = [models.Index(fields=["user", "workshop"], name="invitation_of_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """What stands in the link; nobody else can make it."""
        return signing.Signer(salt=SALT).sign(str(self.pk))

    @property
    def path(self) -> str:
        return reverse("workshops:invitation", args=[self.token])


def invitation_of(token: str) -> Invitation | None:
    """The invitation behind a link, or None when the link was not made here."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return (
        Invitation.objects.select_related("workshop__area", "workshop__department")
        .filter(pk=int(key))
        .first()
    )
