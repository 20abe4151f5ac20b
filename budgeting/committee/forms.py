"""What a browser may send to the committee."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Criterion, Decision, Declaration, Member, ScoreSheet
from budgeting.committee.scoring import HIGHEST, LOWEST
from civic.accounts.models import User

DECLARED = [
    (Declaration.Interest.NONE, _("I have no interest in this project")),
    (Declaration.Interest.SELF, _("I withdraw from this project")),
]


class DeclarationForm(forms.Form):
    """Before the content is shown: none, or I withdraw."""

    interest = forms.ChoiceField(
        label=_("Do you have an interest in this project?"), choices=DECLARED, widget=forms.RadioSelect
    )
    ground = forms.CharField(
        label=_("Ground of a withdrawal"),
        max_length=300,
        required=False,
        help_text=_(
            "Only where you withdraw. It is never published; the public record says “1 recused (self)”."
        ),
    )


class SheetForm(forms.Form):
    """One score from 0 to 5 and one comment for each criterion, with the anchors beside the levels."""

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], sheet: ScoreSheet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            scores, comments = (sheet.scores, sheet.comments) if sheet else ({}, {})
            name = f"{criterion} ({criterion.weight})"
            self.fields[f"score_{criterion.key}"] = forms.TypedChoiceField(
                label=name,
                choices=_levels(criterion),
                coerce=int,
                widget=forms.RadioSelect,
                initial=scores.get(criterion.key),
            )
            self.fields[f"comment_{criterion.key}"] = forms.CharField(
                label=_("Comment: %(criterion)s") % {"criterion": criterion},
                max_length=500,
                required=False,
                help_text=_("Needed for a 0 and for a 5."),
                initial=comments.get(criterion.key),
            )

    def scores(self) -> dict[str, int]:
        return {one.key: self.cleaned_data[f"score_{one.key}"] for one in self.criteria}

    def comments(self) -> dict[str, str]:
        return {one.key: self.cleaned_data[f"comment_{one.key}"] for one in self.criteria}

    def clean(self) -> dict[str, Any]:
        """The comment of an end of the scale is asked for beside its field."""
        data = super().clean() or {}
        for one in self.criteria:
            if (
                data.get(f"score_{one.key}") in (LOWEST, HIGHEST)
                and not data.get(f"comment_{one.key}", "").strip()
            ):
                self.add_error(
                    f"comment_{one.key}",
                    _("Write in a sentence why this is the lowest or the highest score."),
                )
        return data


def _levels(criterion: Criterion) -> list[tuple[int, str]]:
    """ "3 · what the level means"; levels without an anchor lie between their neighbours."""
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    found = []
    for level in range(LOWEST, HIGHEST + 1):
        anchor = (criterion.anchors.get(str(level)) or {}).get(language, "")
        found.append((level, f"{level} · {anchor}" if anchor else str(level)))
    return found


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Decision.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Published with the numbers of the decision."),
    )
    condition = forms.CharField(label=_("Condition, where there is one"), max_length=300, required=False)


class CommitteeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    drop_extremes_from = forms.IntegerField(
        label=_("Leave out one highest and one lowest score from so many raters on"),
        min_value=3,
        max_value=100,
        required=False,
        help_text=_("Empty: every score counts."),
    )


class MemberForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"))
    kind = forms.ChoiceField(label=_("Kind of member"), choices=Member.Kind.choices)
    votes = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)
    starts_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=date.today
    )
    ends_on = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    def clean_email(self) -> User:
        """The person with this address; nobody is made a member who has no account."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody has signed up with this address."))
        return user
