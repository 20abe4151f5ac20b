"""Where staff work on rooms."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("spaces:add", _("Add a room"), Role.Kind.HOST, order=36)
