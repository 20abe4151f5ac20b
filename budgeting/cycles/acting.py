"""Who has something to do in a phase of a cycle: the apps above say so, and those people hear when its dates move."""

from collections.abc import Callable

from django.db.models import QuerySet

from civic.accounts.models import User
from civic.common.registry import Registry
from civic.processes.models import Phase

People = Callable[[int], QuerySet[User]]
acting: Registry[People] = Registry("people who act in a phase")


def acting_in(kind: Phase.Kind) -> Callable[[People], People]:
    """Register who acts in the phases of a kind: a cycle's key → people. Call it in ``<app>/notices/``."""
    return lambda people: acting.add(kind.value, people)
