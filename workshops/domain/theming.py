"""Sorting opinions into themes, and taking the last step back.

Every step holds the lock of the workshop's row, so that two hosts who sort at once see each other's work and the step
that is written down says truly what was before (tests/workshops/test_theming.py has the race).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from workshops.after import actions, refusals
from workshops.domain.routing import route_opinions
from workshops.domain.seating import locked
from workshops.models import Opinion, Theme, ThemeStep, Workshop

Kind = ThemeStep.Kind


def gather(
    actor: Actor,
    workshop: Workshop,
    opinions: Sequence[Opinion],
    *,
    at: datetime,
    into: Theme | None = None,
    title: str = "",
    title_en: str = "",
) -> Theme:
    """Put opinions of ``workshop`` into the theme ``into``, or into a new one called ``title``.

    An opinion that is in another theme moves. Raises NothingChosen, OtherWorkshop, ThemeUntitled, StaleState, NotAllowed.
    """
    title = nfc(title).strip()
    with transaction.atomic():
        fresh = locked(workshop)
        actions.sort_opinions.require(actor, workshop=fresh)
        if not opinions:
            raise refusals.NothingChosen
        if into is None and not title:
            raise refusals.ThemeUntitled
        theme = into or Theme.objects.create(
            workshop=fresh,
            title=title[:200],
            title_en=nfc(title_en).strip()[:200],
            made_at=at,
            made_by=person(actor),
        )
        _step(actor, fresh, Kind.GATHER, [one.pk for one in opinions], theme, at=at)
        _follow(actor, theme, at)
    return theme


def merge(actor: Actor, theme: Theme, *, into: Theme, at: datetime) -> Theme:
    """Move everything of ``theme`` into another theme of the same workshop. Raises ThemeEmpty, OtherWorkshop."""
    with transaction.atomic():
        fresh = locked(theme.workshop)
        actions.sort_opinions.require(actor, workshop=fresh)
        if theme.pk == into.pk:
            raise refusals.OtherWorkshop
        _step(actor, fresh, Kind.MERGE, _members(theme), into, at=at)
        _follow(actor, into, at)
    return into


def take_out(actor: Actor, opinions: Sequence[Opinion], *, workshop: Workshop, at: datetime) -> None:
    """Opinions stand by themselves again. Raises NothingChosen, OtherWorkshop."""
    with transaction.atomic():
        fresh = locked(workshop)
        actions.sort_opinions.require(actor, workshop=fresh)
        if not opinions:
            raise refusals.NothingChosen
        _step(actor, fresh, Kind.TAKE_OUT, [one.pk for one in opinions], None, at=at)


def dissolve(actor: Actor, theme: Theme, *, at: datetime) -> None:
    """The theme ends, its opinions stay. Raises ThemeEmpty."""
    with transaction.atomic():
        fresh = locked(theme.workshop)
        actions.sort_opinions.require(actor, workshop=fresh)
        _step(actor, fresh, Kind.DISSOLVE, _members(theme), None, at=at)


def undo(actor: Actor, workshop: Workshop, *, at: datetime) -> ThemeStep:
    """Take the last step of sorting back: each of its opinions is where it was. Steps are taken back one by one.

    Departments and answers are not touched: they are acts of their own. Raises NothingToUndo.
    """
    with transaction.atomic():
        fresh = locked(workshop)
        actions.sort_opinions.require(actor, workshop=fresh)
        step = ThemeStep.objects.filter(workshop=fresh, undone_at=None).order_by("-id").first()
        if step is None:
            raise refusals.NothingToUndo
        for theme_id in set(step.before.values()):
            members = [int(key) for key, before in step.before.items() if before == theme_id]
            Opinion.objects.filter(workshop=fresh, pk__in=members).update(theme=theme_id)
        step.undone_at = at
        step.save(update_fields=["undone_at"])
        record(actor, "workshops.undo_sorting", fresh, step=step.pk, kind=step.kind)
    return step


def _follow(actor: Actor, theme: Theme, at: datetime) -> None:
    """What comes into a theme that a department has, and has none itself, goes to that department by the theme's day: else
    the department's one answer would pass it over. Nothing where that day is over: then the host names a new one."""
    fresh = Theme.objects.select_related("department", "workshop").get(pk=theme.pk)
    if fresh.department is None or fresh.due_at is None or fresh.due_at <= at:
        return
    if fresh.workshop.state not in (Workshop.State.HELD, Workshop.State.RECORDED):
        return
    without = Opinion.objects.unanswered().filter(theme=fresh, department=None, hidden_at=None)
    route_opinions(actor, list(without), department=fresh.department, due_at=fresh.due_at, at=at)


def _members(theme: Theme) -> list[int]:
    members = list(Opinion.objects.filter(theme=theme).values_list("pk", flat=True))
    if not members:
        raise refusals.ThemeEmpty
    return members


def _places(workshop: Workshop, keys: set[int]) -> dict[int, int | None]:
    """In which theme each of these opinions is now."""
    return dict(Opinion.objects.filter(workshop=workshop, pk__in=keys).values_list("pk", "theme_id"))


def _step(
    actor: Actor, workshop: Workshop, kind: Kind, keys: Iterable[int], theme: Theme | None, *, at: datetime
) -> None:
    """Move, and write down what was before."""
    keys = set(keys)
    before = _places(workshop, keys)
    if len(before) != len(keys) or (theme is not None and theme.workshop_id != workshop.pk):
        raise refusals.OtherWorkshop
    Opinion.objects.filter(pk__in=keys).update(theme=theme)
    ThemeStep.objects.create(
        workshop=workshop,
        kind=kind,
        theme=theme,
        before={str(key): before[key] for key in sorted(before)},
        by=person(actor),
        at=at,
    )
    record(
        actor,
        "workshops.sort_opinions",
        workshop,
        kind=kind,
        theme=theme.pk if theme else None,
        opinions=sorted(keys),
    )
