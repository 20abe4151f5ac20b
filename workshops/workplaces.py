"""Where staff work on workshops."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("workshops:waiting", _("Opinions waiting for our answer"), Role.Kind.OFFICER, order=20)
workplace("workshops:desk", _("Workshops on the desk"), Role.Kind.HOST, order=25)
