"""Which acts the public record shows, and in which words. What nobody names here stays inside.

An app writes one file ``verbs.py`` (found by itself at start):

    public_verb("proposals.answered", _("Answered a proposal"))

Name only acts of office. Who wrote, supported, registered or voted is nobody's business.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.common.registry import Registry

registry: Registry[str | Promise] = Registry("public verb")


def public_verb(verb: str, sentence: str | Promise) -> None:
    """Show entries with ``verb`` ("app.verb") on the public record as ``sentence``."""
    registry.add(verb, sentence)


# The accounts stand below the record and cannot name their own acts to it. Who was verified is nobody's business.
public_verb("accounts.grant_role", _("Granted a role"))
public_verb("accounts.end_role", _("Ended a role"))
