"""Acts of office on funded projects."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("delivery.begin", _("Began a project"))
public_verb("delivery.plan_milestone", _("Planned a milestone"))
public_verb("delivery.move_milestone", _("Moved a milestone"))
public_verb("delivery.reach_milestone", _("Reached a milestone"))
public_verb("delivery.spend", _("Recorded spending"))
public_verb("delivery.complete", _("Completed a project"))
public_verb("delivery.cancel", _("Cancelled a project"))
public_verb("delivery.record_visit", _("Recorded a visit of citizen monitors"))
public_verb("delivery.answer_visit", _("Answered citizen monitors"))
public_verb("delivery.ask", _("Asked citizens about the outcome of a project"))
public_verb("delivery.call_award", _("Called the choice of the best project of a year"))
public_verb("delivery.count_award", _("Counted the choice of the best project of a year"))
