"""Which rows a host may read: those of the area of the role, or of every area where the role names none."""

from typing import Any

from django.db.models import Q

from civic.accounts.actors import System, roles_of
from civic.accounts.models import Role


def hosted(viewer: Any, area: str) -> Q:
    """Rows whose column ``area`` ("workshop__area") names an area that this viewer hosts; nothing for everybody else."""
    if isinstance(viewer, System):
        return Q()
    found = Q(pk=None)
    for role in roles_of(viewer):
        everywhere = role.kind == Role.Kind.HOST and role.area_id is None
        if everywhere or role.kind == Role.Kind.ADMINISTRATOR:
            return Q()
        if role.kind == Role.Kind.HOST:
            found |= Q(**{area: role.area_id})
    return found


def own_or_hosted(viewer: Any, area: str) -> Q:
    """The same, and what is the viewer's own (column ``user``)."""
    mine = Q(user=viewer.pk) if getattr(viewer, "is_authenticated", False) and viewer.pk else Q(pk=None)
    by_role = hosted(viewer, area)
    return by_role | mine if by_role else by_role
