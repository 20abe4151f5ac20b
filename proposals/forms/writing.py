"""What a proposer may send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.areas.pinpoint import area_at
from civic.areas.queries import districts, named_in
from civic.common.korean import nfc
from proposals.actions import TITLE_LENGTH
from proposals.forms.fields import (
    BLANK,
    BODY_LENGTH,
    AreaField,
    DegreesField,
    TopicField,
    WonField,
    reason_field,
)
from proposals.models import Proposal


class PartForm(forms.Form):
    """A part of a draft: with the version that this window saw, and the window's own name."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    window = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def values(self) -> dict[str, Any]:
        """What the part's own fields hold, as far as it can be read; no title and no kind are no values."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "window")}
        return {name: value for name, value in own.items() if value or name not in ("title", "kind")}


class TitleForm(PartForm):
    """A title first; everything else later."""

    title = forms.CharField(
        label=_("What do you propose?"),
        help_text=_(
            "One sentence of at most 80 characters. For example: Put lights into the alley behind the market."
        ),
        max_length=TITLE_LENGTH,
        min_length=4,
        error_messages={"required": _("Write in one sentence what you propose.")},
    )

    def clean_title(self) -> str:
        return " ".join(nfc(self.cleaned_data["title"]).split())


class TextForm(PartForm):
    """What it is about, and which kind of proposal it is."""

    body = forms.CharField(
        label=_("What is it about, and why?"),
        help_text=_(
            "What is the matter now? What should be done? Who gains from it? Do not write phone numbers or names of others."
        ),
        max_length=BODY_LENGTH,
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("Write what it is about and why.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of proposal is it?"), choices=Proposal.Kind.choices, widget=forms.RadioSelect
    )


class TopicForm(PartForm):
    topic = TopicField(label=_("Topic"), error_messages={"required": _("Choose a topic.")})


class PlaceForm(PartForm):
    """A place from the list, from the map of tiles (a link that fills the list in), as an address in words, or where the
    device is (two hidden fields that a script fills in when the writer asks for it)."""

    area = AreaField(label=_("Borough"))
    place = forms.CharField(
        label=_("The place in words"),
        max_length=200,
        required=False,
        help_text=_("An address or a description, for example: the alley behind Mangwon market, Mapo-gu"),
    )

    latitude = DegreesField(most=90)
    longitude = DegreesField(most=180)

    def clean(self) -> dict[str, Any]:
        """An address that names one borough is enough, and so is a position: the borough is then taken from it."""
        cleaned = super().clean() or {}
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if latitude is None or longitude is None:
            cleaned["latitude"] = cleaned["longitude"] = None
        elif cleaned.get("area") is None:
            cleaned["area"] = area_at(float(latitude), float(longitude), districts().defer(None))
        if cleaned.get("area") is None and cleaned.get("place"):
            cleaned["area"] = named_in(nfc(cleaned["place"]), list(districts()))
        return cleaned


class CostForm(PartForm):
    rough_cost = WonField(
        label=_("Rough cost in won"),
        required=False,
        max_length=20,
        help_text=_("A guess is enough, for example 12,000,000."),
    )


class GroupForm(PartForm):
    """A group that proposes, represented by whoever writes; both empty for a person's own proposal."""

    group_kind = forms.ChoiceField(
        label=_("What kind of group is it?"), required=False, choices=[BLANK, *Proposal.Group.choices],
        help_text=_("Leave it empty when you propose by yourself."),
    )  # fmt: skip
    group_name = forms.CharField(
        label=_("Name of the group"), required=False, max_length=80,
        help_text=_("It is public. You stand beside it as its representative, with your name shortened."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both or none."""
        cleaned = super().clean() or {}
        if cleaned.get("group_name") and not cleaned.get("group_kind"):
            self.add_error("group_kind", _("Choose what kind of group it is."))
        if cleaned.get("group_kind") and not cleaned.get("group_name"):
            self.add_error("group_name", _("Write the name of the group."))
        return cleaned


PART_FORMS: dict[str, type[PartForm]] = {
    "title": TitleForm,
    "text": TextForm,
    "topic": TopicForm,
    "place": PlaceForm,
    "cost": CostForm,
    "group": GroupForm,
}


class EditForm(forms.Form):
    """What the writer may change after the submission."""

    title = TitleForm.base_fields["title"]
    body = TextForm.base_fields["body"]
    place = PlaceForm.base_fields["place"]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    code = forms.ChoiceField(
        label=_("What has happened?"), choices=Proposal.Withdrawal.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has happened.")},
    )  # fmt: skip
    reason = reason_field(_("Why do you withdraw it?"))


class RatingForm(forms.Form):
    """From 1 to 5, and for the proposer one more question."""

    value = forms.TypedChoiceField(
        label=_("How good is the answer?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("5: very good")), (4, _("4: good")), (3, _("3: neither")), (2, _("2: poor")), (1, _("1: very poor"))],
        error_messages={"required": _("Choose from 1 to 5.")},
    )  # fmt: skip


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("What do you ask once more?"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("You can ask once. The question and the reply are public."),
        error_messages={"required": _("Write your question.")},
    )  # fmt: skip
