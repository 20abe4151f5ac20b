"""Acts of office on rooms. Who booked is nobody's business."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("spaces.save_space", _("Changed a room that can be booked"))
