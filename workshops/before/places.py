"""Which of the places that are kept for some a person may take."""

from typing import Any

from civic.accounts.models import Residency
from workshops.models import Invitation, Reserved, Workshop

Kind = Reserved.Kind


def places_for(viewer: Any, workshop: Workshop, *, wheelchair: bool = False) -> list[Reserved]:
    """Those that this person may take: for wheelchairs whoever says so, for invited people whoever accepted, for an area
    whoever is verified to live or work there. No query where nothing is reserved."""
    if not workshop.reserved_seats or not getattr(viewer, "is_authenticated", False) or not viewer.pk:
        return []
    order = (Kind.WHEELCHAIR, Kind.INVITED, Kind.AREA)
    found = sorted(workshop.reserved.all(), key=lambda one: order.index(Kind(one.kind)))
    return [one for one in found if _may(viewer, one, wheelchair)]


def _may(viewer: Any, reserved: Reserved, wheelchair: bool) -> bool:
    if reserved.kind == Kind.WHEELCHAIR:
        return wheelchair
    if reserved.kind == Kind.INVITED:
        return is_invited(viewer, reserved.workshop_id)
    tie = Residency.objects.filter(user_id=viewer.pk).select_related("area").first()
    return tie is not None and reserved.area_id in (tie.area_id, tie.area.parent_id)


def is_invited(viewer: Any, workshop_id: int) -> bool:
    """Has this person accepted an invitation to the workshop?"""
    if not getattr(viewer, "is_authenticated", False) or not viewer.pk:
        return False
    return Invitation.objects.accepted().filter(workshop_id=workshop_id, user_id=viewer.pk).exists()
