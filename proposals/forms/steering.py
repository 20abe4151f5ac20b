"""What the city may send of the steps of a proposal's later life: merging, transfer, debate, evidence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from civic.common.korean import nfc
from proposals.actions import TITLE_LENGTH
from proposals.forms.answering import AnswerForm
from proposals.forms.fields import BODY_LENGTH, AreaField, MomentField, reason_field
from proposals.models import Proposal, Transfer


class MergeForm(forms.Form):
    """Into which other proposal; found by its number among those that the officer may see."""

    target = forms.CharField(
        label=_("Number of the other proposal"),
        help_text=_("For example: P-2026-00042"),
        max_length=20,
        error_messages={"required": _("Write the number of the other proposal.")},
    )
    reason = reason_field()

    def clean_target(self) -> Proposal:
        number = nfc(self.cleaned_data["target"]).strip().upper()
        found = Proposal.objects.published().filter(number=number).first()
        if found is None:
            raise ValidationError(_("There is no public proposal with this number."), code="unknown")
        return found


class ReasonForm(forms.Form):
    """A step that needs its reason only."""

    reason = reason_field()


class SplitForm(forms.Form):
    """The part that becomes a proposal of its own."""

    title = forms.CharField(
        label=_("Title of the new proposal"), max_length=TITLE_LENGTH, min_length=4,
        error_messages={"required": _("Write in one sentence what you propose.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("The part of the text that is about it"), max_length=BODY_LENGTH, widget=forms.Textarea({"rows": 8}),
        help_text=_("Take the proposer's own words."),
        error_messages={"required": _("Write what it is about and why.")},
    )  # fmt: skip
    reason = reason_field()


class TransferForm(forms.Form):
    """To a borough, or to a body outside that is named in words."""

    area = AreaField(label=_("Borough"))
    body = forms.CharField(
        label=_("Or a body outside the city"), max_length=120, required=False,
        help_text=_("Its full name, for example: 국가철도 관리기관"),
    )  # fmt: skip
    on = forms.DateField(
        label=_("Date of the transfer"), widget=forms.DateInput({"type": "date"}),
        error_messages={"required": _("Give the date of the transfer.")},
    )  # fmt: skip
    link = forms.URLField(
        label=_("Where it can be followed there"), required=False, assume_scheme="https",
        help_text=_("An address that begins with https://, if there is one."),
    )  # fmt: skip
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("area")) == bool(cleaned.get("body")) and not self.errors:
            self.add_error("body", _("Name the borough or the body outside the city, one of the two."))
        return cleaned


class TransferNewsForm(forms.Form):
    status = forms.ChoiceField(
        label=_("How it stands there"), choices=Transfer.Status.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What the other body says"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=_("It will be public."), error_messages={"required": _("Write what the other body says.")},
    )  # fmt: skip
    link = TransferForm.base_fields["link"]


class DebateForm(forms.Form):
    """A public debate: its question, its dates, and why it is held."""

    question = forms.CharField(
        label=_("Question of the debate"), max_length=200,
        help_text=_("One question that can be answered with yes or no."),
        error_messages={"required": _("Write the question of the debate.")},
    )  # fmt: skip
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    reason = reason_field(_("Why it is debated"))


class ConcludeForm(forms.Form):
    conclusions = forms.CharField(
        label=_("Conclusions"), widget=forms.Textarea({"rows": 10}),
        help_text=_("What was said on both sides, what most agree on, and what the city does with it by when."),
        error_messages={"required": _("Write the conclusions.")},
    )  # fmt: skip


class HeadAnswerForm(forms.Form):
    text = AnswerForm.base_fields["text"]
    planned_on = forms.DateField(
        label=_("Planned date"), required=False, widget=forms.DateInput({"type": "date"})
    )


class EvidenceForm(forms.Form):
    evidence = forms.CharField(
        label=_("What was done"), widget=forms.Textarea({"rows": 5}),
        help_text=_("Where it is, how much of it, since when, and how one can see it."),
        error_messages={"required": _("Say what was done.")},
    )  # fmt: skip
    link = forms.URLField(label=_("Where it can be seen"), required=False, assume_scheme="https")
