"""What a person's roles are, in words."""

from civic.accounts.actors import Actor, roles_of


def duties(actor: Actor) -> list[str]:
    """Each kind of role once, with its departments and areas: "소관부서 담당자 (안전총괄과, 공유경제과)"."""
    places: dict[str, list[str]] = {}
    for role in roles_of(actor):
        where = [str(place) for place in (role.department, role.area) if place]
        places.setdefault(role.get_kind_display(), []).extend(where)
    return [
        f"{kind} ({', '.join(dict.fromkeys(where))})" if where else kind for kind, where in places.items()
    ]
