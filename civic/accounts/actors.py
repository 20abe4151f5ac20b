"""Who acts: a person, or the platform itself (Celery, management commands)."""

from typing import TYPE_CHECKING, TypeAlias, Union

from civic.accounts.models import Role, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class System:
    """The platform acting by itself: by the clock or by an operator's command. Named in the record by its command."""

    is_authenticated = True
    is_active = True
    is_superuser = False
    pk = None

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"system:{self.name}"


Actor: TypeAlias = Union[User, "AnonymousUser", System]


def holds(actor: Actor, *kinds: str, area: str | None = None, department: int | None = None) -> bool:
    """Does the actor hold one of these roles now (in that area, for that department)?

    An administrator holds staff roles except those of a person in a case (officer of a department is included; a
    committee member's scores and a voter's ballot are no role at all). The roles of a request's user are read once.
    """
    if isinstance(actor, System):
        return True
    for role in roles_of(actor):
        if role.kind == Role.Kind.ADMINISTRATOR:
            return True
        if role.kind not in kinds:
            continue
        if area is not None and role.area_id not in (None, area):
            continue
        if (
            department is not None
            and role.department is not None
            and not role.department.acts_for(department)
        ):
            continue
        return True
    return False


def offices_of(actor: Actor) -> list[int]:
    """The departments whose officer the actor is, and those that these have come after; no query beyond `roles_of`."""
    held = [role.department for role in roles_of(actor) if role.kind == Role.Kind.OFFICER and role.department]
    return [pk for one in held for pk in (one.pk, *one.stands_for)]


def roles_of(actor: Actor) -> list[Role]:
    """The actor's roles in force, read once per request (kept on the user object)."""
    if not isinstance(actor, User) or not actor.is_active:
        return []
    cached: list[Role] | None = getattr(actor, "_civic_roles", None)
    if cached is None:
        cached = list(Role.objects.in_force().filter(user=actor).select_related("department", "area"))
        actor._civic_roles = cached  # type: ignore[attr-defined]  # one read per request
    return cached


def is_staff(actor: Actor) -> bool:
    """Does the actor hold any role of the city's staff?"""
    return isinstance(actor, System) or bool(roles_of(actor))


def in_office(actor: Actor) -> bool:
    """Is it known that the actor holds a role? No query: whoever acts in an office has been asked for it by a rule."""
    return bool(getattr(actor, "_civic_roles", None))


def person(actor: Actor) -> User | None:
    """The person behind the actor, or None for the platform itself and for somebody not signed in."""
    return actor if isinstance(actor, User) else None
