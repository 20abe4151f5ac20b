"""Acts of office on proposals. Who wrote or supported is nobody's business."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("proposals.assisted", _("Entered a proposal for a citizen"))
public_verb("proposals.routed", _("Sent a proposal to a department"))
public_verb("proposals.threshold_reached", _("Noted that a proposal reached its threshold"))
public_verb("proposals.answered_interim", _("Gave an interim answer"))
public_verb("proposals.answered", _("Answered a proposal"))
public_verb("proposals.overdue", _("Noted that an answer is overdue"))
public_verb("proposals.closed", _("Closed a proposal without enough supports"))
public_verb("proposals.imported", _("Took proposals in from a file"))
public_verb("proposals.implement", _("Began the work on a proposal"))
public_verb("proposals.complete", _("Completed the work on a proposal"))
public_verb("proposals.merged", _("Merged a proposal into another"))
public_verb("proposals.unmerged", _("Undid a merge"))
public_verb("proposals.split", _("Split a part off a proposal"))
public_verb("proposals.transferred", _("Transferred a proposal to another body"))
public_verb("proposals.transfer_reported", _("Reported how a proposal stands at another body"))
public_verb("proposals.taken_back", _("Took a transferred proposal back"))
public_verb("proposals.rung_reached", _("Noted that a proposal reached a higher step"))
public_verb("proposals.debate_opened", _("Opened a public debate"))
public_verb("proposals.debate_declined", _("Decided that no debate is held"))
public_verb("proposals.debate_concluded", _("Published the conclusions of a debate"))
public_verb("proposals.answered_by_head", _("Published the mayor's answer"))
public_verb("proposals.answer_approved", _("Approved an answer"))
public_verb("proposals.date_moved", _("Moved a promised date"))
public_verb("proposals.replied", _("Replied to a further question"))
