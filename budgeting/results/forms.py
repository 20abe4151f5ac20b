"""What a browser may send about a result."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.results.models import Standing
from civic.common.bilingual import localized


class StandingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A project of the count, with what the count says of it."""

    def label_from_instance(self, obj: Standing) -> str:
        counted = gettext("counted: funded") if obj.funded else gettext("counted: not funded")
        return f"{obj.rank}. {localized(obj.project, 'title')} ({counted})"


class OverrideForm(forms.Form):
    project = StandingField(label=_("Project"), queryset=Standing.objects.none())
    funded = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[
            ("yes", _("Fund it, although the count does not")),
            ("no", _("Do not fund it, although the count does")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_(
            "Everybody reads this beside the counted result. Name the decision of the body that stands behind it."
        ),
    )
    reason_en = forms.CharField(
        label=_("Reason in English"), max_length=1000, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: Any, standings: QuerySet[Standing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = standings  # type: ignore[attr-defined]  # it is a StandingField
