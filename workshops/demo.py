"""The demo city's workshops: every state once, and the golden thread's first word."""

from datetime import datetime, timedelta

from civic.attachments import demo_files
from civic.portal.demo import Stage, demo_part
from proposals import demo as proposals_demo
from proposals.domain import implementing
from workshops import demo_after, demo_before
from workshops.demo_content import NIGHT, REPAIR
from workshops.demo_planning import moment, plan, with_people, write_down
from workshops.domain.answering import Answer, answer_opinion
from workshops.domain.planning import announce_workshop, cancel_workshop
from workshops.domain.proposing import propose
from workshops.domain.recording import publish_record, record_opinion
from workshops.domain.registering import cancel_registration, register
from workshops.domain.routing import route_opinions
from workshops.domain.waiting import join
from workshops.models import Opinion, Registration, Workshop


@demo_part("workshops", order=30)
def build(stage: Stage) -> None:
    """Past ones first: the repair cart begins as an opinion at the oldest of them."""
    demo_before.series(stage)
    _reported(stage)
    _recorded(stage)
    _held(stage)
    _announced(stage)
    _planned(stage)
    _cancelled(stage)
    demo_before.dates(stage)
    demo_before.citizens(stage)
    demo_before.rooms(stage)
    demo_after.build(stage)


def _reported(stage: Stage) -> None:
    host, officer = stage.people["naul"], stage.people["seoon"]
    sharing = stage.department("sharing" if stage.name == "seoul" else "innovation")
    workshop = plan(
        stage,
        "고쳐 쓰는 동네, 함께 쓰는 동네",
        "A neighbourhood that mends and shares",
        moment(stage, -430, 19),
        40,
        department=sharing,
        summary="버리지 않고 고쳐 쓰려면 동네에 무엇이 필요한지 이야기했습니다.",
        summary_en="What a neighbourhood needs in order to mend instead of throwing away.",
        place="마을회관 2층",
        access_notes="승강기, 휠체어 자리 4석",
        sign_language=True,
        topic=stage.topic("sharing"),
    )
    seats = with_people(stage, workshop, 14)
    opinions = write_down(
        stage, workshop, [(table, text, text_en) for table, text, text_en, *_answer in REPAIR], seats[:6]
    )
    published = workshop.ends_at + timedelta(days=4)
    publish_record(host, workshop, at=published)
    demo_files.add_photo(host, workshop, "round table", "둥근 탁자에 둘러앉은 토론회 참석자들", published)
    demo_files.add_paper(host, workshop, "토론회 발표 자료", published, "Slides shown at the workshop")
    route_opinions(host, opinions, department=sharing, due_at=workshop.answers_due_at, at=published)
    _golden_thread(stage, opinions[0], published + timedelta(days=2))
    for opinion, (*_said, disposition, text, text_en) in zip(opinions, REPAIR, strict=True):
        answered = published + timedelta(days=25)
        answer_opinion(
            officer,
            opinion,
            at=answered,
            answer=Answer(
                disposition,
                text,
                text_en,
                reason_code=Opinion.Reason.LAW if disposition == "not_possible" else "",
                planned_on=stage.days(45).date() if disposition in ("in_progress", "partly") else None,
                recheck_on=stage.days(200).date() if disposition == "long_term" else None,
            ),
        )


def _golden_thread(stage: Stage, opinion: Opinion, at: datetime) -> None:
    """The speaker turns the opinion into a proposal; neighbours support it; the department adopts it."""
    speaker = stage.people["haedeun"]
    proposal = propose(
        speaker,
        opinion,
        title="동네 수리 손수레",
        at=at,
        area=stage.borough("은평구" if stage.name == "seoul" else "동구"),
        topic=stage.topic("sharing"),
        body="공구와 부품을 실은 손수레가 동네를 돌며 우산, 의자, 자전거를 이웃이 함께 고칩니다. 한 대를 석 달 운영해 보고 늘리면 좋겠습니다.",
    )
    type(proposal).objects.filter(pk=proposal.pk).update(
        title_en="Neighbourhood repair cart",
        body_en="A cart with tools and parts goes round, and neighbours mend umbrellas, chairs and bicycles together.",
    )
    proposals_demo.gather(stage, proposal, 57 if stage.name == "seoul" else 302, at)
    proposal.refresh_from_db()
    reached = proposal.threshold_reached_at or at
    proposals_demo.answered(stage, proposal, "adopted", reached + timedelta(days=20))
    implementing.begin(stage.people["seoon"], proposal, at=reached + timedelta(days=170))
    stage.things["proposal:repair-cart"] = proposal


def _recorded(stage: Stage) -> None:
    """Held ten days ago: the record is out, two opinions have no department yet, one is answered."""
    host = stage.people["naul"]
    safety = stage.department("safety")
    workshop = plan(
        stage,
        "혼자 사는 사람의 안전한 집",
        "Safe homes for people who live alone",
        moment(stage, -10, 19),
        30,
        department=safety,
        summary="혼자 사는 사람이 집과 골목에서 안심하려면 무엇이 필요한지 들었습니다.",
        summary_en="What people who live alone need to feel safe at home and on the way.",
        place="시민청 태평홀",
        access_notes="1층, 휠체어 접근 가능",
        captions=True,
        topic=stage.topic("safety"),
    )
    seats = with_people(stage, workshop, 12)
    opinions = write_down(stage, workshop, NIGHT, seats[:3])
    published = workshop.ends_at + timedelta(days=5)
    publish_record(host, workshop, at=published)
    route_opinions(
        host,
        opinions[:5],
        department=safety,
        due_at=workshop.answers_due_at,
        at=published + timedelta(days=1),
    )
    answer_opinion(
        stage.people["seoon"],
        opinions[3],
        at=published + timedelta(days=3),
        answer=Answer(
            "done", "깨진 거울 일곱 개를 모두 바꾸었습니다.", "All seven broken mirrors have been replaced."
        ),
    )


def _held(stage: Stage) -> None:
    """Held yesterday: the host is still writing the record."""
    workshop = plan(
        stage,
        "동네 책방과 작은 도서관",
        "Bookshops and small libraries",
        moment(stage, -1, 14),
        20,
        department=stage.department("innovation"),
        summary="동네에서 책을 읽고 나누는 자리를 어떻게 늘릴지 이야기했습니다.",
        summary_en="How to make more room for reading and sharing books.",
        place="마을도서관 모임방",
    )
    seats = with_people(stage, workshop, 8)
    record_opinion(
        stage.people["naul"],
        workshop,
        text="저녁 8시까지 여는 작은 도서관이 걸어갈 거리에 있으면 좋겠습니다.",
        text_en="A small library within walking distance should be open until 8 in the evening.",
        table="1",
        at=workshop.ends_at,
        speaker=seats[1],
    )


def _planned(stage: Stage) -> None:
    """Being prepared: the desk sees it, the public does not yet."""
    plan(
        stage,
        "겨울철 한파 쉼터",
        "Shelters in cold spells",
        moment(stage, 35, 15),
        30,
        ready=False,
        department=stage.department("safety"),
        summary="한파에 누구나 쉴 수 있는 곳을 어디에 둘지 이야기합니다.",
        summary_en="Where to open places in which anybody can warm up.",
        place="시민청 태평홀",
    )


def _announced(stage: Stage) -> None:
    workshop = plan(
        stage,
        "1인 가구의 안전한 밤",
        "Safe nights for people living alone",
        moment(stage, 3, 19),
        40,
        department=stage.department("safety"),
        summary="밤에 안심하고 걷고 쉬려면 무엇이 달라져야 하는지 이야기합니다. 나온 의견마다 소관부서와 답변 기한을 정해 알려 드립니다.",
        summary_en="What has to change so that we walk and rest without fear at night. Every opinion gets a department and a date for its answer.",
        place="시민청 태평홀",
        access_notes="1층, 휠체어 접근 가능, 화장실 손잡이",
        sign_language=True,
        captions=True,
        childcare=True,
        topic=stage.topic("safety"),
    )
    announce_workshop(stage.people["naul"], workshop, at=stage.days(-12))
    citizens = stage.citizens()
    for guest in citizens[:40]:
        register(guest, workshop, at=stage.days(-6))
    for guest in [*citizens[40:46], stage.people["haedeun"]]:
        join(guest, workshop, at=stage.days(-2))
    seat = Registration.objects.in_force().select_related("workshop").get(workshop=workshop, user=citizens[3])
    cancel_registration(
        citizens[3], seat, at=stage.days(-0.25)
    )  # held for whoever waited longest: six are left in line
    later = plan(
        stage,
        "쉬어 가는 골목 만들기",
        "Alleys with places to rest",
        moment(stage, 12, 14),
        25,
        department=stage.department("transport"),
        summary="앉을 곳, 그늘, 물을 어디에 두면 좋을지 지도에 함께 표시합니다.",
        summary_en="Together we mark on a map where seats, shade and water should be.",
        place="마을도서관 모임방",
        format=Workshop.Format.HYBRID,
        online_url="https://example.org/room",
        topic=stage.topic("walking"),
    )
    announce_workshop(stage.people["naul"], later, at=stage.days(-3))


def _cancelled(stage: Stage) -> None:
    workshop = plan(
        stage,
        "여름철 하천 물놀이 안전",
        "Safe bathing in the streams",
        moment(stage, 6, 10),
        30,
        department=stage.department("parks" if stage.name == "seoul" else "marine"),
        summary="하천 물놀이 안전을 이야기합니다.",
        summary_en="On safe bathing in the streams.",
        place="하천 관리소",
    )
    announce_workshop(stage.people["naul"], workshop, at=stage.days(-9))
    cancel_workshop(
        stage.people["naul"],
        workshop,
        reason="호우 예보로 안전을 위해 취소합니다. 새 날짜가 정해지면 신청하신 분께 먼저 알려 드립니다.",
        reason_en="Heavy rain is forecast. Whoever registered hears first when there is a new day.",
    )
