"""Questions that several forms ask: topic, area, money, department, moment, reason."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc

BODY_LENGTH = 5_000
BLANK = ("", _("Please choose"))


class TopicField(forms.ModelChoiceField[Topic]):
    """One of the policy topics, found by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Topic.objects.all(), to_field_name="slug", empty_label=BLANK[1], **kwargs)


class AreaField(forms.ModelChoiceField[Area]):
    """A place from the list of the city and its boroughs; the map is never the only way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD),
            empty_label=_("No particular place"), required=False, **kwargs,
        )  # fmt: skip


class DegreesField(forms.DecimalField):
    """Half of a position, hidden: degrees rounded to 4 places (ten metres); what cannot be read is no position."""

    def __init__(self, *, most: int) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.most = most

    def clean(self, value: Any) -> Decimal | None:
        try:
            degrees = Decimal(str(value or "").strip())
        except InvalidOperation:
            return None
        return round(degrees, 4) if degrees.is_finite() and abs(degrees) <= self.most else None


class WonField(forms.CharField):
    """A sum in won as people type it: 12,000,000 or 1200만원; gives an int or None."""

    def clean(self, value: Any) -> int | None:
        text = nfc(super().clean(value) or "").replace(",", "").replace(" ", "").removesuffix("원")
        if not text:
            return None
        factor = 1
        for unit, size in (("억", 10**8), ("만", 10**4)):
            if text.endswith(unit):
                text, factor = text.removesuffix(unit), size
        if not text.isascii() or not text.isdecimal() or len(text) > 13:
            raise ValidationError(_("Write a sum in won, for example 12,000,000."), code="sum")
        return int(text) * factor


class DepartmentField(forms.ModelChoiceField[Department]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Department.objects.in_force(), to_field_name="code", empty_label=BLANK[1], **kwargs)


def reason_field(label: Any = None) -> forms.CharField:
    """A public reason in a sentence or two."""
    return forms.CharField(
        label=label or _("Reason"), help_text=_("The reason will be public."), max_length=300, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please give the reason. It will be public.")},
    )  # fmt: skip


class MomentField(forms.SplitDateTimeField):
    """A day and a time of the city's clock, in two fields that every browser has."""

    def __init__(self, **kwargs: Any) -> None:
        day: dict[str, Any] = {"type": "date", "aria-label": _("Day")}
        time: dict[str, Any] = {"type": "time", "aria-label": _("Time")}
        widget = forms.SplitDateTimeWidget(
            date_attrs=day, time_attrs=time, date_format="%Y-%m-%d", time_format="%H:%M"
        )
        super().__init__(widget=widget, **kwargs)
