"""What the city may send of calls of limited time: their terms, their copy, their result."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from proposals import juries
from proposals.forms.fields import DepartmentField, MomentField, reason_field
from proposals.models import Ladder, Proposal, Terms

LONG = 5_000


def _words(label: Any, rows: int = 6, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea({"rows": rows}), **kwargs)


class Dates(forms.Form):
    """When proposals come in, until when the jury works, and when the result is promised; in this order."""

    opens = MomentField(label=_("Proposals come in from"))
    closes = MomentField(label=_("Proposals come in until"))
    judged = MomentField(label=_("The jury works until"), required=False)
    result = MomentField(label=_("The result is promised for"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        before: datetime | None = None
        for name in ("opens", "closes", "judged", "result"):
            moment = given.get(name)
            together = (
                name == "result" and given.get("judged") is not None
            )  # the jury's last moment may be the result's
            if (
                moment is not None
                and before is not None
                and (moment < before or (moment == before and not together))
            ):
                self.add_error(name, ValidationError(_("This lies before the date above it."), code="order"))
            before = moment or before
        return given

    @property
    def dates(self) -> dict[str, datetime | None]:
        """The four moments, apart from the rest."""
        return {name: self.cleaned_data.get(name) for name in ("opens", "closes", "judged", "result")}


class CallForm(Dates):
    """The terms of a call. ``reason`` is asked for when the call is public already."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    summary = _words(_("In two sentences"), rows=3)
    summary_en = _words(_("In two sentences, in English"), rows=3, required=False)
    kind = forms.ChoiceField(label=_("Kind of call"), choices=Terms.Kind.choices)
    text = _words(_("What the call is about"), rows=10)
    text_en = _words(_("What the call is about, in English"), required=False)
    area = forms.ModelChoiceField(
        label=_("The call's area"), queryset=Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)
    )
    who = forms.ChoiceField(label=_("Who may propose"), choices=Terms.Who.choices)
    areas = forms.ModelMultipleChoiceField(
        label=_("Only about these areas"), required=False, help_text=_("None chosen: everywhere in the call's area."),
        queryset=Area.objects.filter(level=Area.Level.BOROUGH), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    required = forms.MultipleChoiceField(
        label=_("What a proposal needs, beside title, text and topic"), choices=Terms.Part.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    criteria = _words(_("Criteria, one a line"), required=False)
    criteria_en = _words(_("Criteria in English, one a line"), required=False)
    jury = forms.ChoiceField(
        label=_("Jury"),
        required=False,
        help_text=_("A committee that scores by its rubric. None: the department decides."),
    )
    places = forms.IntegerField(
        label=_("How many proposals are chosen"), min_value=1, max_value=999, required=False
    )
    department = DepartmentField(label=_("Department that runs the call"))
    ladder = forms.ModelChoiceField(
        label=_("What supports lead to"),
        queryset=Ladder.objects.all(),
        help_text=_("The ladder of supports for these proposals."),
    )
    field_order = [
        "title", "title_en", "summary", "summary_en", "kind", "text", "text_en", "opens", "closes", "judged", "result",
        "area", "who", "areas", "required", "criteria", "criteria_en", "jury", "places", "department", "ladder", "reason",
    ]  # fmt: skip

    def __init__(self, *args: Any, asks_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jury"].choices = [("", _("None")), *juries.choices()]  # type: ignore[attr-defined]
        if asks_reason:
            self.fields["reason"] = reason_field(_("Reason of the change"))
            self.order_fields(self.field_order)

    @property
    def values(self) -> dict[str, Any]:
        """Everything but the dates, as the domain takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in Dates.base_fields}
        given["areas"] = list(given["areas"])
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in given.items()
        }


class CopyForm(Dates):
    """Another title and other dates; the rest is the same."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    field_order = ["title", "title_en", "opens", "closes", "judged", "result"]


class ResultForm(forms.Form):
    """For each proposal of the call a place (or none) and the reason; and a word about the result as a whole."""

    text = _words(_("About the result"), rows=4, required=False)
    text_en = _words(_("About the result, in English"), rows=4, required=False)

    def __init__(self, proposals: Sequence[Proposal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for one in proposals:
            self.fields[f"place-{one.pk}"] = forms.IntegerField(
                label=_("Place in the result"),
                min_value=1,
                max_value=999,
                required=False,
                help_text=one.title,
            )
            self.fields[f"reason-{one.pk}"] = forms.CharField(
                label=_("Reason for the place"),
                max_length=1000,
                required=False,
                widget=forms.Textarea({"rows": 2}),
                help_text=one.title,
            )
            self.fields[f"reason_en-{one.pk}"] = forms.CharField(
                label=_("Reason in English"),
                max_length=1000,
                required=False,
                widget=forms.Textarea({"rows": 2}),
                help_text=one.title,
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for one in self.proposals:
            if given.get(f"place-{one.pk}") and not (given.get(f"reason-{one.pk}") or "").strip():
                self.add_error(
                    f"reason-{one.pk}",
                    ValidationError(_("Please give the reason. It will be public."), code="required"),
                )
        return given

    @property
    def places(self) -> dict[Proposal, int]:
        return {one: place for one in self.proposals if (place := self.cleaned_data.get(f"place-{one.pk}"))}

    @property
    def reasons(self) -> dict[Proposal, str]:
        return {one: self.cleaned_data.get(f"reason-{one.pk}", "") for one in self.proposals}

    @property
    def reasons_en(self) -> dict[Proposal, str]:
        return {one: self.cleaned_data.get(f"reason_en-{one.pk}", "") for one in self.proposals}


class AnotherForm(forms.Form):
    """The number of a proposal of the call that is not among those in the form. ``found`` is it, once it is valid."""

    number = forms.CharField(
        label=_("Number of the proposal"),
        max_length=20,
        error_messages={"required": _("Write the number, for example P-2026-00042.")},
    )
    found: Proposal

    def __init__(self, rows: QuerySet[Proposal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip().upper()
        found = self.rows.filter(number=number).first()
        if found is None:
            raise ValidationError(_("There is no proposal with this number in this call."), code="unknown")
        self.found = found
        return number
