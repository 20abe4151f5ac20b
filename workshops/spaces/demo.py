"""The demo city's rooms: one for groups, one for workshops only; free, taken, given back."""

from datetime import time, timedelta

from civic.portal.demo import Stage, demo_part
from workshops.models import Workshop
from workshops.spaces.domain.booking import book, cancel_booking, save_space


@demo_part("spaces", order=35)
def build(stage: Stage) -> None:
    host = stage.people["naul"]
    shared = {
        "area": stage.city,
        "department": stage.department("innovation"),
        "opens": time(9),
        "closes": time(22),
        "in_use": True,
    }
    room = save_space(
        host,
        None,
        **shared,
        title="마을도서관 모임방",
        title_en="Meeting room of the library",
        address="마을도서관 2층",
        address_en="Neighbourhood library, second floor",
        seats=16,
        access_notes="승강기, 넓은 문, 화장실 손잡이",
        access_notes_en="Lift, wide door, grab rails",
        open_days=[1, 2, 3, 4, 5, 6, 7],
        for_groups=True,
    )
    hall = save_space(
        host,
        None,
        **shared,
        title="시민청 태평홀",
        title_en="Main hall",
        address="시민청 지하 1층",
        address_en="Citizens' hall, first basement",
        seats=80,
        access_notes="1층, 휠체어 접근 가능",
        access_notes_en="Step-free",
        open_days=[1, 2, 3, 4, 5, 6, 7],
        for_groups=False,
    )
    speaker = stage.people["haedeun"]
    tomorrow = stage.days(1).astimezone(stage.zone).replace(hour=10, minute=0, second=0, microsecond=0)
    book(
        speaker,
        room,
        starts=tomorrow,
        ends=tomorrow + timedelta(hours=2),
        at=stage.days(-1),
        group="고쳐 쓰기 모임",
        purpose="함께 우산 고치기",
    )
    given_back = book(
        speaker,
        room,
        starts=tomorrow + timedelta(days=1),
        ends=tomorrow + timedelta(days=1, hours=1),
        at=stage.days(-1),
        group="고쳐 쓰기 모임",
    )
    cancel_booking(speaker, given_back, at=stage.now)
    ahead = Workshop.objects.filter(
        area=stage.city, state=Workshop.State.ANNOUNCED, place=hall.title
    ).earliest("starts_at")
    book(host, hall, starts=ahead.starts_at, ends=ahead.ends_at, at=stage.days(-11), workshop=ahead)
