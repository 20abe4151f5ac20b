"""What a browser may send about workshops, their seats and their door; about opinions: forms_opinions.py."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department
from workshops.before.questions import ANSWER_MAX, NO, YES
from workshops.forms_base import LOCAL, RowForm, hosted_areas, moment_input
from workshops.models import Question, Reserved, Series, Workshop


class FilterForm(forms.Form):
    """Which workshops to list."""

    when = forms.CharField(required=False, widget=forms.HiddenInput)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("All areas")
    )
    format = forms.ChoiceField(label=_("How it is held"), required=False)
    sign_language = forms.BooleanField(label=_("Sign-language interpreting"), required=False)
    captions = forms.BooleanField(label=_("Captions"), required=False)
    childcare = forms.BooleanField(label=_("Childcare"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(level__in=[Area.Level.CITY, Area.Level.BOROUGH]).only(
            "code", "name", "name_en"
        )
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["format"].choices = [("", _("Any")), *Workshop.Format.choices]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was asked for; a broken parameter asks for nothing."""
        self.is_valid()
        found = {
            name: self.cleaned_data.get(name) for name in ("format", "sign_language", "captions", "childcare")
        }
        area = self.cleaned_data.get("area")
        return {**found, "area": area.pk if area else None}


class RegisterForm(forms.Form):
    name = forms.CharField(
        label=_("Your name at the door"),
        max_length=40,
        help_text=_("The staff look for you under this name. It is not published."),
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

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(workshop.questions.all())
        if workshop.companions_max:
            self.fields["companions"] = forms.IntegerField(
                label=_("Companions"),
                min_value=0,
                max_value=workshop.companions_max,
                initial=0,
                help_text=_("How many people come with you. Their names are not needed."),
            )
        if workshop.reserved_seats and workshop.reserved.filter(kind=Reserved.Kind.WHEELCHAIR).exists():
            self.fields["wheelchair"] = forms.BooleanField(
                label=_("I need a place for a wheelchair"), required=False
            )
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = question_field(question)

    def given(self) -> dict[str, Any]:
        """What the domain takes: answers go by the question's key."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("question_")}
        given["companions"] = given.get("companions") or 0
        given["answers"] = {one.pk: self.cleaned_data[f"question_{one.pk}"] for one in self.questions}
        return given


def question_field(question: Question) -> forms.Field:
    """The field of one of the host's questions."""
    label = str(question)
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(label=label, required=question.required, max_length=ANSWER_MAX)
    choices: list[tuple[str, str | Promise]] = [*question.offered]
    if question.kind == Question.Kind.YES_NO:
        choices = [(YES, _("Yes")), (NO, _("No"))]
    return forms.ChoiceField(
        label=label, required=question.required, choices=choices, widget=forms.RadioSelect
    )


class WorkshopForm(RowForm[Workshop]):
    class Meta:
        model = Workshop
        fields = [
            "series", "title", "title_en", "summary", "summary_en", "topic", "area", "department", "partners", "format", "place",
            "place_en", "access_notes", "access_notes_en", "starts_at", "ends_at", "capacity", "sign_language",
            "captions", "childcare",
        ]  # fmt: skip
        labels = {"topic": _("Topic"), "area": _("Area"), "department": _("Lead department")}
        widgets = {
            "starts_at": moment_input(),
            "ends_at": moment_input(),
            "summary": forms.Textarea(attrs={"rows": 5}),
            "partners": forms.CheckboxSelectMultiple,
            "summary_en": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "title": _("The question that you want to hear opinions on."),
            "place": _("Building, floor, room; for an online workshop how to get in."),
            "access_notes": _("Lift, step-free way, toilet, nearest stop."),
        }

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = hosted_areas(viewer)  # type: ignore[attr-defined]
        self.fields["partners"].queryset = Department.objects.in_force()  # type: ignore[attr-defined]
        going_on = Series.objects.filter(Q(ended_at=None) | Q(pk=self.instance.series_id))
        self.fields["series"].queryset = going_on.order_by("title", "id")  # type: ignore[attr-defined]
        self.fields["capacity"].min_value = 1  # type: ignore[attr-defined]
        for name in ("starts_at", "ends_at"):
            self.fields[name].input_formats = [LOCAL, "%Y-%m-%d %H:%M"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and not timedelta() < ends - starts <= timedelta(hours=24):
            self.add_error("ends_at", _("A workshop ends after it begins, within 24 hours."))
        if cleaned.get("capacity") == 0:
            self.add_error("capacity", _("There must be at least one place."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=300,
        help_text=_("Everybody who is registered reads this sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason_en = forms.CharField(
        label=_("The reason in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of 6 characters"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class WalkInForm(forms.Form):
    name = forms.CharField(label=_("Name of the person"), max_length=40)


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("Receipt code"),
        max_length=14,
        help_text=_("8 letters and numbers on the slip that you were given at the table."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
