"""Acts of office on delivery."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("notifications.retried", _("Tried a delivery again"))
