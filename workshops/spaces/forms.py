"""What a browser may send about rooms."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from workshops.forms_base import RowForm, date_input, likely
from workshops.models import Workshop
from workshops.spaces.models import Space

DAYS = [(number, WEEKDAYS[number - 1]) for number in range(1, 8)]


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class BookForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=date_input(), validators=[likely])
    begins = forms.TimeField(label=_("From"), widget=time_input())
    finishes = forms.TimeField(label=_("Until"), widget=time_input())
    workshop = forms.ModelChoiceField(
        Workshop.objects.none(),
        label=_("Workshop"),
        required=False,
        to_field_name="code",
        empty_label=_("Not for a workshop"),
    )
    group = forms.CharField(label=_("Name of the group"), max_length=80, required=False)
    purpose = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        help_text=_(
            "Only the staff read the name and the purpose. The calendar shows that the room is taken."
        ),
    )

    def __init__(self, *args: Any, hosting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not hosting:
            del self.fields["workshop"]
            self.fields["group"].required = True
            return
        ahead = Workshop.objects.filter(state__in=[Workshop.State.PLANNED, Workshop.State.ANNOUNCED])
        self.fields["workshop"].queryset = ahead.order_by("starts_at")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, finishes = cleaned.get("begins"), cleaned.get("finishes")
        if begins and finishes and finishes <= begins:
            self.add_error("finishes", _("The end must come after the beginning."))
        return cleaned

    def booking(self) -> dict[str, Any]:
        """What the domain function takes."""
        day = self.cleaned_data["day"]
        return {
            "starts": timezone.make_aware(datetime.combine(day, self.cleaned_data["begins"])),
            "ends": timezone.make_aware(datetime.combine(day, self.cleaned_data["finishes"])),
            "workshop": self.cleaned_data.get("workshop"),
            "group": self.cleaned_data["group"],
            "purpose": self.cleaned_data["purpose"],
        }


class SpaceForm(RowForm[Space]):
    open_days = forms.TypedMultipleChoiceField(
        label=_("Open days"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Space
        fields = [
            "title", "title_en", "area", "department", "address", "address_en", "seats", "access_notes", "access_notes_en",
            "open_days", "opens", "closes", "for_groups", "in_use",
        ]  # fmt: skip
        labels = {
            "title": _("Name of the room"),
            "title_en": _("Name in English"),
            "department": _("Department"),
        }
        widgets = {"opens": time_input(), "closes": time_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("The end must come after the beginning."))
        return cleaned
