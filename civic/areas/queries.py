"""Questions about places that several pages ask."""

from django.db.models import QuerySet

from civic.areas.models import Area, Department


def districts() -> QuerySet[Area]:
    """Boroughs with their cities, in the order of their official codes."""
    boroughs = Area.objects.filter(level=Area.Level.BOROUGH).select_related("parent")
    return boroughs.defer("geometry", "parent__geometry").order_by("code")


def department_tree() -> list[tuple[Department, int]]:
    """Every department with its depth (0 at the top), children right after their parent; one query."""
    children: dict[int | None, list[Department]] = {}
    for department in Department.objects.select_related("area").defer("area__geometry").order_by("code"):
        children.setdefault(department.parent_id, []).append(department)
    found: list[tuple[Department, int]] = []

    def walk(parent: int | None, depth: int) -> None:
        for department in children.get(parent, ()):
            found.append((department, depth))
            walk(department.pk, depth + 1)

    walk(None, 0)
    return found
