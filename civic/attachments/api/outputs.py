"""Photos and documents as programs read them; the APIs of their owners include these."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers

from civic.attachments.models import Attachment
from civic.attachments.queries import shown
from civic.attachments.storing import RENDITIONS


class PhotoOutput(serializers.ModelSerializer[Attachment]):
    """A photo: what can be seen on it, and the addresses of its three sizes (JPEG, without data of place or camera)."""

    small = serializers.SerializerMethodField(help_text=f"At most {RENDITIONS['small']} pixels wide or high")
    medium = serializers.SerializerMethodField(
        help_text=f"At most {RENDITIONS['medium']} pixels wide or high"
    )
    large = serializers.SerializerMethodField(help_text=f"At most {RENDITIONS['large']} pixels wide or high")

    class Meta:
        model = Attachment
        fields = ["alt", "alt_en", "width", "height", "small", "medium", "large", "created_at"]

    def get_small(self, photo: Attachment) -> str:
        return _address(photo, "small")

    def get_medium(self, photo: Attachment) -> str:
        return _address(photo, "medium")

    def get_large(self, photo: Attachment) -> str:
        return _address(photo, "large")


class DocumentOutput(serializers.ModelSerializer[Attachment]):
    """A document: its title, type, size in bytes and SHA-256, and where it is fetched."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["title", "title_en", "media_type", "size", "sha256", "url", "created_at"]

    def get_url(self, document: Attachment) -> str:
        return settings.SITE_URL + reverse("attachments:document", args=[document.uuid])


def _address(photo: Attachment, part: str) -> str:
    return settings.SITE_URL + reverse("attachments:photo", args=[photo.uuid, part])


class FilesOutput(serializers.Serializer[Any]):
    """What hangs in a folder, given its key: one query, none without a folder. ``FilesOutput(source="folder_id")``."""

    photos = PhotoOutput(many=True)
    documents = DocumentOutput(many=True)

    def get_attribute(self, instance: Any) -> Any:
        """An empty folder's files where there is no folder: programs always find both lists."""
        return shown(super().get_attribute(instance))
