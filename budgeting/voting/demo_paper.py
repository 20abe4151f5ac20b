"""The demo city's polling places: two in the open vote, and a small vote that is over and whose slips are being entered."""

from datetime import timedelta
from uuid import UUID

from budgeting.cycles.demo import cycle
from budgeting.cycles.demo_content import Line
from budgeting.cycles.models import Cycle, Project
from budgeting.voting import tickets
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.closing_paper import close_batch
from budgeting.voting.domain.entering import begin_batch, begin_second, enter_slip, finish_reading
from budgeting.voting.domain.kiosks import open_kiosk
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.domain.placing import number_slips, save_place
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.models import PaperBatch, PollingPlace
from budgeting.voting.slips import Fate, Marked
from civic.accounts.models import User
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase

M = 1_000_000
PLACES = (
    (
        "은평구청 1층 민원실",
        "Eunpyeong district office, ground floor",
        "은평구",
        "가람길 12 (예시)",
        "12 Garam-gil (example)",
        "턱이 없는 출입구, 큰 글자 단말기, 수어 통역(화·목 오후 2–4시)",
        "Step-free entrance, a device with large type, sign language Tue and Thu 2–4 pm",
    ),
    (
        "성북 마을회관",
        "Seongbuk village hall",
        "성북구",
        "너울길 3 (예시)",
        "3 Neoul-gil (example)",
        "승강기 있음, 낮은 기표대",
        "Lift, a low voting table",
    ),
)
LINES = (
    Line("all", "골목 쉼의자 20곳", "Benches in 20 alleys", 30 * M, "", "safety", "safety", "걷는 주민"),
    Line("all", "빗물 저금통 30개", "Rain barrels for 30 houses", 24 * M, "", "parks", "safety", "텃밭 이웃"),
    Line(
        "all",
        "마을 자전거 수선대",
        "Bicycle repair stands",
        18 * M,
        "",
        "transport",
        "access",
        "자전거 이용자",
    ),
    Line("all", "야간 책 반납함", "Night book returns", 12 * M, "", "sharing", "safety", "도서관 이용자"),
)
ENVELOPE = {
    "key": "all",
    "name": "골목 생활 분야",
    "name_en": "Life in the alley",
    "amount": 60 * M,
    "picks_min": 0,
    "picks_max": 2,
}


@demo_part("voting.paper", order=62)
def build(stage: Stage) -> None:
    if stage.name == "seoul":
        _open(stage, Cycle.objects.get(pk=stage.things["cycle:voting"].pk))
        _over(stage)


def _open(stage: Stage, running: Cycle) -> None:
    """The vote that is open: five people voted on paper, two of them had voted on the site before; a device waits."""
    places = _places(stage, running)
    for voter in stage.citizens()[22:27]:
        _come(stage, voter, places[0])
    open_kiosk(stage.people["sebit"], places[0])


def _over(stage: Stage) -> None:
    """A small vote that ended a moment ago. One batch is closed; in the other, two readings differ on one slip."""
    made = cycle(
        stage,
        "paper",
        f"{stage.now.year}-alley",
        f"{stage.now.year}년 골목 생활 작은 투표(예시)",
        f"Small vote on life in the alley {stage.now.year} (example)",
        stage.now.year + 1,
        [dict(ENVELOPE)],
        LINES,
    )
    Project.objects.filter(envelope__cycle=made).update(state=Project.State.ON_BALLOT)
    phases = _phases(stage, made)
    prepare_voting(stage.people["dasom"], made)
    Phase.objects.filter(pk=phases["voting"].pk).update(opens_at=stage.evening(-6))
    made = Cycle.objects.select_related("process", "voting", "rules").get(pk=made.pk)
    numbers = list(Project.objects.filter(envelope__cycle=made).values_list("number", flat=True))
    for voter in stage.citizens()[:14]:
        chosen = stage.random.sample(numbers, 2)
        cast_ballot(voter, made, {"all": chosen}, UUID(int=stage.random.getrandbits(128), version=4))
    places = _places(stage, made)
    for at, voter in enumerate(stage.citizens()[30:37]):
        _come(stage, voter, places[at % 2])
    over = stage.now - timedelta(minutes=1)
    Phase.objects.filter(pk=phases["voting"].pk).update(closes_at=over)
    Phase.objects.filter(pk=phases["recount"].pk).update(opens_at=over)
    close_voting(stage.people["dasom"], made)
    _slips(stage, made)


def _phases(stage: Stage, made: Cycle) -> dict[str, Phase]:
    """Rules and prices are settled; the vote lies ahead until its roll is drawn."""
    moments = {"prices": (-20, -6), "voting": (1, 2), "recount": (2, 5), "result": (5, 60)}
    return {
        kind: Phase.objects.create(
            process=made.process, kind=kind, opens_at=stage.evening(opens), closes_at=stage.evening(closes)
        )
        for kind, (opens, closes) in moments.items()
    }


def _places(stage: Stage, running: Cycle) -> list[PollingPlace]:
    found = []
    for name, name_en, borough, address, address_en, access, access_en in PLACES:
        place = save_place(
            stage.people["dasom"],
            running,
            PollingPlace(),
            name=name,
            name_en=name_en,
            area=stage.borough(borough),
            address=address,
            address_en=address_en,
            hours="평일 오전 9시–오후 6시, 토요일 오전 10시–오후 4시",
            hours_en="Weekdays 9 am–6 pm, Saturdays 10 am–4 pm",
            access=access,
            access_en=access_en,
        )
        number_slips(stage.people["dasom"], place, count=30)
        found.append(PollingPlace.objects.select_related("cycle__voting").get(pk=place.pk))
    return found


def _come(stage: Stage, voter: User, place: PollingPlace) -> None:
    mark_in_person(stage.people["sebit"], place, tickets.give(place.cycle.voting, voter.uuid))


def _slips(stage: Stage, made: Cycle) -> None:
    first, second = stage.people["sebit"], stage.people["dami"]
    one, other = PollingPlace.objects.filter(cycle=made).select_related("cycle").order_by("pk")
    whole = {3: _marked("1", "2"), 7: _marked("3"), 8: _marked("1", "4"), 11: _marked("1", "2", "3")}
    close_batch(first, _read(one, first, second, whole, whole), note="집계하지 않는 투표지 없음")
    seen = {2: _marked("2", "3"), 5: _marked("1"), 9: Marked(Fate.READ, {"all": []})}
    _read(other, first, second, seen, {**seen, 5: _marked("4")})


def _marked(*numbers: str) -> Marked:
    return Marked(Fate.READ, {"all": list(numbers)})


def _read(
    place: PollingPlace, first: User, second: User, seen: dict[int, Marked], again: dict[int, Marked]
) -> PaperBatch:
    batch = begin_batch(first, place)
    for number, marked in seen.items():
        enter_slip(first, batch, number, marked)
    finish_reading(first, batch)
    begin_second(second, batch)
    for number, marked in again.items():
        enter_slip(second, batch, number, marked)
    return finish_reading(second, batch)
