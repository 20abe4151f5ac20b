"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class DepartmentEnded(Refusal):
    code = "areas.department_ended"
    sentence = _("This department has ended.")
    forward = _("Its page says which department has come after it.")
