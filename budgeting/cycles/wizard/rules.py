"""The step of the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.forms import AGE_HELP, shown_age
from budgeting.cycles.models import RuleSet
from budgeting.cycles.refusals import SupportNotCounted
from budgeting.cycles.wording import TIES
from civic.accounts.models import Residency

RULE_NAMES = (
    "electorate", "excluded", "minimum_age", "identity_level", "class_minimum", "committee_minimum", "committee_weight",
    "support_threshold", "change_until_close", "invalid_rule", "channels", "publication", "count_rule", "objection_days",
)  # fmt: skip

TIE_CHOICES = ("votes", "cost", "committee", "submitted", "lot")

FIRST_FIELD = {"weights": "weight_citizens", "tie_break": "tie_1"}
"""Where a rule of several fields begins."""

UNSTATED = _(
    "The source of these rules does not state this: what stands here is a suggestion. Please decide."
)

COUNTS = [one for one in RuleSet.CountRule.choices if one[0] != RuleSet.CountRule.THRESHOLD]
"""The count rules offered; the one left out needs a number of votes that nobody knows beforehand."""


class RulesStep(forms.Form):
    electorate = forms.MultipleChoiceField(
        label=_("Who may vote"), choices=Residency.Basis.choices, widget=forms.CheckboxSelectMultiple
    )
    excluded = forms.MultipleChoiceField(
        label=_("Who may not vote"),
        choices=RuleSet.Excluded.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Printed with the rules. The roll does not know professions, so the platform cannot check it."
        ),
    )
    minimum_age = forms.IntegerField(
        label=_("Minimum age"),
        min_value=0,
        max_value=120,
        required=False,
        help_text=AGE_HELP,
    )
    identity_level = forms.ChoiceField(label=_("How identity is checked"), choices=RuleSet.Identity.choices)
    channels = forms.MultipleChoiceField(
        label=_("Ways to vote"), choices=RuleSet.Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    invalid_rule = forms.ChoiceField(label=_("Invalid ballots"), choices=RuleSet.InvalidRule.choices)
    change_until_close = forms.BooleanField(
        label=_("A ballot can be changed until the vote closes"), required=False
    )
    weight_citizens = forms.IntegerField(label=_("Weight of the citizens' votes"), min_value=0, max_value=100)
    weight_committee = forms.IntegerField(
        label=_("Weight of the committee members' votes"), min_value=0, max_value=100, required=False
    )
    weight_proposers = forms.IntegerField(
        label=_("Weight of the proposers' votes"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_(
            "A proposer's ballot would be known by the project it names, so these ballots are not told apart: "
            "the weight goes to the citizens' votes."
        ),
    )
    weight_graduates = forms.IntegerField(
        label=_("Weight of the budget school graduates' votes"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Those who hold a certificate of the school when the roll of the vote is fixed."),
    )
    weight_survey = forms.IntegerField(
        label=_("Weight of an outside survey panel"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("The platform takes no ballots of a panel: the weight goes to the citizens' votes."),
    )
    class_minimum = forms.IntegerField(
        label=_("Fewest members and ballots with which a voter class is counted apart"),
        min_value=10,
        max_value=10_000,
        required=False,
        help_text=_(
            "In a smaller class people could be recognised by their ballots; it is counted with the citizens."
        ),
    )
    committee_minimum = forms.DecimalField(
        label=_("Committee score needed"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    committee_weight = forms.IntegerField(
        label=_("Weight of the committee's score in the order of projects, in percent"),
        min_value=0,
        max_value=100,
    )
    support_threshold = forms.DecimalField(
        label=_("Least share of ballots that must name a project, in percent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    count_rule = forms.ChoiceField(label=_("Counting"), choices=COUNTS)
    tie_1 = forms.ChoiceField(label=_("Ties: first"), choices=[(name, TIES[name]) for name in TIE_CHOICES])
    tie_2 = forms.ChoiceField(label=_("Ties: then"), choices=[(name, TIES[name]) for name in TIE_CHOICES])
    tie_3 = forms.ChoiceField(label=_("Ties: at last"), choices=[(name, TIES[name]) for name in TIE_CHOICES])
    objection_days = forms.IntegerField(
        label=_("Days to object to a department's review"), min_value=0, max_value=60
    )
    publication = forms.ChoiceField(label=_("What is published when"), choices=RuleSet.Publication.choices)

    def clean_minimum_age(self) -> int | None:
        return shown_age(self.cleaned_data["minimum_age"])

    def clean_class_minimum(self) -> int:
        """Empty: the least there is."""
        return self.cleaned_data["class_minimum"] or 10

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        weights = self.weights()
        if sum(weights.values()) != 100:
            said = _("The weights must make 100; now they make %(sum)s.") % {"sum": sum(weights.values())}
            self.add_error("weight_citizens", said)
        if len(weights) > 1 and data.get("count_rule") not in (None, RuleSet.CountRule.CLASSES):
            self.add_error(
                "count_rule", _("Several classes of voters are counted by their shares and weights.")
            )
        self._check_count(data)
        ties = [data.get(f"tie_{n}") for n in (1, 2, 3)]
        if len(set(ties)) < 3 and all(ties):
            self.add_error("tie_2", _("Choose three different ways to break a tie."))
        return data

    def _check_count(self, data: dict[str, Any]) -> None:
        """What the count rule has no use for would be printed with the rules and not be done."""
        rule = data.get("count_rule")
        if rule is None:
            return
        if data.get("committee_weight") and rule != RuleSet.CountRule.CLASSES:
            said = _(
                "The committee's score weighs only where shares of voter classes are counted. "
                "Choose that way of counting, or write 0."
            )
            self.add_error("committee_weight", said)
        if data.get("support_threshold") is not None and rule in RuleSet.WITHOUT_SUPPORT:
            self.add_error("support_threshold", str(SupportNotCounted.sentence))

    def say_unstated(self, undecided: Iterable[str]) -> None:
        """Say beside each rule that the source does not state it: what stands there is a suggestion of the platform."""
        for name in undecided:
            field = self.fields.get(FIRST_FIELD.get(name, name))
            if field is not None:
                field.help_text = f"{field.help_text} {UNSTATED}".strip()

    @classmethod
    def first(cls, rules: Mapping[str, Any]) -> dict[str, Any]:
        """What the form begins with, from the rules of a preset, of an earlier cycle or of the cycle itself."""
        ties = [name for name in rules["tie_break"] if name in TIE_CHOICES]
        ties += [name for name in ("votes", "cost", "lot") if name not in ties]
        first = {name: rules.get(name, getattr(RuleSet(), name)) for name in RULE_NAMES}
        weights = {f"weight_{name}": weight for name, weight in rules["weights"].items()}
        return first | weights | {f"tie_{n}": ties[n - 1] for n in (1, 2, 3)}

    def chosen(self) -> dict[str, Any]:
        """The rules as they are stored."""
        chosen = {name: self.cleaned_data[name] for name in RULE_NAMES}
        ties = [self.cleaned_data[f"tie_{n}"] for n in (1, 2, 3)]
        return {**chosen, "weights": self.weights(), "tie_break": ties}

    def weights(self) -> dict[str, int]:
        """The weights that are not 0, by class."""
        named = {name: self.cleaned_data.get(f"weight_{name}") or 0 for name in RuleSet.VoterClass.values}
        return {name: weight for name, weight in named.items() if weight}
