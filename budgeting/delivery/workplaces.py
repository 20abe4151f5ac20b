"""Where staff work on deliveries."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("delivery:desk", _("Deliveries of my department"), Role.Kind.OFFICER, order=50)
