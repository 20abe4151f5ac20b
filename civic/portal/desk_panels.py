"""Panels and workplaces of rooms below the portal: they cannot register by themselves."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.moderation import queries as moderation
from civic.notifications import queries as notifications
from civic.portal.panels import Context, panel
from civic.portal.workplaces import workplace

workplace("moderation:queue", _("Moderation queue"), Role.Kind.MODERATOR, order=15)
workplace("accounts:codes", _("Verification codes"), Role.Kind.REGISTRAR, order=80)
workplace("accounts:roles", _("Roles"), Role.Kind.ADMINISTRATOR, order=85)
workplace("departments:desk", _("Departments"), Role.Kind.ADMINISTRATOR, order=87)
workplace("notifications:undelivered", _("Undelivered notices"), Role.Kind.ADMINISTRATOR, order=90)


@panel("moderation.queue", place="desk", order=15, template="portal/panels/moderation.html")
def queue(request: HttpRequest, at: datetime) -> Context | None:
    """How many reports and appeals wait for a moderator."""
    if not holds(request.user, Role.Kind.MODERATOR):
        return None
    reports, appeals = moderation.waiting().count(), moderation.open_appeals().count()
    return {"reports": reports, "appeals": appeals} if reports or appeals else None


@panel("notifications.undelivered", place="desk", order=90, template="portal/panels/undelivered.html")
def undelivered(request: HttpRequest, at: datetime) -> Context | None:
    """Notices that were given up, for the administrator."""
    if not holds(request.user, Role.Kind.ADMINISTRATOR):
        return None
    number = notifications.dead_events().count() + notifications.dead_mails().count()
    return {"number": number} if number else None
