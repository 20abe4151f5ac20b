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
