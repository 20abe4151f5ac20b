"""What is open with a department, and which departments have ended with something left."""

from django.db.models import QuerySet
from django.utils.functional import Promise

from civic.accounts.models import Role
from civic.areas.models import Department
from civic.departments.duties import registry


def roles_in(department: Department) -> QuerySet[Role]:
    """Roles in force that name the department."""
    return Role.objects.in_force().filter(department=department)


def has_anything_open(department: Department) -> bool:
    """Does anything wait for it, or will (it takes what nobody else does), or has it people or departments of its own?"""
    below = Department.objects.in_force().filter(parent=department)
    return (
        department.takes_unrouted
        or roles_in(department).exists()
        or below.exists()
        or any(duty.held([department.pk]).exists() for duty in registry)
    )


def open_with(department: Department) -> list[tuple[str | Promise, int]]:
    """What waits for it: each sort with its number, those of which there are some; a query for each sort."""
    counted = [(duty.label, duty.held([department.pk]).count()) for duty in registry]
    return [(label, number) for label, number in counted if number]


def acting_for(ended: list[Department]) -> dict[int, Department]:
    """Ended department → the one in force that has come after it, over however many steps; one query."""
    keys = [one.pk for one in ended]
    standing = Department.objects.in_force().filter(stands_for__overlap=keys)
    return {pk: one for one in standing for pk in one.stands_for if pk in set(keys)}
