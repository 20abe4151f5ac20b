"""Proposals that staff typed for somebody at the counter or on the phone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models.proposals import Proposal


class Assistance(models.Model):
    """Who typed it, how the person came, and how they consented. The person is not named: they hold a code on paper.

    Of the code only a keyed hash is stored. With it the proposal becomes the person's own, once.
    """

    class Channel(models.TextChoices):
        COUNTER = "counter", _("at the counter")
        PHONE = "phone", _("by phone")
        LETTER = "letter", _("by letter or form")
        VISIT = "visit", _("on a visit")

    class Consent(models.TextChoices):
        SPOKEN = "spoken", _("said yes after the text was read out")
        SIGNED = "signed", _("signed on paper")

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="assistance")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    channel = models.CharField(_("how the person came"), max_length=8, choices=Channel.choices)
    consent = models.CharField(_("how the person consented"), max_length=8, choices=Consent.choices)
    consented_on = models.DateField(_("day of the consent"))
    entered_at = models.DateTimeField(default=timezone.now)
    code_hash = models.CharField(max_length=64, unique=True)
    code_until = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.proposal_id} entered {self.get_channel_display()}"
