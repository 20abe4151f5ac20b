"""Acts of office on the vote. Never a ballot."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("voting.roll_fixed", _("Fixed the voters' roll"))
public_verb("voting.closed", _("Closed the vote"))
public_verb("voting.box_emptied", _("Deleted the sealed ballots"))
