"""Files that a person added."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("attachments.Attachment", "by", _("Files that you added"), "uuid", "kind", "state", "file_name", "title", "alt", "size",
    "created_at", "removed_at")  # fmt: skip
