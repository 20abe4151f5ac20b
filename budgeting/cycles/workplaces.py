"""Where staff work on budget cycles."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("cycles:reviews", _("Projects to review"), Role.Kind.OFFICER, order=30)
workplace("cycles:desk", _("Budget cycles on the desk"), Role.Kind.BUDGET, order=40)
