"""A folder hangs on anything that carries photos and documents (that thing holds a key to its folder)."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common import bilingual
from civic.moderation.models import Rule


class Folder(models.Model):
    """The photos and documents of one thing. ``subject`` is "app.model:key"."""

    subject = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.subject


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, viewer: Any) -> "AttachmentQuerySet":
        """What is shown; moderators also see what is hidden. Whether its owner may be seen is asked of the owner."""
        shown = self.filter(state=Attachment.State.SHOWN)
        return shown if holds(viewer, Role.Kind.MODERATOR) else shown.filter(hidden_at__isnull=True)

    def standing(self) -> "AttachmentQuerySet":
        """What is there or on its way, in the order in which it was added."""
        gone = (Attachment.State.PENDING, Attachment.State.REMOVED)
        return self.exclude(state__in=gone).order_by("id")


class Attachment(models.Model):
    """One photo or document. Its bytes lie in the storage under names that are made of ``uuid``."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        DOCUMENT = "document", _("document")

    class State(models.TextChoices):
        PENDING = "pending", _("kept until its description is complete")
        PREPARING = "preparing", _("being prepared")
        SHOWN = "shown", _("shown")
        BROKEN = "broken", _("could not be read")
        REMOVED = "removed", _("removed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    folder = models.ForeignKey(Folder, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    alt = models.CharField(_("what can be seen on the photo"), max_length=300, blank=True)
    alt_en = models.CharField(_("what can be seen on the photo, in English"), max_length=300, blank=True)
    title = models.CharField(_("title of the document"), max_length=150, blank=True)
    title_en = models.CharField(_("title of the document, in English"), max_length=150, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=5)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    idempotency_key = models.UUIDField(null=True, unique=True)  # of the program that sent it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="shown", kind="photo") | ~models.Q(alt=""),
                name="photo_shown_is_described",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="shown", kind="document") | ~models.Q(title=""),
                name="document_shown_has_a_title",
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True) | ~models.Q(hidden_rule=""),
                name="attachment_hidden_names_a_rule",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="removed") | models.Q(removed_at__isnull=False),
                name="attachment_removed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["folder", "id"], name="attachments_of_a_folder"),
            models.Index(fields=["by", "created_at"], name="attachments_of_a_person"),
            models.Index(
                fields=["id"], condition=~models.Q(state__in=["shown", "broken"]), name="attachments_to_sweep"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called, for the reader: the description of a photo, the title of a document."""
        return bilingual.localized(self, self.column) or self.file_name

    @property
    def column(self) -> str:
        """Where its words stand; with ``_en`` the English ones."""
        return "alt" if self.kind == self.Kind.PHOTO else "title"

    @property
    def moderation_subject(self) -> str:
        """Its name for reports and decisions."""
        return f"attachments.attachment:{self.pk}"

    @property
    def is_photo(self) -> bool:
        return self.kind == self.Kind.PHOTO
