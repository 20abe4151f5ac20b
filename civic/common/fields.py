"""What a field, or a form of rows, says when it was not filled in as it must be: what is wrong, and what to do.

A sentence that a form gives itself stays as it is. In place of Django's own ("This field is required.") stands one
of these, by the rule that was broken and by how the field is filled in: written, chosen, ticked or attached.
"""

from collections.abc import Iterator
from decimal import Decimal
from types import ModuleType
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db.models import fields as columns
from django.forms import fields, models
from django.forms.utils import ErrorList
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

BLANK = columns.BLANK_CHOICE_DASH[0]
DASHES = BLANK[1]
Sentence = Any  # str, or a lazy one; the stubs of Django know two kinds of those

WRITTEN = _("Nothing is written here. Please fill this in.")
PICKED = _("Nothing is chosen. Please choose one.")
NOT_AMONG = _("This cannot be chosen (any more). Please choose from the list again.")
UNREADABLE = _("This does not have the right form. Please write it as the hint beside it shows.")

#: What to do with a field that was left empty, by its kind; the first kind that fits.
EMPTY: tuple[tuple[type[forms.Field] | tuple[type[forms.Field], ...], Sentence], ...] = (
    (forms.FileField, _("No file is chosen. Please choose the file.")),
    ((forms.MultipleChoiceField, forms.ModelMultipleChoiceField), _("Nothing is chosen. Please choose at least one.")),
    ((forms.ChoiceField, forms.ModelChoiceField), PICKED),
    (forms.BooleanField, _("This box is not ticked. It must be ticked to go on.")),
    ((forms.SplitDateTimeField, forms.DateTimeField), _("The day or the time is missing. Please give both.")),
    (forms.DateField, _("The day is missing. Please give a day.")),
    (forms.TimeField, _("The time is missing. Please give a time.")),
    (forms.IntegerField, _("No number is written here. Please write a number.")),
)  # fmt: skip

#: What to do with an answer that cannot be read, by the kind of field; the first kind that fits.
INVALID: tuple[tuple[type[forms.Field] | tuple[type[forms.Field], ...], Sentence], ...] = (
    (forms.FileField, _("The file did not arrive. Please choose it again.")),
    (forms.SplitDateTimeField, _("The day and the time cannot be read. Please write them like 2026-05-31 and 14:30.")),
    (forms.DateTimeField, _("The day and the time cannot be read. Please write them like 2026-05-31 14:30.")),
    (forms.DateField, _("The day cannot be read. Please write it like 2026-05-31.")),
    (forms.TimeField, _("The time cannot be read. Please write it like 14:30.")),
    ((forms.DecimalField, forms.FloatField), _("This is not a number. Please write it in digits, like 3.5.")),
    (forms.IntegerField, _("This is not a whole number. Please write it in digits, like 12.")),
    (forms.EmailField, _("This is not an e-mail address. Please write it like name@example.com.")),
    (forms.URLField, _("This is not a web address. Please write it like https://example.com.")),
)  # fmt: skip

#: What to do, by the rule that was broken, where the kind of field makes no difference.
BROKEN: dict[str, Sentence] = {
    "null": WRITTEN,
    "blank": WRITTEN,
    "missing": EMPTY[0][1],
    "empty": _("The file is empty. Please choose another one."),
    "contradiction": _("Either choose a file or ask for none, not both."),
    "invalid_image": _("The file cannot be read as a picture. Please choose another one."),
    "invalid_extension": _("Files of this kind cannot be taken. Possible are: %(allowed_extensions)s."),
    "invalid_choice": NOT_AMONG,
    "invalid_list": NOT_AMONG,
    "invalid_pk_value": NOT_AMONG,
    "invalid_nullable": NOT_AMONG,
    "invalid_date": _("The day cannot be read. Please write it like 2026-05-31."),
    "invalid_time": _("The time cannot be read. Please write it like 14:30."),
    "incomplete": _("A part is missing. Please fill in all parts."),
    "overflow": _("This is outside of what is possible. Please write less."),
    "unique": _("This is in use already. Please write another one."),
    "min_value": _("Too small. Please write %(limit_value)s or more."),
    "max_value": _("Too large. Please write %(limit_value)s or less."),
    "step_size": _("Please write a multiple of %(limit_value)s."),
    "max_digits": _("Too many digits. There may be %(max)s at most."),
    "max_whole_digits": _("Too many digits. Before the point there may be %(max)s at most."),
    "max_decimal_places": _("Too exact. After the point there may be %(max)s digits at most."),
    "null_characters_not_allowed": _("There is a character here that cannot be kept. Please write it anew."),
    "min_length": ngettext_lazy(
        "Too short: at least %(limit_value)s character is needed, and there are %(show_value)s.",
        "Too short: at least %(limit_value)s characters are needed, and there are %(show_value)s.",
        "limit_value",
    ),
    "max_length": ngettext_lazy(
        "Too long: %(limit_value)s character is possible, and there are %(show_value)s. Please shorten it by %(over)s.",
        "Too long: %(limit_value)s characters are possible, and there are %(show_value)s. Please shorten it by %(over)s.",
        "limit_value",
    ),
}


NOT_WHOLE = "missing_management_form"

#: What to do about the rows of a form as a whole (Django's formsets), by the rule that was broken.
ROWS: dict[str, Sentence] = {
    NOT_WHOLE: _("The rows did not arrive whole. Please open the page anew and fill them in again."),
    "too_many_forms": ngettext_lazy(
        "There are too many rows: %(num)s is possible. Please leave some out.",
        "There are too many rows: %(num)s are possible. Please leave some out.",
        "num",
    ),
    "too_few_forms": ngettext_lazy(
        "There are too few rows: at least %(num)s is needed. Please fill in more.",
        "There are too few rows: at least %(num)s are needed. Please fill in more.",
        "num",
    ),
}  # fmt: skip


class SpeakingField(forms.BoundField):
    """A field whose errors say what to do (CivicRenderer gives it to every form, those of other packages too)."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        _say_the_blank(field)

    @property
    def errors(self) -> ErrorList:
        """As Django's, in our sentences."""
        found = super().errors
        if found:
            found = found.copy()
            found.data = [said(error, self.field) for error in found.as_data()]
        return found

    @property
    def as_first_shown(self) -> str:
        """What stood in the field when the page was made, where its form asks for that (``show_hidden_initial``): so that
        what the writer left alone does not overwrite what somebody else has changed meanwhile. ``{{ field }}`` has it
        already; whoever draws a field's choices one by one adds it."""
        return self.as_hidden(only_initial=True) if self.field.show_hidden_initial else ""


def _say_the_blank(field: forms.Field) -> None:
    """In place of Django's row of dashes at the head of a list: that one is to choose, or that nothing is chosen."""
    words = _("Please choose") if field.required else _("Nothing chosen")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and isinstance(field.choices, list) and BLANK in field.choices:
        field.choices = [("", words) if choice == BLANK else choice for choice in field.choices]


def said(error: ValidationError, field: forms.Field) -> ValidationError:
    """The error with our sentence in place of Django's; as it is where a form gave its own."""
    if not is_djangos(error.message):
        return error
    return ValidationError(sentence(error.code or "", field), code=error.code, params=_figures(error))


def said_of_rows(rows: forms.BaseFormSet[Any]) -> list[str]:
    """What is wrong with the rows as a whole, in our sentences; as it is where the formset gave its own."""
    if rows.is_bound and not rows.management_form.is_valid():  # what else is said of them is said of nothing
        return [str(_own(rows, NOT_WHOLE) or ROWS[NOT_WHOLE])]
    most = rows.max_num if rows.validate_max else rows.absolute_max
    numbers = {"too_many_forms": most, "too_few_forms": rows.min_num}
    lines: list[str] = []
    for error in rows.non_form_errors().as_data():
        code = error.code or ""
        if code in numbers and not _own(rows, code):  # Django has put the number into its sentence already
            lines.append(str(ROWS[code] % {"num": numbers[code]}))
        else:
            lines += error.messages
    return lines


def _own(rows: Any, code: str) -> Sentence | None:
    """The sentence that the formset was given of its own for this rule, if any."""
    given = rows.error_messages[code]  # the stubs of Django do not know it
    return None if given is forms.BaseFormSet.default_error_messages[code] else given


def sentence(code: str, field: forms.Field) -> Sentence:
    """What to do when a field broke the rule of this code (as Django names it)."""
    if code == "required":
        return _of_kind(EMPTY, field, WRITTEN)
    if code == "max_length" and isinstance(field, forms.FileField):
        return _("The name of the file is too long. Please give it a shorter one.")
    return BROKEN.get(code) or _of_kind(INVALID, field, UNREADABLE)


def _of_kind(table: Any, field: forms.Field, otherwise: Sentence) -> Sentence:
    return next((text for kinds, text in table if isinstance(field, kinds)), otherwise)


def _figures(error: ValidationError) -> dict[str, Any] | None:
    """What a sentence counts, large numbers in groups of three; "over" is how many characters are too many."""
    params = dict(error.params or {})
    if error.code == "max_length" and "show_value" in params:
        params["over"] = params["show_value"] - params["limit_value"]
    if error.code in {"min_value", "max_value"} and isinstance(params["limit_value"], (int, Decimal)):
        params["limit_value"] = number_format(params["limit_value"], force_grouping=True)
    return params or None


def is_djangos(message: object) -> bool:
    """Whether this very sentence is one of Django's own."""
    return any(message is own for own in DJANGOS)


def _djangos() -> Iterator[object]:
    for module in (fields, models, columns, validators):
        yield from _spoken_by(module)


def _spoken_by(module: ModuleType) -> Iterator[object]:
    """The sentences of a module's fields and validators, and of the validators it keeps ready."""
    for thing in vars(module).values():
        kept = vars(thing) if isinstance(thing, (type, validators.RegexValidator)) else {}
        yield from (kept[name] for name in ("message",) if name in kept)
        for texts in (kept.get("default_error_messages"), kept.get("messages")):
            yield from texts.values() if isinstance(texts, dict) else ()


DJANGOS = tuple(_djangos())
