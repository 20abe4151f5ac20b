"""Whom work can be given to."""

from collections.abc import Iterator

from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.common.refusals import Refusal


def in_force(department: Department) -> Iterator[Refusal]:
    """For every rule by which something is given to a department."""
    if department.ended_at is not None:
        yield DepartmentEnded()


def require_in_force(department: Department) -> None:
    """For an act whose rule does not know to whom something is given. Raises DepartmentEnded."""
    for refusal in in_force(department):
        raise refusal
