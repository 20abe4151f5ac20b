"""What the forms of this room share: a row that the domain writes, and moments that can be right."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department
from workshops.models.hosting import hosted

Row = TypeVar("Row", bound=models.Model)

LOCAL = "%Y-%m-%dT%H:%M"
YEARS = range(2000, 2100)  # beyond, a day and a deadline after it cannot be reckoned, and nobody means it
LIMITS = (MinValueValidator, MaxValueValidator)


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def likely(moment: date) -> None:
    """A year that somebody can mean."""
    if moment.year not in YEARS:
        raise ValidationError(_("This year cannot be right. Please check the day."), code="year")


class HiddenMoment(forms.DateTimeInput):
    """A moment as `moment_input` shows it, out of sight."""

    input_type = "hidden"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=LOCAL)


class RowForm(forms.ModelForm[Row]):
    """A form of a row that the domain writes: the instance is left alone, so that the form cannot half-change what it shows.

    With the instance Django leaves out what the columns ask of numbers; here the fields ask it, so that a number that no
    column holds is a sentence at its field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self._remember_what_is_shown()
        if "department" in self.fields:  # whom work can be given to, and whoever has it
            given = Department.objects.to_choose(getattr(self.instance, "department_id", None))
            self.fields["department"].queryset = given  # type: ignore[attr-defined]
        columns = {one.name: one for one in self._meta.model._meta.fields}
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):
                field.validators = [one for one in field.validators if not isinstance(one, LIMITS)]
                field.validators += columns[name].validators
            elif isinstance(field, forms.DateTimeField | forms.DateField):
                field.validators = [*field.validators, likely]

    def _remember_what_is_shown(self) -> None:
        for field in self.fields.values():
            field.show_hidden_initial = True
            if isinstance(field, forms.DateTimeField):
                field.hidden_widget = HiddenMoment

    def changes(self) -> dict[str, Any]:
        """What the writer changed of what the page showed. The rest may have been changed by a colleague since."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def _post_clean(self) -> None:
        """The domain writes the row."""


def hosted_areas(viewer: Any) -> models.QuerySet[Area]:
    """The city and the boroughs in which this host plans."""
    return Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD).filter(hosted(viewer, "pk"))
