"""The step of the envelopes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.envelope_form import EnvelopeFields
from budgeting.cycles.presets import Preset
from budgeting.cycles.wizard.rules import UNSTATED
from civic.areas.models import Area


class EnvelopeStep(EnvelopeFields):
    """One envelope; left without a name it is left out."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    area = forms.ModelChoiceField(
        Area.objects.filter(level=Area.Level.BOROUGH).only("code", "name", "name_en"),
        required=False,
        widget=forms.HiddenInput,
    )
    each_borough = forms.BooleanField(
        label=_("One such envelope for each borough"),
        required=False,
        help_text=_(
            "Each borough then has this amount for itself: its people vote on its projects, and they are counted within it."
        ),
    )


class EnvelopesStep(forms.BaseFormSet[EnvelopeStep]):
    def rows(self) -> list[tuple[EnvelopeStep, Area | None]]:
        """Each envelope with the borough that it is for, which a copy brings along; one query."""
        keys = [str(form["area"].value() or "") for form in self.forms]
        found = Area.objects.in_bulk([int(key) for key in keys if key.isdecimal()])
        return [
            (form, found.get(int(key)) if key.isdecimal() else None)
            for form, key in zip(self.forms, keys, strict=True)
        ]

    def say_unstated(self, start: Preset) -> None:
        """Say beside money and choices that the source does not state them. No word where rows did not arrive whole."""
        if self.is_bound and not self.management_form.is_valid():
            return
        for form, one in zip(self.forms, start.envelopes, strict=False):
            for name, field in (("amount", "amount"), ("picks", "picks_max")):
                if f"envelope.{one.key}.{name}" in start.undecided:
                    form.fields[field].help_text = f"{form.fields[field].help_text} {UNSTATED}".strip()

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
