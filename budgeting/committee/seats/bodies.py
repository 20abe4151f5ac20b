"""The form of a committee that does not review: a borough's, or a part of another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Committee
from civic.areas.models import Area

KINDS = [
    (Committee.Kind.BOROUGH, Committee.Kind.BOROUGH.label),
    (Committee.Kind.SUB, Committee.Kind.SUB.label),
]


class BodyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of committee"), choices=KINDS, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    slug = forms.SlugField(
        label=_("Address part"),
        max_length=80,
        help_text=_("Small letters, digits and hyphens; it begins with the year."),
    )
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Borough"), required=False)
    parent = forms.ModelChoiceField(Committee.objects.none(), label=_("Part of"), required=False)

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boroughs = Area.objects.filter(level=Area.Level.BOROUGH).only("code", "name", "name_en")
        self.fields["area"].queryset = boroughs.order_by("code")  # type: ignore[attr-defined]
        self.fields["parent"].queryset = Committee.objects.filter(cycle=committee.cycle_id)  # type: ignore[attr-defined]
