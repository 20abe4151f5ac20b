"""What the steps make together."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from budgeting.cycles.models import CycleDraft
from budgeting.cycles.presets import EnvelopePreset, Preset
from budgeting.cycles.spreading import spread
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
    made = replace(
        start,
        rules={**rules.chosen(), "count_options": start.rules["count_options"]},
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
    """The envelopes with a name; the key of one that stood in the beginning stays, others are numbered."""
    keys = dict(enumerate((one.key for one in start.envelopes), 1))
    made: list[EnvelopePreset] = []
    for number, form in enumerate(formset.forms, 1):
        if not form.cleaned_data.get("name"):
            continue
        data = form.settled()
        taken = {one.key for one in made}
        key = keys.get(number, f"envelope-{number}")
        made.append(EnvelopePreset(key=key if key not in taken else f"envelope-{number}", **data))
    return made
