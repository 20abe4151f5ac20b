"""What the kiosk's form sends, for every kind of ballot: a field for each project, its value by the kind of its envelope.

Named "envelope:number"; the value is "1" for a tick, the points, or the place in the ranking. (One project only: one
field for the envelope, whose value is the project's number.)
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from budgeting.voting.ballots import Paper, Section
from budgeting.voting.sealing import Choices, Points

LONGEST = 20
DIGITS = 9  # far more points than any rule gives: what is too much is said by the rule


@dataclass(frozen=True)
class Given:
    """What was chosen so far, as the form has it and as the box takes it.

    ``amiss``: what the box could not take as it stands in the form, in words, by envelope.
    """

    values: dict[str, str]
    choices: Choices
    points: Points | None
    amiss: dict[str, str]


def given(request: HttpRequest, mine: Paper) -> Given:
    """What was sent; of each envelope only the projects on this paper."""
    values: dict[str, str] = {}
    choices: Choices = {}
    points: Points = {}
    amiss: dict[str, str] = {}
    for section in mine.sections:
        key = section.envelope.key
        typed = _typed(request, section)
        sent = {number: value for number, value in typed.items() if _is_number(value) and int(value) > 0}
        values |= {f"{key}:{number}": value for number, value in typed.items()}
        if wrong := _amiss(section, typed, sent):
            amiss[key] = wrong
        if section.is_points:
            pairs = sorted((number, int(value)) for number, value in sent.items())
            choices[key], points[key] = [number for number, _ in pairs], [one for _, one in pairs]
        elif section.is_ranking:
            choices[key] = sorted(sent, key=lambda number: (int(sent[number]), number))
        else:
            choices[key] = sorted(sent)
    return Given(values, choices, points or None, amiss)


def _typed(request: HttpRequest, section: Section) -> dict[str, str]:
    """{number of a project: what its field says}, without the empty fields."""
    key = section.envelope.key
    if section.is_single:
        number = request.POST.get(key, "")
        return {number: "1"} if number in section.by_number else {}
    found = {number: request.POST.get(f"{key}:{number}", "").strip() for number in section.by_number}
    return {number: value[:LONGEST] for number, value in found.items() if value}


def _is_number(value: str) -> bool:
    return value.isdecimal() and len(value) <= DIGITS


def _amiss(section: Section, typed: dict[str, str], sent: dict[str, str]) -> str:
    """What cannot be sealed as it was typed, and must not be left out or put in an order unasked."""
    if not all(map(_is_number, typed.values())):
        return _("Write the points as a number, for example 3, and nothing beside it.")
    if section.is_ranking and len({int(place) for place in sent.values()}) < len(sent):
        return _("Two projects have the same place. Give each a place of its own.")
    return ""


def parts(mine: Paper, now: Given) -> list[dict[str, Any]]:
    """Each envelope with its projects, as the pages draw them."""
    found = []
    for section in mine.sections:
        key = section.envelope.key
        lines = [
            {
                "project": project,
                "name": f"{key}:{project.number}",
                "value": now.values.get(f"{key}:{project.number}", ""),
            }
            for project in section.projects
        ]
        chosen = [section.by_number[number] for number in now.choices[key]]
        given_points = (now.points or {}).get(key, [])
        found.append(
            {
                "section": section,
                "envelope": section.envelope,
                "lines": lines,
                "places": range(1, min(section.limits.most or LONGEST, len(section.projects)) + 1),
                "chosen": [
                    {"project": project, "points": given_points[at] if section.is_points else None}
                    for at, project in enumerate(chosen)
                ],
            }
        )
    return found


def fault(mine: Paper, now: Given) -> str:
    """The first reason in words why this is no ballot, or ""."""
    return next(iter(now.amiss.values()), "") or mine.fault(now.choices, now.points)


def faults(mine: Paper, drawn: list[dict[str, Any]], now: Given) -> list[tuple[str, str]]:
    """(id of the envelope's first field, the first reason in words) for each envelope at fault; marks its part with it."""
    found = []
    for part in drawn:
        section, key = part["section"], part["envelope"].key
        ask = section.malformed if mine.voids else section.refusals
        no = next(ask(now.choices[key], (now.points or {}).get(key, [])), "")
        if fault := now.amiss.get(key, "") or str(no):
            part["fault"] = fault
            found.append((f"k{part['lines'][0]['project'].pk}" if part["lines"] else "", fault))
    return found
