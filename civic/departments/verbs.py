"""What becomes of departments is public."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("departments.renamed", _("Gave a department another name"))
public_verb("departments.ended", _("Ended a department"))
