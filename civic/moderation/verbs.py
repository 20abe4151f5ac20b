"""Decisions of the moderators."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("moderation.hidden", _("Hid a text"))
public_verb("moderation.kept", _("Kept a text as it was"))
public_verb("moderation.restored", _("Showed a text again"))
public_verb("moderation.warned", _("Warned an author"))
