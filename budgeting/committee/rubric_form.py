"""The form of a round: its rules, its common dossiers, and up to ten criteria with their anchors."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Criterion, Round
from budgeting.committee.scoring import FULL, HIGHEST, LOWEST
from budgeting.cycles.models import Project

SPARE = 2
LINE = re.compile(r"\s*(\d)\s*[=:.]\s*([^|]*)(?:\|(.*))?$")


class RoundForm(forms.ModelForm[Round]):
    """How sheets become a score, who rates what, and which three dossiers everybody rates first."""

    first = forms.ModelChoiceField(
        label=_("First common dossier"), queryset=Project.objects.none(), required=False
    )
    second = forms.ModelChoiceField(
        label=_("Second common dossier"), queryset=Project.objects.none(), required=False
    )
    third = forms.ModelChoiceField(
        label=_("Third common dossier"), queryset=Project.objects.none(), required=False
    )

    class Meta:
        model = Round
        fields = [
            "name", "name_en", "rule", "drop_from", "sharing", "per_item", "minimum", "look_back_years",
            "challenge_days",
        ]  # fmt: skip
        widgets = {"rule": forms.RadioSelect, "sharing": forms.RadioSelect}

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [one.project_id for one in self.instance.calibrations.order_by("pk")]
        for name, initial in zip(COMMON, [*chosen, None, None, None], strict=False):
            field: Any = self.fields[name]
            field.queryset, field.initial = projects, initial

    def rules(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def calibrations(self) -> list[Project]:
        return [self.cleaned_data[name] for name in COMMON if self.cleaned_data[name] is not None]

    def clean(self) -> dict[str, Any]:
        """What a rule needs is asked for beside its field."""
        data = super().clean() or {}
        if data.get("rule") == Round.Rule.TRIMMED and not (data.get("drop_from") or 0) >= 3:
            self.add_error("drop_from", _("From three raters on at the earliest."))
        if data.get("sharing") == Round.Sharing.BALANCED and not data.get("per_item"):
            self.add_error("per_item", _("How many members rate each project?"))
        if (data.get("minimum") or 0) > 100:
            self.add_error("minimum", _("At most 100."))
        return data


COMMON = ("first", "second", "third")


class CriterionForm(forms.Form):
    """One criterion. A row without a name is left out."""

    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=30)
    name = forms.CharField(label=_("Criterion"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Criterion in English"), max_length=100, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=FULL, required=False)
    counted = forms.BooleanField(label=_("counts"), required=False)
    required = forms.BooleanField(label=_("must be scored"), required=False)
    anchors = forms.CharField(
        label=_("What each level means"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line for each level: 3 = 한국어 | English"),
    )

    def clean_anchors(self) -> dict[str, dict[str, str]]:
        """Lines "3 = Korean | English" as they are stored."""
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["anchors"].splitlines())):
            match = LINE.match(line)
            if match is None or not LOWEST <= int(match[1]) <= HIGHEST:
                raise forms.ValidationError(
                    _("Begin each line with a level from 0 to 5: 3 = 한국어 | English")
                )
            found[match[1]] = {"ko": match[2].strip(), "en": (match[3] or match[2]).strip()}
        return found

    def clean(self) -> dict[str, Any]:
        """What counts has a weight; what does not, has none."""
        data = super().clean() or {}
        if data.get("name") and data.get("counted") and not data.get("weight"):
            self.add_error("weight", _("A criterion that counts has a weight."))
        return data


CriterionFormSet = forms.formset_factory(CriterionForm, extra=SPARE, max_num=10, absolute_max=10)


def initial_of(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Criteria as the rows of the form."""
    return [
        {
            **{
                name: getattr(one, name)
                for name in ("key", "name", "name_en", "weight", "counted", "required")
            },
            "anchors": "\n".join(
                f"{level} = {text['ko']} | {text['en']}" for level, text in sorted(one.anchors.items())
            ),
        }
        for one in criteria
    ]


def rows_of(formset: Any) -> list[dict[str, Any]]:
    """The rows that have a name, as they are stored; a new row gets a key of its own."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("name")]
    taken = {row["key"] for row in rows if row["key"]}
    free = (f"criterion-{number}" for number in range(1, 99) if f"criterion-{number}" not in taken)
    return [
        {
            "key": row["key"] or next(free),
            "name": row["name"],
            "name_en": row["name_en"],
            "weight": (row["weight"] or 0) if row["counted"] else 0,
            "counted": row["counted"],
            "required": row["required"],
            "anchors": row["anchors"],
        }
        for row in rows
    ]


def weights_said(formset: Any) -> str:
    """What the weights sum to, as a sentence."""
    whole = sum(row["weight"] for row in rows_of(formset))
    return _now("The weights sum to %(n)s, not to 100.") % {"n": whole}
