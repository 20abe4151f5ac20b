"""What a browser may send about a delivery."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.forms import date_input
from budgeting.cycles.sums import WonField
from budgeting.delivery.actions.judging import OPEN_FOR
from budgeting.delivery.models import Verdict
from budgeting.delivery.refusals import ChoiceTooLong


class DayForm(forms.Form):
    on = forms.DateField(label=_("Day"), widget=date_input(), initial=timezone.localdate)


class ReachForm(DayForm):
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class MoveForm(forms.Form):
    due_on = forms.DateField(label=_("New date"), widget=date_input())
    reason = forms.CharField(
        label=_("Why is it later?"), max_length=300, help_text=_("Everybody reads this on the project page.")
    )
    reason_en = forms.CharField(label=_("The reason in English"), max_length=300, required=False)


class MilestoneForm(forms.Form):
    title = forms.CharField(label=_("Milestone"), max_length=120)
    title_en = forms.CharField(label=_("Milestone in English"), max_length=120, required=False)
    due_on = forms.DateField(label=_("Planned for"), widget=date_input())
    weight = forms.IntegerField(
        label=_("Weight in the whole"),
        min_value=1,
        max_value=100,
        initial=1,
        help_text=_("How much of the whole this is, beside the others."),
    )


class SpendForm(DayForm):
    amount = WonField(
        label=_("Amount"),
        min_value=-(10**15),
        help_text=_("A whole sum in the cycle's currency. A correction is negative."),
    )
    purpose = forms.CharField(label=_("What for"), max_length=200)
    field_order = ["amount", "on", "purpose"]


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why is it cancelled?"), max_length=300)
    reason_en = forms.CharField(label=_("The reason in English"), max_length=300, required=False)


class VisitForm(forms.Form):
    visited_on = forms.DateField(label=_("Day of the visit"), widget=date_input(), initial=timezone.localdate)
    monitors = forms.CharField(
        label=_("Who went"), max_length=120, help_text=_("In words, without names: three citizen monitors.")
    )
    finding = forms.CharField(label=_("What they found"), max_length=2000, widget=forms.Textarea)
    finding_en = forms.CharField(
        label=_("What they found, in English"), max_length=2000, widget=forms.Textarea, required=False
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("What the department does about it, and by when. It is written once."),
    )
    answer_en = forms.CharField(
        label=_("Answer in English"), max_length=2000, widget=forms.Textarea, required=False
    )


class OutcomeForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it there as it was promised?"), choices=Verdict.Answer.choices, widget=forms.RadioSelect
    )


class CallForm(forms.Form):
    year = forms.IntegerField(
        label=_("Year in which the projects were completed"), min_value=2000, max_value=2100
    )
    closes_on = forms.DateField(
        label=_("Last day"), widget=date_input(), help_text=_("Choices are taken until the end of this day.")
    )

    def clean_closes_on(self) -> date:
        """The rule of the act, asked here already: the end of the last day of all days is no moment."""
        day: date = self.cleaned_data["closes_on"]
        if day > timezone.localdate() + OPEN_FOR:
            raise forms.ValidationError(ChoiceTooLong.sentence)
        return day


def started(form: type[forms.Form], request: Any) -> Any:
    """The form, bound when it was sent."""
    return form(request.POST or None)
