"""What a browser may send about courses."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms_base import LOCAL, RowForm, hosted_areas, moment_input
from workshops.models import Workshop
from workshops.school.models import Course, Session


class EnrolForm(forms.Form):
    name = forms.CharField(
        label=_("Your name for the list and the certificate"),
        max_length=40,
        help_text=_(
            "It stands on your certificate. It is published only if you agree when you have completed the course."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    needs = forms.CharField(
        label=_("What do you need to take part?"),
        required=False,
        max_length=300,
        help_text=_(
            "For example a place for a wheelchair, a seat near the interpreter, childcare for one child."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CourseForm(RowForm[Course]):
    class Meta:
        model = Course
        fields = [
            "title", "title_en", "summary", "summary_en", "area", "department", "capacity", "attend_percent",
        ]  # fmt: skip
        labels = {
            "title": _("Name of the course"),
            "title_en": _("Name in English"),
            "area": _("Area"),
            "department": _("Host department"),
            "attend_percent": _("Share of sessions to attend, in percent"),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "summary_en": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "attend_percent": _(
                "Whoever attends so many sessions completes the course. It stands from the announcement on."
            ),
        }

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = hosted_areas(viewer)  # type: ignore[attr-defined]
        self.fields["capacity"].min_value = 1  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("capacity") == 0:
            self.add_error("capacity", _("At least one place."))
        percent = cleaned.get("attend_percent")
        if percent is not None and not 1 <= percent <= 100:
            self.add_error("attend_percent", _("Between 1 and 100."))
        return cleaned


class SessionForm(RowForm[Session]):
    """A date with a place, or a workshop, from which date and place are taken."""

    class Meta:
        model = Session
        fields = ["title", "title_en", "workshop", "starts_at", "ends_at", "place", "place_en"]
        labels = {
            "title": _("Name of the session"),
            "title_en": _("Name in English"),
            "workshop": _("Listening workshop that the course attends"),
        }
        widgets = {"starts_at": moment_input(), "ends_at": moment_input()}
        help_texts = {
            "workshop": _(
                "Date and place are then those of the workshop, and being checked in there counts."
            ),
            "place": _("Building, floor, room; for an online session how to get in."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = Workshop.objects.filter(state__in=[Workshop.State.PLANNED, Workshop.State.ANNOUNCED])
        ahead = ahead.exclude(access=Workshop.Access.PRIVATE)  # a course tells everybody when and where
        self.fields["workshop"].queryset = ahead.order_by("starts_at")  # type: ignore[attr-defined]
        self.fields["workshop"].empty_label = _("Not a workshop")  # type: ignore[attr-defined]
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = False
            self.fields[name].input_formats = [LOCAL, "%Y-%m-%d %H:%M"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("workshop") is not None:
            for name in ("starts_at", "ends_at", "place", "place_en"):
                cleaned.pop(name, None)
            return cleaned
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        for name in ("starts_at", "ends_at"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Give the time, or choose a workshop."))
        if starts and ends and not timedelta() < ends - starts <= timedelta(hours=24):
            self.add_error("ends_at", _("A session ends after it begins, within 24 hours."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=300,
        help_text=_("Everybody who is enrolled reads this sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason_en = forms.CharField(
        label=_("The reason in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
