"""What the steps make together."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from budgeting.cycles.models import CycleDraft, Envelope
from budgeting.cycles.presets import EnvelopePreset, Preset
from budgeting.cycles.spreading import spread
from budgeting.cycles.wizard.rules import RULE_NAMES
from budgeting.cycles.wizard.steps import STEPS, beginning, form_of
from civic.processes.models import Phase


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
        envelopes=tuple(
            spread(_envelopes(forms_["envelopes"], start), forms_["basics"].cleaned_data["area"])
        ),
        days={kind: dates[f"days_{kind}"] for kind in Phase.Kind.values},
        undecided=(),
        **_money(forms_["start"].cleaned_data["currency"], start),
    )
    opens_at = timezone.make_aware(datetime.combine(dates["opens_on"], time()))
    return dict(forms_["basics"].cleaned_data), made, opens_at


def _money(chosen: str, start: Preset) -> dict[str, Any]:
    """The currency chosen, in whole units; where none is, that of the beginning, in the units that it has."""
    return {} if chosen in ("", start.currency) else {"currency": chosen, "money_unit": 1}


def _envelopes(formset: Any, start: Preset) -> list[EnvelopePreset]:
    """The envelopes with a name; key and area of one that stood in the beginning stay, others are numbered."""
    keys = {one.name: one.key for one in start.envelopes}
    areas = {one.name: one.area for one in start.envelopes}
    made: list[EnvelopePreset] = []
    for number, form in enumerate(formset.forms, 1):
        data = dict(form.cleaned_data)
        if not data.get("name"):
            continue
        data["picks_min"] = data.get("picks_min") or 0
        data["area"] = areas.get(data["name"])
        data["method"] = data.get("method") or Envelope.Method.APPROVAL
        if data["method"] != Envelope.Method.CUMULATIVE:
            data["points"] = None
        if data["method"] == Envelope.Method.CHOOSE_ONE:
            data["picks_min"], data["picks_max"] = min(data["picks_min"], 1), 1
        taken = {one.key for one in made}
        key = keys.get(data["name"], f"envelope-{number}")
        made.append(EnvelopePreset(key=key if key not in taken else f"envelope-{number}", **data))
    return made
