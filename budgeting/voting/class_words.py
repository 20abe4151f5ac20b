"""Classes of voters in words: to everybody before the vote opens, and to each voter what their own ballot counts as."""

from typing import Any

from django.utils.translation import gettext as _

from budgeting.cycles.models import Cycle, RuleSet
from budgeting.voting import queries
from budgeting.voting.classes import Classes
from budgeting.voting.models import VotingGroup
from civic.accounts.models import User
from civic.areas.models import Area


def labels() -> dict[str, str]:
    """What the classes are called."""
    return {str(value): str(label) for value, label in RuleSet.VoterClass.choices}


def area_names(codes: set[str]) -> dict[str, str]:
    """The names of areas by code; one query, none where there is no code."""
    codes = codes - {""}
    return {area.code: str(area) for area in Area.objects.filter(code__in=codes)} if codes else {}


def told(cycle: Cycle, group: VotingGroup | None, person: User | None) -> dict[str, Any]:
    """What a page of the vote says of classes; empty in a vote without them. Two queries at most."""
    if group is None or not group.classes:
        return {}
    classes = Classes.of(group.classes)
    return {
        "weights": cycle.rules.weights,
        "where": _where(classes),
        "nowhere": _nowhere(classes, cycle.rules),
        "mine": mine(group, person) if person is not None else "",
        "paper": "paper" in cycle.rules.channels,
        "minimum": classes.minimum,
        "members_sha256": bytes(group.classes_hash or b"").hex(),
    }


def _where(classes: Classes) -> list[dict[str, Any]]:
    """Each class that is counted apart somewhere, and where, with the number of its members."""
    named, areas = labels(), area_names({one.area for one in classes.cells})
    return [
        {
            "label": named[name],
            "by_area": classes.by_area,
            "cells": [
                {"area": areas.get(one.area, one.area), "members": one.members}
                for one in classes.cells
                if one.name == name
            ],
        }
        for name in classes.names
        if any(one.name == name for one in classes.cells)
    ]


def _nowhere(classes: Classes, rules: RuleSet) -> list[str]:
    """Each class that is not counted apart anywhere: its weight goes to the citizens."""
    named, formed = labels(), {one.name for one in classes.cells}
    said = _(
        "%(voters)s are not counted apart in this vote: their weight of %(weight)s goes to the citizens' votes."
    )
    return [
        said % {"voters": named[name], "weight": rules.weights[name]}
        for name in classes.names
        if name not in formed
    ]


def mine(group: VotingGroup, person: User) -> str:
    """What the person's own ballot counts as; nothing for those who belong to no class. One query in a vote with classes."""
    member, classes = queries.class_member(group, person), Classes.of(group.classes)
    if member is None:
        return ""
    label = {"voters": labels()[member.name], "n": classes.minimum}
    if member.apart:
        return _("On this site and at a voting device, your ballot counts in the class: %(voters)s.") % label
    if classes.by_area:
        return (
            _(
                "In your district fewer than %(n)s people belong to the class “%(voters)s”. "
                "Your ballot therefore counts as a citizen's."
            )
            % label
        )
    return (
        _(
            "Fewer than %(n)s people on the roll belong to the class “%(voters)s”. "
            "Your ballot therefore counts as a citizen's."
        )
        % label
    )
