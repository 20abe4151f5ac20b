"""What a browser may send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Department


class _Because(forms.Form):
    because = forms.CharField(
        label=_("What becomes of the department"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Published on its page, for example: “Merged with the parks division by the reorganisation of 2027.”"
        ),
    )
    because_en = forms.CharField(
        label=_("What becomes of it, in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RenameForm(_Because):
    """The name that is in force from today on."""

    field_order = ("name", "name_en", "because", "because_en")

    name = forms.CharField(label=_("New name"), max_length=100)
    name_en = forms.CharField(label=_("New name in English"), max_length=100, required=False)


class EndForm(_Because):
    """Who takes over."""

    field_order = ("successor", "because", "because_en")

    successor = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Which department takes over?"),
        required=False,
        empty_label=_("None: nothing is open with it"),
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Department.objects.in_force().exclude(pk=department.pk).order_by("name")
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
