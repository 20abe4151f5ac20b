"""The demo city's calls of limited time: in preparation, coming, open, being judged, and one with its result.

The result is the jury's: budgeting/committee/demo_calls.py.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from civic.accounts.models import Residency, User
from civic.portal.demo import Stage
from proposals.domain import calling, searching
from proposals.domain.drafting import start_draft
from proposals.domain.submitting import submit
from proposals.domain.supporting import support
from proposals.models import Call, Proposal, SavedSearch, Terms


class Entry(NamedTuple):
    key: str
    borough: str
    title: str
    title_en: str
    body: str
    body_en: str


OPEN = (
    Entry(
        "call-lockers", "마포구", "골목 무인 택배함을 나눔 보관함으로 쓰기", "Share parcel lockers in alleys",
        "낮에는 비어 있는 무인 택배함을 이웃끼리 물건을 맡기는 보관함으로 함께 씁니다. 관리는 상가 번영회가 맡습니다.",
        "Parcel lockers stand empty by day; neighbours use them to hand things on. The shopkeepers look after them.",
    ),
    Entry(
        "call-crossing", "관악구", "언덕 골목 보행 신호를 몸으로 느끼게 하기", "Crossing signals that can be felt",
        "손잡이가 떨리는 보행 신호기를 언덕 골목 세 곳에서 시험합니다. 눈이나 귀가 불편한 이웃이 함께 만듭니다.",
        "Three hill alleys try a handrail that trembles at green. Neighbours who see or hear little build it with us.",
    ),
)  # fmt: skip
CLOSED = (
    Entry(
        "call-roof", "성북구", "빈 옥상을 이웃 쉼터로 여는 열쇠", "A key that opens empty roofs",
        "쓰지 않는 옥상을 신청한 이웃에게 시간제로 엽니다. 안전 난간과 보험을 함께 갖춥니다.",
        "Unused roofs open by the hour to neighbours who ask, with railings and an insurance.",
    ),
    Entry(
        "call-bench", "은평구", "주민이 짜 맞추는 이동 의자", "Benches that residents put together",
        "같은 크기의 판을 끼워 맞추는 의자를 동네 목공소와 만들어 필요한 곳으로 옮겨 씁니다.",
        "Benches of equal boards, made with local workshops, moved to where they are needed.",
    ),
    Entry(
        "call-shade", "노원구", "바람길을 따라 펴는 그늘막", "Shades along the wind",
        "여름 바람길을 재어 그늘막의 방향을 바꿉니다. 학생들이 온도를 재고 공개합니다.",
        "Shades turn with the summer wind. Pupils measure and publish the temperature.",
    ),
)  # fmt: skip
JUDGED = (
    Entry(
        "call-cargo", "강서구", "장바구니를 집까지 나르는 짐자전거 나눔", "Cargo bikes that carry shopping home",
        "전통시장 두 곳에 짐자전거를 두고 무거운 장바구니를 집까지 나릅니다. 동네 청년이 돌보고 하루 두 번 점검합니다.",
        "Cargo bikes at two markets carry heavy shopping home. Young neighbours look after them and check them twice a day.",
    ),
    Entry(
        "call-clinic", "동작구", "찾아가는 동네 물건 고치기", "Repairs that come to the neighbourhood",
        "한 달에 한 번 주민센터 앞에서 우산과 작은 가전을 함께 고칩니다. 고치는 법도 배웁니다.",
        "Once a month umbrellas and small devices are repaired in front of the community centre, and people learn how.",
    ),
)  # fmt: skip
TERMS: dict[str, Any] = {
    "kind": Terms.Kind.COMPETITION,
    "who": Terms.Who.EVERYBODY,
    "required": [Terms.Part.AREA],
    "criteria": "이웃에게 주는 도움\n새로움\n한 해 안에 해 볼 수 있는지\n다른 동네로 퍼질 수 있는지",
    "criteria_en": "Use to neighbours\nNovelty\nCan it be tried within a year?\nCan other neighbourhoods do the same?",
    "places": 3,
}


def build(stage: Stage) -> None:
    """Made, published and answered through the same acts as people's."""
    if stage.name != "seoul":
        return
    keeper = stage.people["byeori"]
    ladder = stage.things["call"].ladder
    shared = TERMS | {
        "ladder": ladder,
        "area": stage.city,
        "department": stage.department("innovation"),
        "areas": [],
    }
    past = calling.make_call(
        keeper, at=stage.days(-120), dates=_dates(stage, -110, -70, -30, -20), **shared | {
            "title": "동네 쉼터 아이디어 공모(예시)", "title_en": "Competition of ideas: places to rest (example)",
            "summary": "동네에서 잠시 쉴 곳을 만드는 새로운 방법을 찾습니다. 뽑힌 제안은 한 해 동안 시범으로 해 봅니다.",
            "summary_en": "We look for new ways to make places to rest. What is chosen is tried for a year.",
            "text": "집 가까이에 잠시 앉아 쉴 곳이 모자랍니다. 큰돈을 들이지 않고 이웃이 함께 돌볼 수 있는 방법을 제안해 주세요. "
                    "뽑힌 세 제안은 제안자와 함께 시범 사업으로 다듬습니다.",
            "text_en": "There are too few places to sit near home. Propose ways that cost little and that neighbours look after. "
                       "The three chosen ones are worked out together with their proposers.",
        },
    )  # fmt: skip
    past = calling.publish_call(keeper, past, at=stage.days(-118))
    stage.things["call:judged"] = past
    for position, entry in enumerate(CLOSED):
        enter(stage, past.call, entry, stage.days(-100 + 8 * position), 9 + 7 * position)
    _budget(stage, keeper, shared)
    now_open = calling.make_call(
        keeper, at=stage.days(-16), dates=_dates(stage, -12, 18, 45, 52), **shared | {
            "title": "골목 혁신 공모(예시)", "title_en": "Innovation in the alleys (example)",
            "summary": "골목에서 겪는 불편을 새로운 방법으로 푸는 제안을 찾습니다. 뽑힌 제안은 내년에 시범으로 해 봅니다.",
            "summary_en": "We look for new answers to what is awkward in our alleys. What is chosen is tried next year.",
            "text": "좁고 가파른 골목에서 겪는 불편을 푸는 방법을 찾습니다. 완성된 기술이 아니어도 됩니다. 누구에게 도움이 되는지, "
                    "어디에서 먼저 해 볼지를 적어 주세요.",
            "text_en": "We look for ways to make narrow and steep alleys easier. It need not be finished technology. Say whom it "
                       "helps and where to try it first.",
        },
    )  # fmt: skip
    now_open = calling.publish_call(keeper, now_open, at=stage.days(-14))
    stage.things["call:open"] = now_open
    for position, entry in enumerate(OPEN):
        enter(stage, now_open.call, entry, stage.days(-9 + 3 * position), 5 + 6 * position)
    calling.copy_call(
        keeper, now_open, title="겨울나기 이웃 공모(예시)", title_en="Neighbours through the winter (example)",
        dates=_dates(stage, 30, 60, 85, 95), at=stage.days(-1),
    )  # fmt: skip
    coming = calling.copy_call(
        keeper, now_open, title="봄맞이 마을 공모(예시)", title_en="The neighbourhood in spring (example)",
        dates=_dates(stage, 12, 40, 65, 75), at=stage.days(-1),
    )  # fmt: skip
    calling.publish_call(keeper, coming, at=stage.days(-1))
    _searches(stage)


def _budget(stage: Stage, keeper: User, shared: dict[str, Any]) -> None:
    """The yearly call for the budget: its time is over, its result is promised."""
    year = stage.now.year + 1
    made = calling.make_call(
        keeper, at=stage.days(-50), dates=_dates(stage, -45, -6, 15, 24), **shared | {
            "kind": Terms.Kind.BUDGET, "who": Terms.Who.VERIFIED, "required": [Terms.Part.AREA, Terms.Part.COST],
            "title": f"{year}년 주민참여예산 제안 공모(예시)", "title_en": f"Call for the participatory budget {year} (example)",
            "summary": "내년 주민참여예산으로 하고 싶은 사업을 모읍니다. 뽑힌 제안은 담당 부서가 비용을 검토합니다.",
            "summary_en": "We collect projects for next year's participatory budget. Departments cost what is chosen.",
            "text": "여러 이웃에게 도움이 되고 한 해 안에 마칠 수 있는 사업을 제안해 주세요. 지역과 대략의 비용을 꼭 적어 주세요.",
            "text_en": "Propose what helps many neighbours and can be finished within a year. Name the area and the rough cost.",
            "places": 10,
        },
    )  # fmt: skip
    made = calling.publish_call(keeper, made, at=stage.days(-48))
    verified = set(Residency.objects.values_list("user_id", flat=True))
    authors = [person for person in stage.citizens() if person.pk in verified]
    for position, (entry, author) in enumerate(zip(JUDGED, authors, strict=False)):
        at = stage.days(-20 + 5 * position)
        enter(
            stage,
            made.call,
            entry,
            at,
            12 + 9 * position,
            author=author,
            rough_cost=15_000_000 * (position + 1),
        )


def _dates(stage: Stage, *days: int) -> dict[str, datetime | None]:
    evening = [
        stage.days(day).astimezone(stage.zone).replace(hour=18, minute=0, second=0, microsecond=0)
        for day in days
    ]
    return dict(zip(("opens", "closes", "judged", "result"), evening, strict=True))


def enter(
    stage: Stage,
    call: Call,
    entry: Entry,
    at: datetime,
    supports: int,
    *,
    author: User | None = None,
    **parts: Any,
) -> Proposal:
    """One proposal in a call, with some supports."""
    author = author or stage.random.choice(stage.citizens())
    draft = start_draft(
        author, call=call, at=at, title=entry.title, title_en=entry.title_en, body=entry.body, body_en=entry.body_en,
        topic=stage.topic("sharing"), area=stage.borough(entry.borough),
        **parts,
    )  # fmt: skip
    proposal = submit(author, draft, at=at)
    others = [person for person in stage.citizens() if person.pk != author.pk][:supports]
    for position, person in enumerate(others):
        support(person, proposal, at=at + timedelta(hours=position + 1))
    stage.things[f"proposal:{entry.key}"] = proposal
    return proposal


def _searches(stage: Stage) -> None:
    """One saved search that is told of daily, and one that is only a feed."""
    person = stage.people["haedeun"]
    searching.save_search(
        person, name="우리 동네 안전", query="topic=safety", every=SavedSearch.Every.DAY, at=stage.days(-0.5)
    )
    searching.save_search(
        person, name="골목", query="q=%EA%B3%A8%EB%AA%A9", every=SavedSearch.Every.NEVER, at=stage.days(-0.5)
    )
