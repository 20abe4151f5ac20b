"""Classes of people that a vote may weigh apart: graduates of a school, for example.

Who belongs to a class, the app knows that keeps the fact; it registers a query. Whoever draws a roll asks the registry
and needs to know nothing of that app:

    @electors("graduates")
    def graduates(at: datetime) -> QuerySet[User]: ...
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from civic.accounts.models import User
from civic.common.registry import Registry

Members = Callable[[datetime], QuerySet[User]]
registry: Registry[Members] = Registry("class of electors")


def electors(name: str) -> Callable[[Members], Members]:
    """Register who belongs to the class ``name`` (as a rule set's weights call it) at a moment."""

    def register(members: Members) -> Members:
        return registry.add(name, members)

    return register
