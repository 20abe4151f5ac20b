"""Writing down who is in which class of voters: once, with the roll, from what the apps know that keep the facts."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from budgeting.voting.ballots import depends_on_district
from budgeting.voting.classes import Classes, cells_of
from budgeting.voting.models import ClassMember, RollEntry, VotingGroup
from civic.accounts import electors

ROWS = 2000


def draw_classes(group: VotingGroup, at: datetime) -> None:
    """Write the members of each class that the rules weigh, and where it counts apart. Called before the roll is fixed.

    A person is in one class: the first of the rule set's (``RuleSet.voter_classes``) that they belong to. A class whose
    members nobody knows is left empty; its weight goes to the citizens. What comes later changes nothing.
    """
    rules = group.cycle.rules
    if rules.count_rule != rules.CountRule.CLASSES or not rules.voter_classes:
        return
    by_area = depends_on_district(group.cycle)
    areas = dict(RollEntry.objects.filter(group=group).values_list("resident", "area_code"))
    chosen = _members(rules.voter_classes, areas, at)
    placed = {one: (name, areas[one] if by_area else "") for one, name in chosen.items()}
    classes = Classes(
        names=tuple(rules.voter_classes),
        minimum=rules.class_minimum,
        by_area=by_area,
        cells=cells_of(placed.values(), rules.class_minimum),
    )
    rows = [
        ClassMember(group=group, resident=one, name=name, apart=classes.is_apart(name, area))
        for one, (name, area) in sorted(placed.items())
    ]
    ClassMember.objects.bulk_create(rows, ROWS)
    group.classes, group.classes_hash = classes.as_json(), _digest(rows)


def _members(names: list[str], areas: dict[UUID, str], at: datetime) -> dict[UUID, str]:
    """The class of each person on the roll who is in one."""
    found: dict[UUID, str] = {}
    for name in names:
        if name in electors.registry:
            for one in electors.registry[name](at).values_list("uuid", flat=True).iterator(chunk_size=5000):
                if one in areas:
                    found.setdefault(one, name)
    return found


def _digest(rows: list[ClassMember]) -> bytes:
    """SHA-256 over ``uuid;class;apart\\n`` (apart: 0 or 1) sorted by uuid: who holds the list proves that it is this one."""
    digest = sha256()
    for one in rows:
        digest.update(f"{one.resident};{one.name};{int(one.apart)}\n".encode())
    return digest.digest()
