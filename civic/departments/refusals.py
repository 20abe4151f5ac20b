"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class SuccessorHasEnded(Refusal):
    code = "departments.successor_has_ended"
    sentence = _("The department that takes over has ended itself, or is the same one.")
    forward = _("Choose a department that is in force.")
    status = 422


class NeedsASuccessor(Refusal):
    code = "departments.needs_a_successor"
    sentence = _("Something is open with this department, or it has officers.")
    forward = _("Choose the department that takes it over.")
    status = 422


class NeedsAName(Refusal):
    code = "departments.needs_a_name"
    sentence = _("The new name is missing, or it is the one that the department has.")
    forward = _("Write the name as it is in force from today on.")
    status = 422


class NeedsAReason(Refusal):
    code = "departments.needs_a_reason"
    sentence = _("Say what became of the department: it is published with its page.")
    status = 422
