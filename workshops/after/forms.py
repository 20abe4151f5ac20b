"""What a browser may send after a workshop."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from workshops.after.cases import Wish
from workshops.models import Opinion, Theme


class GatherForm(forms.Form):
    """Opinions, and the theme that they go into: an existing one, or a new one with its title."""

    opinions = forms.ModelMultipleChoiceField(
        Opinion.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one opinion.")},
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        to_field_name="uuid",
        label=_("Into the theme"),
        required=False,
        empty_label=_("A new theme"),
    )
    title = forms.CharField(
        label=_("Title of the new theme"),
        required=False,
        max_length=200,
        help_text=_("What these opinions have in common, in one short sentence."),
    )
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=200)

    def __init__(
        self, *args: Any, opinions: QuerySet[Opinion], themes: QuerySet[Theme], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinions"].queryset = opinions  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("theme") and not cleaned.get("title"):
            self.add_error("title", _("Give the theme a title that says what the opinions have in common."))
        return cleaned


class TakeOutForm(forms.Form):
    opinions = forms.ModelMultipleChoiceField(
        Opinion.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one opinion.")},
    )

    def __init__(self, *args: Any, opinions: QuerySet[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinions"].queryset = opinions  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Theme.objects.none(), to_field_name="uuid", label=_("Join with"), empty_label=_("Choose a theme")
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = themes  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What you add"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What has been done, what got stuck and why. The figures below are published with it."),
    )
    remark_en = forms.CharField(
        label=_("What you add, in English"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MinutesForm(forms.Form):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Minutes"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Headings begin with ##, points with a hyphen. Names of speakers do not belong here."),
    )
    text_en = forms.CharField(
        label=_("Minutes in English"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


FELT = [(5, _("fully")), (4, _("mostly")), (3, _("half")), (2, _("hardly")), (1, _("not at all"))]


class FeedbackForm(forms.Form):
    heard = forms.TypedChoiceField(
        label=_("Could you say what you wanted to say?"), choices=FELT, coerce=int, widget=forms.RadioSelect
    )
    trusts = forms.TypedChoiceField(
        label=_("Do you expect the city to take it seriously?"),
        choices=FELT,
        coerce=int,
        widget=forms.RadioSelect,
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=24,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class CaseForm(forms.Form):
    """What to look for in the case library."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("All areas")
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=_("Topic"),
        required=False,
        empty_label=_("All topics"),
        to_field_name="slug",
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Department"),
        required=False,
        empty_label=_("All departments"),
        to_field_name="code",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(level__in=[Area.Level.CITY, Area.Level.BOROUGH])
        self.fields["area"].queryset = areas.only("code", "name", "name_en")  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.all()  # type: ignore[attr-defined]
        self.fields["department"].label_from_instance = lambda one: one.in_lists  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """What was asked for; a broken parameter asks for nothing."""
        self.is_valid()
        area, topic, department = (self.cleaned_data.get(name) for name in ("area", "topic", "department"))
        return Wish(
            q=self.cleaned_data.get("q") or "",
            area=area.pk if area else "",
            topic=topic.slug if topic else "",
            department=department.code if department else "",
        )
