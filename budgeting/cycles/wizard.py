"""The steps of setting up a cycle: their forms, what each begins with, and what they make together."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.forms import WonField, date_input
from budgeting.cycles.models import Cycle, CycleDraft, Envelope, RuleSet
from budgeting.cycles.past_years import BUSAN, PRESETS, SEOUL
from budgeting.cycles.presets import DAYS, DEFAULTS, EnvelopePreset, Preset
from budgeting.cycles.wording import TIES
from civic.accounts.models import Residency
from civic.areas.models import Area
from civic.processes.models import Phase

COPY = "copy:"
RULE_NAMES = (
    "electorate", "excluded", "minimum_age", "identity_level", "committee_minimum", "committee_weight",
    "support_threshold", "change_until_close", "invalid_rule", "channels", "publication", "count_rule", "objection_days",
)  # fmt: skip
TIE_CHOICES = ("votes", "cost", "committee", "submitted", "lot")
COUNTS = [one for one in RuleSet.CountRule.choices if one[0] != RuleSet.CountRule.THRESHOLD]
"""The count rules offered; the one left out needs a number of votes that nobody knows beforehand."""


class BasicsStep(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    budget_year = forms.IntegerField(label=_("Budget year"), min_value=2000, max_value=2200)
    area = forms.ModelChoiceField(Area.objects.none(), label=_("City or borough"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [Area.Level.CITY, Area.Level.BOROUGH]
        self.fields["area"].queryset = Area.objects.filter(level__in=levels).only("code", "name", "name_en")  # type: ignore[attr-defined]


class StartStep(forms.Form):
    """A preset of this platform, a year of two cities, or an earlier cycle of one's own."""

    start = forms.ChoiceField(
        label=_("Rules to begin with"),
        help_text=_(
            "Everything can be changed in the next steps. What a source does not state has to be decided."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Cycle.objects.filter(external_id__isnull=True, rules__isnull=False).select_related("process")[
            :10
        ]
        copies = [(f"{COPY}{one.slug}", str(one)) for one in own]
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            *([(_("Copy an earlier cycle"), copies)] if copies else []),
            (_("To begin with"), [(one.key, one.label) for one in DEFAULTS.values()]),
            (_("Seoul, year by year"), [(one.key, one.label) for one in SEOUL]),
            (_("Busan, year by year"), [(one.key, one.label) for one in BUSAN]),
        ]


class EnvelopeStep(forms.Form):
    """One envelope; left without a name it is left out."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    amount = WonField(label=_("Money in the envelope"), required=False)
    ceiling = WonField(label=_("Most a project may cost"), required=False)
    event_ceiling = WonField(label=_("Most an event may cost"), required=False)
    floor = WonField(label=_("Least a project must cost"), required=False)
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


ENVELOPES = forms.formset_factory(EnvelopeStep, formset=EnvelopesStep, extra=2, max_num=6)


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
        help_text=_("Empty: no minimum age."),
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
        label=_("Weight of the proposers' votes"), min_value=0, max_value=100, required=False
    )
    weight_graduates = forms.IntegerField(
        label=_("Weight of the budget school graduates' votes"), min_value=0, max_value=100, required=False
    )
    weight_survey = forms.IntegerField(
        label=_("Weight of an outside survey panel"), min_value=0, max_value=100, required=False
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
        ties = [data.get(f"tie_{n}") for n in (1, 2, 3)]
        if len(set(ties)) < 3 and all(ties):
            self.add_error("tie_2", _("Choose three different ways to break a tie."))
        return data

    def weights(self) -> dict[str, int]:
        """The weights that are not 0, by class."""
        named = {name: self.cleaned_data.get(f"weight_{name}") or 0 for name in RuleSet.VoterClass.values}
        return {name: weight for name, weight in named.items() if weight}


class DatesStep(forms.Form):
    """The first day and how long each phase lasts: phases made so touch, without gap or overlap."""

    opens_on = forms.DateField(
        label=_("First day"),
        widget=date_input(),
        help_text=_("Proposals are gathered from this day on. The rules freeze on it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in Phase.Kind.choices:
            field = forms.IntegerField(
                label=_("Days: %(phase)s") % {"phase": label}, min_value=1, max_value=1500
            )
            self.fields[f"days_{kind}"] = field

    def clean_opens_on(self) -> Any:
        day = self.cleaned_data["opens_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a first day that is still to come."))
        return day


STEPS: dict[str, tuple[str | Promise, Any]] = {
    "basics": (_("Basics"), BasicsStep),
    "start": (_("Rules to begin with"), StartStep),
    "envelopes": (_("Envelopes"), ENVELOPES),
    "rules": (_("The rules"), RulesStep),
    "dates": (_("Dates"), DatesStep),
}


def plain(post: QueryDict) -> dict[str, list[str]]:
    """What a form sent, as it was sent, without the token."""
    return {name: post.getlist(name) for name in post if name != "csrfmiddlewaretoken"}


def sent(stored: dict[str, list[str]]) -> QueryDict:
    """What was stored, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in stored.items():
        data.setlist(name, values)
    return data


def form_of(draft: CycleDraft, step: str) -> Any:
    """The form of a step: with what was typed, else with what the chosen beginning gives."""
    form_class = STEPS[step][1]
    if step in draft.data:
        return form_class(sent(draft.data[step]))
    return form_class(initial=_initial(beginning(draft), step))


def beginning(draft: CycleDraft) -> Preset:
    """The preset or the copy that the officer chose, else the first preset."""
    chosen = str(draft.data.get("start", {}).get("start", ["seoul"])[-1])
    if chosen.startswith(COPY):
        found = Cycle.objects.filter(slug=chosen.removeprefix(COPY), rules__isnull=False)
        cycle = found.select_related("rules", "process").first()
        return copy_of(cycle) if cycle is not None else PRESETS["seoul"]
    return PRESETS.get(chosen, PRESETS["seoul"])


def copy_of(cycle: Cycle) -> Preset:
    """Last year's cycle as a preset: its rules, its envelopes, and how long its phases lasted."""
    rules = {
        name: getattr(cycle.rules, name) for name in (*RULE_NAMES, "weights", "count_options", "tie_break")
    }
    names = EnvelopePreset.__dataclass_fields__
    envelopes = tuple(
        EnvelopePreset(**{name: getattr(one, name) for name in names}) for one in cycle.envelopes.all()
    )
    lasted = {
        phase.kind: max((phase.closes_at - phase.opens_at).days, 1) for phase in cycle.process.phases.all()
    }
    return Preset("copy", str(cycle), "", rules, envelopes, DAYS | lasted)


def _initial(preset: Preset, step: str) -> Any:
    if step == "envelopes":
        names = EnvelopeStep.base_fields
        return [{name: getattr(one, name) or None for name in names} for one in preset.envelopes]
    if step == "rules":
        ties = [name for name in preset.rules["tie_break"] if name in TIE_CHOICES]
        ties += [name for name in ("votes", "cost", "lot") if name not in ties]
        first = {name: preset.rules.get(name, getattr(RuleSet(), name)) for name in RULE_NAMES}
        weights = {f"weight_{name}": weight for name, weight in preset.rules["weights"].items()}
        return first | weights | {f"tie_{n}": ties[n - 1] for n in (1, 2, 3)}
    if step == "dates":
        return {f"days_{kind}": preset.days[kind] for kind in Phase.Kind.values if kind in preset.days}
    return {"start": "seoul"} if step == "start" else {}


def missing(draft: CycleDraft) -> list[str]:
    """The steps that are not sent yet or not right."""
    return [step for step in STEPS if step not in draft.data or not form_of(draft, step).is_valid()]


def plan(draft: CycleDraft) -> tuple[dict[str, Any], Preset, datetime]:
    """What the steps make together: basics, a preset of one's own, and the first moment. Every step must be right."""
    forms_ = {step: form_of(draft, step) for step in STEPS}
    for form in forms_.values():
        form.is_valid()
    start, rules, dates = beginning(draft), forms_["rules"], forms_["dates"].cleaned_data
    chosen = {name: rules.cleaned_data[name] for name in RULE_NAMES}
    ties = [rules.cleaned_data[f"tie_{n}"] for n in (1, 2, 3)]
    made = replace(
        start,
        rules=chosen
        | {"weights": rules.weights(), "tie_break": ties, "count_options": start.rules["count_options"]},
        envelopes=tuple(_envelopes(forms_["envelopes"], start)),
        days={kind: dates[f"days_{kind}"] for kind in Phase.Kind.values},
        undecided=(),
    )
    opens_at = timezone.make_aware(datetime.combine(dates["opens_on"], time()))
    return dict(forms_["basics"].cleaned_data), made, opens_at


def _envelopes(formset: Any, start: Preset) -> list[EnvelopePreset]:
    """The envelopes with a name; the key of one that stood in the beginning stays, others are numbered."""
    keys = {one.name: one.key for one in start.envelopes}
    made: list[EnvelopePreset] = []
    for number, form in enumerate(formset.forms, 1):
        data = dict(form.cleaned_data)
        if not data.get("name"):
            continue
        data["picks_min"] = data.get("picks_min") or 0
        data["method"] = data.get("method") or Envelope.Method.APPROVAL
        if data["method"] != Envelope.Method.CUMULATIVE:
            data["points"] = None
        if data["method"] == Envelope.Method.CHOOSE_ONE:
            data["picks_min"], data["picks_max"] = min(data["picks_min"], 1), 1
        taken = {one.key for one in made}
        key = keys.get(data["name"], f"envelope-{number}")
        made.append(EnvelopePreset(key=key if key not in taken else f"envelope-{number}", **data))
    return made
