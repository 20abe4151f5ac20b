"""Acts of office on committees. What one member declared or scored stays inside."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("committee.make", _("Made a committee"))
public_verb("committee.appoint", _("Appointed a member"))
public_verb("committee.decide", _("Recorded a decision of the committee"))
