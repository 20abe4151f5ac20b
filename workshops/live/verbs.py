"""Acts of office in a live room. What a device wrote or answered is in no record."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("live.open_room", _("Opened a live room"))
public_verb("live.move_room", _("Led a live room to another phase"))
public_verb("live.moderate", _("Decided what the screen of a live room shows"))
public_verb("live.record_statements", _("Recorded statements of a live room as opinions"))
