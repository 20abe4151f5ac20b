"""Why a project leaves the ballot."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.voting.models import TakenOff


class TakeOffForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground"), choices=TakenOff.Ground.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it: on the ballot, on the project's page, with the result."),
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
