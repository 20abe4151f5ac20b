"""How the demo city plans a workshop and fills it with people."""

from datetime import datetime, timedelta

from civic.portal.demo import Stage
from workshops.domain.attending import check_in
from workshops.domain.planning import announce_workshop, plan_workshop
from workshops.domain.recording import hold_workshop
from workshops.domain.registering import register
from workshops.models import Registration, Workshop


def plan(
    stage: Stage, title: str, title_en: str, starts: datetime, capacity: int, **fields: object
) -> Workshop:
    fields.setdefault("series", stage.things["series:listening"])
    return plan_workshop(
        stage.people["naul"],
        title=title,
        title_en=title_en,
        area=stage.city,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        capacity=capacity,
        created_at=starts - timedelta(days=30),
        **fields,
    )


def moment(stage: Stage, days: float, hour: int) -> datetime:
    """That day at that full hour, in the city's time."""
    return stage.days(days).astimezone(stage.zone).replace(hour=hour, minute=0, second=0, microsecond=0)


def with_people(stage: Stage, workshop: Workshop, number: int) -> list[Registration]:
    """Announced three weeks before, registered one after another, checked in at the door."""
    host, begins = stage.people["naul"], workshop.starts_at
    announce_workshop(host, workshop, at=begins - timedelta(days=21))
    guests = [stage.people["haedeun"], *stage.citizens()][:number]
    seats = [register(guest, workshop, at=begins - timedelta(days=14)) for guest in guests]
    hold_workshop(host, workshop, at=begins)
    for seat in seats[: number - 2]:
        check_in(host, seat, at=begins + timedelta(minutes=2))
    return seats
