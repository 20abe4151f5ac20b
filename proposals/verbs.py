"""Acts of office on proposals. Who wrote or supported is nobody's business."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("proposals.routed", _("Sent a proposal to a department"))
public_verb("proposals.threshold_reached", _("Noted that a proposal reached its threshold"))
public_verb("proposals.answered_interim", _("Gave an interim answer"))
public_verb("proposals.answered", _("Answered a proposal"))
public_verb("proposals.overdue", _("Noted that an answer is overdue"))
public_verb("proposals.closed", _("Closed a proposal without enough supports"))
public_verb("proposals.imported", _("Took proposals in from a file"))
public_verb("proposals.implement", _("Began the work on a proposal"))
public_verb("proposals.complete", _("Completed the work on a proposal"))
