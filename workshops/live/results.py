"""What a room has said, for its pages: statements by bundle, and how they were answered."""

from typing import Any

from django.utils.translation import gettext as _

from workshops import words
from workshops.live import queries
from workshops.live.models import Bundle, Room, Statement
from workshops.queries import Counts

SHOWN = 100  # a hall writes some dozens; a page of more is no result but a list


def bundles(room: Room) -> list[dict[str, Any]]:
    """Every bundle with its admitted statements, and last those that are in none. Two queries."""
    titles = {one.pk: one.title for one in Bundle.objects.filter(room=room).order_by("pk")}
    found: dict[int | None, list[Statement]] = {pk: [] for pk in [*titles, None]}
    admitted = Statement.objects.admitted().filter(room=room, kind=Statement.Kind.STATEMENT)
    for one in admitted.order_by("pk")[:SHOWN]:
        found[one.bundle_id].append(one)
    return [
        {"title": titles[pk] if pk else _("not grouped"), "statements": said}
        for pk, said in found.items()
        if said
    ]


def of(room: Room) -> dict[str, Any]:
    """The admitted statements, the most agreed with first, with their answers in words."""
    said = list(
        Statement.objects.admitted()
        .filter(room=room)
        .select_related("bundle", "opinion")
        .order_by("pk")[:SHOWN]
    )
    counts = queries.counts(said) if said else {}
    lines = [line(one, counts.get(one.pk, Counts())) for one in said]
    lines.sort(key=lambda one: (one["statement"].is_question, -one["counts"].agree))
    return {"lines": lines}


def line(statement: Statement, counts: Counts) -> dict[str, Any]:
    """What a page shows of a statement and its answers."""
    if statement.is_question:
        bar = _("asked by %(count)s") % {"count": counts.agree + 1}  # whoever wrote it asks it too
    else:
        bar = words.bar(counts) if counts.total else _("nobody has answered")
    return {"statement": statement, "counts": counts, "bar": bar}
