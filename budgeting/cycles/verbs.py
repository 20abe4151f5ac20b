"""Acts of office on budget cycles."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("cycles.make", _("Made a budget cycle"))
public_verb("cycles.change_rules", _("Changed the rules"))
public_verb("cycles.save_envelope", _("Changed an envelope"))
public_verb("cycles.publish", _("Published a budget cycle"))
public_verb("cycles.take_project", _("Took a project in"))
public_verb("cycles.review_project", _("Reviewed a project"))
public_verb("cycles.withdraw_project", _("Withdrew a project"))
