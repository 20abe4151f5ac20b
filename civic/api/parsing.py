"""Reading what a program sent."""

import re
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Json(JSONParser):
    """JSON without what breaks whoever reads on: nesting without end, letters that no database holds.

    Forms refuse such letters in texts, but not where a text names something else, and it is looked for before that.
    """

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            sent: Any = super().parse(stream, media_type, parser_context)  # the stubs know of objects only
            parts = sent if isinstance(sent, dict) else {"non_field_errors": sent}
            wrong = [str(name) for name, value in parts.items() if not (_holds(name) and _holds(value))]
        except RecursionError:
            raise ParseError(_("It is nested too deeply.")) from None
        if wrong:
            said = _("A character in it cannot be stored: U+0000, or half of a pair.")
            raise ValidationError({name.encode(errors="replace").decode(): [said] for name in wrong})
        return sent


def _holds(value: Any) -> bool:
    """Whether every text in it can be stored."""
    if isinstance(value, str):
        return UNSTORABLE.search(value) is None
    if isinstance(value, dict):
        return all(_holds(key) and _holds(inner) for key, inner in value.items())
    return all(map(_holds, value)) if isinstance(value, list) else True
