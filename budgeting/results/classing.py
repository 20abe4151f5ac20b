"""What a result page says of the classes of voters: where they were counted apart, and whose weight went to the citizens."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from budgeting.counting.explain import number
from budgeting.results import profiles
from budgeting.results.models import Count, EnvelopeCount
from budgeting.voting.class_words import area_names, labels
from budgeting.voting.classes import CITIZENS


def cells(count: Count) -> list[dict[str, Any]]:
    """Each class and place that was to be counted apart, with its ballots, or None where they became citizens'. One query."""
    found = count.classes.get("cells", [])
    named, areas = labels(), area_names({one["area"] for one in found})
    return [
        {
            "label": named.get(one["class"], one["class"]),
            "area": areas.get(one["area"], one["area"]),
            "members": one["members"],
            "ballots": one["ballots"],
        }
        for one in found
    ]


def moved(count: Count, row: EnvelopeCount) -> str:
    """Whose ballots and weight were the citizens' in this envelope, with the sum; "" where nobody's."""
    rules = count.cycle.rules
    if rules.count_rule != rules.CountRule.CLASSES:
        return ""
    _committee, stated = profiles.class_weights(rules)
    counted = {name: Fraction(weight) for name, weight in row.shape.get("classes", [])}
    given = {name: Fraction(weight) for name, weight in stated}
    gone = [name for name in given if name not in counted and given[name]]
    if not gone:
        return ""
    named = labels()
    parts = [(CITIZENS, given[CITIZENS]), *((name, given[name]) for name in gone)]
    sum_ = " + ".join(number(weight) for _name, weight in parts)
    said = _(
        "Not counted apart, but with the citizens: %(voters)s. The weight of the citizens' votes is %(sum)s = %(all)s."
    )
    whole = number(counted[CITIZENS])
    return said % {"voters": ", ".join(named[name] for name in gone), "sum": sum_, "all": whole}
