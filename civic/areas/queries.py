"""Questions about places that several pages ask."""

import re
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, OuterRef, QuerySet

from civic.areas.models import Area, Department


def districts() -> QuerySet[Area]:
    """Boroughs with their cities, in the order of their official codes."""
    boroughs = Area.objects.filter(level=Area.Level.BOROUGH).select_related("parent")
    return boroughs.defer("geometry", "parent__geometry").order_by("code")


def named_in(text: str, among: list[Area]) -> Area | None:
    """The one borough that an address names, in Korean or English; None where it names none or could mean several.

    Names such as 중구 exist in many cities: the city's name, in full or short (서울 for 서울특별시), then decides.
    """
    text = text.lower()
    words = re.split(r"[\s,()]+", text)  # whole words from their beginning: 강동구 does not name 동구
    named = [
        one
        for one in among
        if any(word.startswith(name) for name in (one.name, one.name_en.lower()) if name for word in words)
    ]
    if len(named) > 1:
        named = [one for one in named if one.parent is not None and _names_the_city(text, one.parent)]
    return named[0] if len(named) == 1 else None


def _names_the_city(text: str, city: Area) -> bool:
    return city.name[:2] in text or (bool(city.name_en) and city.name_en.lower() in text)


def after(column: str) -> ArraySubquery:
    """For an annotation: the departments that have come after the one in ``column``, over however many steps."""
    one = Func(
        OuterRef(column),
        template="ARRAY[%(expressions)s]",
        output_field=ArrayField(BigIntegerField()),
    )
    return ArraySubquery(Department.objects.filter(stands_for__contains=one).order_by().values("pk"))


@dataclass(frozen=True)
class Departments:
    """Those in force with their depth (0 at the top), children right after their parent; and those that have ended, the
    newest first."""

    tree: list[tuple[Department, int]]
    ended: list[Department]


def departments() -> Departments:
    """Every department; one query."""
    rows = list(
        Department.objects.select_related("area", "parent", "successor")
        .defer("area__geometry")
        .order_by("code")
    )
    standing = {one.pk for one in rows if one.ended_at is None}
    children: dict[int | None, list[Department]] = {}
    for one in rows:
        if one.ended_at is None:
            children.setdefault(one.parent_id if one.parent_id in standing else None, []).append(one)
    tree: list[tuple[Department, int]] = []

    def walk(parent: int | None, depth: int) -> None:
        for department in children.get(parent, ()):
            tree.append((department, depth))
            walk(department.pk, depth + 1)

    walk(None, 0)
    ended = [(one.ended_at, one) for one in rows if one.ended_at is not None]
    return Departments(tree, [one for _at, one in sorted(ended, key=lambda pair: pair[0], reverse=True)])
