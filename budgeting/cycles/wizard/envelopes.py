"""The step of the envelopes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.forms import SUM_HELP, WonField
from budgeting.cycles.models import Envelope


class EnvelopeStep(forms.Form):
    """One envelope; left without a name it is left out."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    amount = WonField(label=_("Money in the envelope"), required=False, help_text=SUM_HELP)
    ceiling = WonField(label=_("Most a project may cost"), required=False, help_text=SUM_HELP)
    event_ceiling = WonField(label=_("Most an event may cost"), required=False, help_text=SUM_HELP)
    floor = WonField(label=_("Least a project must cost"), required=False, help_text=SUM_HELP)
    method = forms.ChoiceField(label=_("How to vote"), choices=Envelope.Method.choices, required=False)
    picks_min = forms.IntegerField(
        label=_("At least so many projects"), min_value=0, max_value=300, required=False
    )
    picks_max = forms.IntegerField(
        label=_("At most so many projects"), min_value=1, max_value=300, required=False
    )
    points = forms.IntegerField(
        label=_("Points a voter shares out"), min_value=1, max_value=1000, required=False
    )
    own_borough_only = forms.BooleanField(
        label=_("Voters see only their own borough's projects"), required=False
    )
    each_borough = forms.BooleanField(
        label=_("One such envelope for each borough"),
        required=False,
        help_text=_(
            "Each borough then has this amount for itself: its people vote on its projects, and they are counted within it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("name"):
            return data
        if not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("An envelope needs money."))
        least, most = data.get("picks_min") or 0, data.get("picks_max")
        if most is not None and least > most:
            self.add_error("picks_max", _("This must not be less than the least number of projects."))
        if data.get("ceiling") and data.get("floor") and data["floor"] > data["ceiling"]:
            self.add_error("floor", _("This must not be more than a project may cost."))
        points = data.get("method") == Envelope.Method.CUMULATIVE
        if points and not data.get("points") and "points" not in self.errors:
            self.add_error("points", _("A ballot with points needs the number of points."))
        return data


class EnvelopesStep(forms.BaseFormSet[EnvelopeStep]):
    def clean(self) -> None:
        if not any(self.errors) and not any(form.cleaned_data.get("name") for form in self.forms):
            raise forms.ValidationError(_("A cycle needs at least one envelope with a name and money."))


#: Rows on an empty page; more are seldom typed, because one row may stand for each borough.
OFFERED = 6
#: A copy has a row for each envelope: one a district, 31 in the largest province, and the shared ones.
MOST = 50
ENVELOPES = forms.formset_factory(
    EnvelopeStep, formset=EnvelopesStep, extra=2, max_num=OFFERED, absolute_max=MOST
)
