"""What a browser may send to the committee."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import (
    Criterion,
    Decision,
    Declaration,
    Draft,
    Member,
    Party,
    Relation,
    ScoreSheet,
)
from budgeting.committee.organisations import key_of
from budgeting.committee.scoring import HIGHEST, LOWEST
from civic.accounts.models import User
from civic.areas.models import Department

DECLARED = [
    (Declaration.Interest.NONE, _("I have no interest in this project")),
    (Declaration.Interest.SELF, _("I withdraw from this project")),
]


class DeclarationForm(forms.Form):
    """Before the content is shown: none, or I withdraw, of which kind and why."""

    interest = forms.ChoiceField(
        label=_("Do you have an interest in this project?"), choices=DECLARED, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind of interest"),
        choices=[("", _("Only where you withdraw")), *Declaration.Kind.choices],
        required=False,
    )
    ground = forms.CharField(
        label=_("Ground of a withdrawal"),
        max_length=300,
        required=False,
        help_text=_(
            "Only where you withdraw. It is never published; the public record says “1 recused (self)”."
        ),
    )


def person_with(email: str) -> User:
    """The active account with this address; a ValidationError where there is none."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise forms.ValidationError(_("Nobody has signed up with this address."))
    return user


class RelationForm(forms.Form):
    """A relative by their account, an organisation by its name, or a department."""

    kind = forms.ChoiceField(label=_("Kind of tie"), choices=Relation.Kind.choices, widget=forms.RadioSelect)
    email = forms.EmailField(label=_("E-mail address of the relative"), required=False)
    organisation = forms.CharField(label=_("Name of the organisation"), max_length=120, required=False)
    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.order_by("name"), required=False
    )
    until = forms.DateField(
        label=_("Ended on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty if it still is so. A past tie counts for the years that the round says."),
    )

    def clean_email(self) -> User | None:
        email = self.cleaned_data["email"]
        return person_with(email) if email else None

    def clean(self) -> dict[str, Any]:
        """What the kind needs is asked for beside its field."""
        data = super().clean() or {}
        needed = {"relative": "email", "organisation": "organisation", "department": "department"}
        name = needed.get(data.get("kind", ""))
        empty = name == "organisation" and not key_of(data.get("organisation") or "")
        if name and name not in self.errors and (empty or not data.get(name)):
            self.add_error(name, _("This kind of tie needs it."))
        return data


class PartyForm(forms.Form):
    """A co-proposer by their account, or an organisation by its name."""

    kind = forms.ChoiceField(label=_("Kind of party"), choices=Party.Kind.choices, widget=forms.RadioSelect)
    email = forms.EmailField(label=_("E-mail address of the co-proposer"), required=False)
    organisation = forms.CharField(label=_("Name of the organisation"), max_length=120, required=False)

    def clean_email(self) -> User | None:
        email = self.cleaned_data["email"]
        return person_with(email) if email else None

    def clean(self) -> dict[str, Any]:
        """What the kind needs is asked for beside its field."""
        data = super().clean() or {}
        person = data.get("kind") == Party.Kind.CO_PROPOSER
        name = "email" if person else "organisation"
        given = data.get("email") if person else key_of(data.get("organisation") or "")
        if name not in self.errors and not given:
            self.add_error(name, _("This kind of party needs it."))
        return data


class ChallengeForm(forms.Form):
    member = forms.ModelChoiceField(label=_("Member"), queryset=Member.objects.none())
    ground = forms.CharField(
        label=_("Why can a fair judgement not be expected?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("Only the committee reads it. It is never published."),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]  # a ModelChoiceField


class ChallengeDecisionForm(forms.Form):
    votes_for = forms.IntegerField(label=_("Votes for keeping the member out"), min_value=0, max_value=200)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, max_value=200)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("The party and the member read it. It is not published."),
    )


class ReopeningForm(forms.Form):
    sheet = forms.ModelChoiceField(
        label=_("Whose sheet"), queryset=ScoreSheet.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It is recorded, and the member reads it.")
    )

    def __init__(self, *args: Any, sheets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sheet"]
        field.queryset = sheets
        field.label_from_instance = lambda sheet: sheet.member.user.display_name


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("Your remark"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class SheetForm(forms.Form):
    """One score from 0 to 5 and one comment for each criterion, with the anchors beside the levels."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[Criterion],
        sheet: ScoreSheet | Draft | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.fields["version"].initial = sheet.version if isinstance(sheet, Draft) else 0
        scores, comments = (sheet.scores, sheet.comments) if sheet else ({}, {})
        for criterion in self.criteria:
            self.fields[f"score_{criterion.key}"] = forms.TypedChoiceField(
                label=_named(criterion),
                choices=_levels(criterion),
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=criterion.required,
                initial=scores.get(criterion.key),
                help_text="" if criterion.counted else _("Asked and shown; it does not count."),
            )
            self.fields[f"comment_{criterion.key}"] = forms.CharField(
                label=_("Comment: %(criterion)s") % {"criterion": criterion},
                max_length=500,
                required=False,
                help_text=_("Needed for a 0 and for a 5."),
                initial=comments.get(criterion.key),
            )

    def scores(self) -> dict[str, int]:
        """The scores that were given; a criterion that was left open is left out."""
        given = {one.key: self.cleaned_data.get(f"score_{one.key}") for one in self.criteria}
        return {key: level for key, level in given.items() if level is not None}

    def comments(self) -> dict[str, str]:
        return {one.key: self.cleaned_data.get(f"comment_{one.key}", "") for one in self.criteria}

    def as_draft(self) -> dict[str, Any]:
        """What there is, complete or not: what an incomplete form holds that fits its fields."""
        self.full_clean()
        comments = {key: text for key, text in self.comments().items() if text}
        return {
            "scores": self.scores(),
            "comments": comments,
            "version": self.cleaned_data.get("version") or 0,
        }

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


def _named(criterion: Criterion) -> str:
    return f"{criterion} ({criterion.weight})" if criterion.counted else str(criterion)


def _levels(criterion: Criterion) -> list[tuple[int | str, str]]:
    """ "3 · what the level means"; levels without an anchor lie between their neighbours."""
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    found: list[tuple[int | str, str]] = [] if criterion.required else [("", _now("I leave this open"))]
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
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    condition = forms.CharField(label=_("Condition, where there is one"), max_length=300, required=False)
    condition_en = forms.CharField(label=_("Condition in English"), max_length=300, required=False)


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
        return person_with(self.cleaned_data["email"])
