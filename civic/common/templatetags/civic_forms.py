"""What the form components ask about a form; pages have no use for it."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField

from civic.common import forms

register = template.Library()
register.filter("field_kind", forms.kind_of)


@register.simple_tag
def error_list(
    form: BaseForm | BaseFormSet[Any] | None, errors: Iterable[object] = ()
) -> list[tuple[str, str]]:
    """The lines of an error summary: the errors of a form or of its rows, then further ones as texts or (target id, text)."""
    further = [(one[0], str(one[1])) if isinstance(one, (tuple, list)) else ("", str(one)) for one in errors]
    return forms.error_lines(form) + further


@register.filter
def focus_id(field: BoundField) -> str:
    """The element that a link to the field leads to."""
    return forms.focus_id(field)
