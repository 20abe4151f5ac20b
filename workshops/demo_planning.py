"""How the demo city plans a workshop and fills it with people."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain, repeat

from civic.portal.demo import Stage
from workshops.before.agenda import Item
from workshops.domain.agenda import set_agenda
from workshops.domain.attending import check_in
from workshops.domain.planning import announce_workshop, plan_workshop
from workshops.domain.recording import hold_workshop, record_opinion
from workshops.domain.registering import register
from workshops.models import Opinion, Registration, Workshop

PLACES = {
    "마을회관 1층": "Community hall, ground floor",
    "마을회관 2층": "Community hall, second floor",
    "마을도서관 모임방": "Village library, meeting room",
    "시민청 태평홀": "Citizens' hall, Taepyeong room",
    "하천 관리소": "Stream office",
}
TERMS = "서로의 말을 끊지 않습니다. 나온 의견은 이름 없이 기록하여 공개합니다. 사진은 얼굴이 나오지 않게 찍습니다."
TERMS_EN = (
    "We let each other finish. Opinions are recorded and published without names. Pictures show no faces."
)
AGENDA = (
    ("여는 말과 진행 안내", "Welcome, and how it goes", 10),
    ("발제: 지금까지 나온 자료", "Input: what is known so far", 20),
    ("모둠 토론", "Discussion at the tables", 60),
    ("모둠별 발표와 전체 토론", "Tables report, all discuss", 20),
    ("마무리: 의견이 가는 길", "Closing: where the opinions go", 10),
)


def plan(
    stage: Stage,
    title: str,
    title_en: str,
    starts: datetime,
    capacity: int,
    *,
    ready: bool = True,
    **fields: object,
) -> Workshop:
    """A planned workshop of two hours; a ready one lacks nothing of the list before publishing."""
    fields.setdefault("series", stage.things["series:listening"])
    workshop = plan_workshop(
        stage.people["naul"],
        title=title,
        title_en=title_en,
        area=stage.city,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        capacity=capacity,
        created_at=starts - timedelta(days=30),
        **(ready_fields(str(fields.get("place", ""))) | fields if ready else fields),
    )
    if ready:
        write_agenda(stage, workshop)
    return workshop


def ready_fields(place: str) -> dict[str, object]:
    """What the list before publishing asks for beside title and text."""
    return {
        "place_en": PLACES.get(place, ""),
        "access_notes": "1층, 휠체어 접근 가능",
        "access_notes_en": "Ground floor, step-free",
        "terms": TERMS,
        "terms_en": TERMS_EN,
        "contact": "02-0000-0120",
        "assured": list(Workshop.Assured.values),
    }


def write_agenda(stage: Stage, workshop: Workshop) -> None:
    """The usual five items; the tables take what the others leave."""
    others = sum(minutes for _title, _english, minutes in AGENDA) - 60
    items = [
        Item(title, workshop.minutes - others if title == "모둠 토론" else minutes, english)
        for title, english, minutes in AGENDA
    ]
    set_agenda(stage.people["naul"], workshop, items)


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


def write_down(
    stage: Stage,
    workshop: Workshop,
    said: Iterable[tuple[str, str, str]],
    speakers: Sequence[Registration],
) -> list[Opinion]:
    """Opinions as (table, Korean, English), the first ones with their speakers, the others without a name."""
    return [
        record_opinion(
            stage.people["naul"],
            workshop,
            text=text,
            text_en=text_en,
            table=table,
            at=workshop.ends_at,
            speaker=speaker,
        )
        for (table, text, text_en), speaker in zip(said, chain(speakers, repeat(None)), strict=False)
    ]
