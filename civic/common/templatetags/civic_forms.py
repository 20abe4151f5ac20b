"""What the form components ask about a form; pages have no use for it."""

from collections.abc import Iterable

from django import template
from django.forms import BaseForm, BoundField

from civic.common import forms

register = template.Library()
register.filter("field_kind", forms.kind_of)


@register.simple_tag
def error_list(form: BaseForm | None, errors: Iterable[object] = ()) -> list[tuple[str, str]]:
    """The lines of an error summary: a form's errors, then further ones given as texts or (target id, text)."""
    further = [(one[0], str(one[1])) if isinstance(one, (tuple, list)) else ("", str(one)) for one in errors]
    return forms.error_lines(form) + further


@register.filter
def focus_id(field: BoundField) -> str:
    """The element that a link to the field leads to."""
    return forms.focus_id(field)
