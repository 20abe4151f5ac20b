"""Where staff work on courses."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("school:desk", _("Courses on the desk"), Role.Kind.HOST, order=35)
