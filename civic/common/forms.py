"""How forms are drawn: the GOV.UK way, by one component, wherever a template says `{{ form }}`."""

from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from civic.common.fields import SpeakingField, said_of_rows

PROJECT_TEMPLATES = "components/"


class CivicRenderer(DjangoTemplates):
    """Forms and fields by our components, widgets by Django's own templates (settings.FORM_RENDERER)."""

    form_template_name = "components/form_fields.html"
    field_template_name = "components/form_field.html"
    bound_field_class = SpeakingField

    def get_template(self, template_name: str) -> Any:
        """Project templates from the project's engine, so that they may use components; the rest from Django's."""
        if template_name.startswith(PROJECT_TEMPLATES):
            return get_template(template_name)
        return super().get_template(template_name)


def error_lines(form: BaseForm | BaseFormSet[Any] | None) -> list[tuple[str, str]]:
    """(id of the field to go to or "", sentence) for each error of a bound form, in the order of its fields.

    The field is named first: away from its field, "Nothing is written here." says too little. Of a form of rows, first
    what is wrong with all of them, then each row's lines with its number.
    """
    if not form or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        numbered = [(number, line) for number, row in enumerate(form.forms, 1) for line in error_lines(row)]
        whole = [("", text) for text in said_of_rows(form)]
        return whole + [(target, f"{number}. {text}") for number, (target, text) in numbered]
    lines = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        lines += [(focus_id(bound), f"{_named(bound)} {error}") for error in bound.errors]
    return lines


def _named(bound: BoundField) -> str:
    """The label as the beginning of a line; a question keeps its own mark."""
    label = str(bound.label)
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


def focus_id(bound: BoundField) -> str:
    """The id of the element that a link in the error summary leads to: the input, or the first of several."""
    widget_id = bound.id_for_label
    if widget_id:
        return widget_id
    first = next(iter(bound.subwidgets), None)
    return (first.id_for_label if first is not None else "") or bound.auto_id


def kind_of(bound: BoundField) -> str:
    """Which drawing a field needs: "choices" (radios, checkboxes), "check" (one box), "group" (several inputs), "one"."""
    widget = bound.field.widget
    input_type = getattr(widget, "input_type", "")
    if input_type in {"radio", "checkbox"} and hasattr(widget, "choices"):
        return "choices"
    if input_type == "checkbox":
        return "check"
    return "group" if bound.use_fieldset else "one"
