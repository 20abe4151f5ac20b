"""Where staff work on votes and their results."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

workplace("results:desk_index", _("Votes: staff desk"), Role.Kind.BUDGET, Role.Kind.PUBLISHER, order=45)
