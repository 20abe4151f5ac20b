"""Acts of office on phases."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("processes.plan_phases", _("Planned the phases"))
public_verb("processes.change_phase", _("Changed a phase"))
