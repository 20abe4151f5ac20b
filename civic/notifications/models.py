"""The outbox (events), the inbox (messages), and e-mails. An event is written in the transaction of what happened."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something happened that people must hear of. The worker fans it out to recipients in batches.

    ``key`` names the event once and for ever ("proposals.answered:42:7"): a second ``notify`` of the same is nothing.
    ``cursor`` is the last recipient's id that has been served; a worker that dies goes on from there.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=160, unique=True)
    subject = models.CharField(max_length=120)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(done_at__isnull=True), name="event_to_do")
        ]

    def __str__(self) -> str:
        return self.key


class Message(models.Model):
    """One line in one person's inbox: unique for event and person, so that a repeated delivery shows once."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="messages")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="message_once_for_event_and_person")
        ]
        indexes = [
            models.Index(fields=["user", "-id"]),
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="message_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.user_id}"


class Mail(models.Model):
    """One e-mail to be sent for one inbox message; its Message-ID is made from the event's key."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="mail")
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"mail of {self.message_id}"


class Preference(models.Model):
    """Does this person want this family of notices by e-mail? No row means yes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_preferences"
    )
    family = models.CharField(_("family of notices"), max_length=40)
    by_mail = models.BooleanField(_("by e-mail"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "family"], name="preference_once_for_person_and_family")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.family}"
