"""The steps in their order, and what each begins with."""

from typing import Any

from django.forms import BaseFormSet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, CycleDraft
from budgeting.cycles.past_years import PRESETS
from budgeting.cycles.presets import DAYS, EnvelopePreset, Preset
from budgeting.cycles.wizard.basics import COPY, BasicsStep, DatesStep, StartStep
from budgeting.cycles.wizard.envelopes import ENVELOPES, EnvelopeStep
from budgeting.cycles.wizard.rules import RULE_NAMES, RulesStep
from civic.processes.models import Phase

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
    form_class, start = STEPS[step][1], beginning(draft)
    sent_before = step in draft.data
    form = form_class(sent(draft.data[step])) if sent_before else form_class(initial=_initial(start, step))
    if step == "rules":
        form.say_unstated(start.undecided)
    elif step == "envelopes":
        form.say_unstated(start)
    return form


def shown(draft: CycleDraft, step: str) -> Any:
    """The form of a step for a page that is opened: rows that did not arrive whole begin anew, not as an empty page."""
    form = form_of(draft, step)
    if isinstance(form, BaseFormSet) and form.is_bound and not form.management_form.is_valid():
        return STEPS[step][1](initial=_initial(beginning(draft), step))
    return form


def beginning(draft: CycleDraft) -> Preset:
    """The preset or the copy that the officer chose, else the first preset."""
    chosen = str(draft.data.get("start", {}).get("start", ["seoul"])[-1])
    if chosen.startswith(COPY):
        found = Cycle.objects.filter(slug=chosen.removeprefix(COPY), rules__isnull=False)
        cycle = found.select_related("rules", "process").first()
        return copy_of(cycle) if cycle is not None else PRESETS["seoul"]
    return PRESETS.get(chosen, PRESETS["seoul"])


def copy_of(cycle: Cycle) -> Preset:
    """Last year's cycle as a preset: its rules, its envelopes, its currency, and how long its phases lasted."""
    rules = {
        name: getattr(cycle.rules, name) for name in (*RULE_NAMES, "weights", "count_options", "tie_break")
    }
    names = [name for name in EnvelopePreset.__dataclass_fields__ if name != "each_borough"]
    envelopes = tuple(
        EnvelopePreset(**{name: getattr(one, name) for name in names})
        for one in cycle.envelopes.select_related("area")
    )
    lasted = {
        phase.kind: max((phase.closes_at - phase.opens_at).days, 1) for phase in cycle.process.phases.all()
    }
    return Preset(
        "copy", str(cycle), "", rules, envelopes, DAYS | lasted,
        currency=cycle.currency, money_unit=cycle.money_unit,
    )  # fmt: skip


def _initial(preset: Preset, step: str) -> Any:
    if step == "envelopes":
        names = EnvelopeStep.base_fields
        return [{name: getattr(one, name) or None for name in names} for one in preset.envelopes]
    if step == "rules":
        return RulesStep.first(preset.rules)
    if step == "dates":
        return {f"days_{kind}": preset.days[kind] for kind in Phase.Kind.values if kind in preset.days}
    return {"start": "seoul"} if step == "start" else {}
