"""Acts with files that stand on the public record."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("attachments.add", _("Added a photo or document"))
public_verb("attachments.remove", _("Removed a photo or document"))
