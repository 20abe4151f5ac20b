"""What a browser may send about a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Plan
from budgeting.committee.plans.questions import LEVELS, QUESTIONS
from budgeting.cycles.models import Project
from budgeting.cycles.sums import WonField


class PlanForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    concept = forms.CharField(
        label=_("Basic concept"), widget=forms.Textarea(attrs={"rows": 5}), max_length=6000
    )


class EntryForm(forms.Form):
    rank = forms.IntegerField(label=_("Rank"), min_value=1, max_value=200)
    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    sector = forms.CharField(label=_("Sector"), max_length=60, required=False)
    cost = WonField(label=_("Cost"), help_text=_("In won, for example 150,000,000."))
    why = forms.CharField(label=_("Why at this rank"), max_length=300)
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Project of the budget cycle"),
        required=False,
        empty_label=_("none of the cycle's projects"),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Project.objects.filter(envelope__cycle=plan.committee.cycle_id).order_by("pk")
        self.fields["project"].queryset = shown  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Remark of the city"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class RemarkAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer of the borough"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class AssessmentForm(forms.Form):
    question = forms.ChoiceField(label=_("Question"), choices=QUESTIONS.items(), widget=forms.RadioSelect)
    level = forms.TypedChoiceField(label=_("Level"), choices=LEVELS, coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What it rests on"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
