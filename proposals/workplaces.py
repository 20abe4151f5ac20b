"""Where staff work on proposals."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.models import Role
from civic.portal.workplaces import workplace

OFFICER, PUBLISHER = Role.Kind.OFFICER, Role.Kind.PUBLISHER

workplace("proposals:desk", _("Answers due"), OFFICER, order=10)
workplace("proposals:drafts", _("Answers in preparation"), OFFICER, PUBLISHER, order=11)
