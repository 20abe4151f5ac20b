"""Acts of office on results."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("results.counted", _("Counted the vote"))
public_verb("results.overridden", _("Decided otherwise than counted"))
public_verb("results.published", _("Published the result"))
public_verb("results.imported", _("Took a finished vote in from a file"))
public_verb("results.certified", _("Certified the result"))
public_verb(
    "results.shown_to_auditors", _("Wrote the ballots that are not published one by one for auditors")
)
public_verb("voting.keys_destroyed", _("Destroyed the keys of the vote"))
