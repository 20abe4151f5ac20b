"""The demo city before its workshops: the series that they belong to."""

from civic.accounts.actors import System
from civic.accounts.models import User
from civic.portal.demo import Stage
from workshops.demo_planning import TERMS, TERMS_EN, moment, plan, write_agenda
from workshops.domain import applying
from workshops.domain.arranging import Asked, keep_places, set_access, set_questions
from workshops.domain.inviting import accept_invitation, decline_invitation, invite
from workshops.domain.planning import announce_workshop, change_workshop
from workshops.domain.registering import register
from workshops.domain.series import begin_series
from workshops.domain.tables import give_tables
from workshops.models import CitizenPlan, Reserved, Series, Workshop


def series(stage: Stage) -> None:
    """Three of them: every month, every quarter, and on site."""
    host = stage.people["naul"]
    at = stage.days(-450)
    stage.things["series:listening"] = begin_series(
        host,
        title="월간 청책토론회",
        title_en="Monthly listening workshop",
        kind=Series.Kind.LISTENING,
        rhythm=Series.Rhythm.MONTHLY,
        summary="시민의 의견을 정책으로 잇는 자리입니다. 매달 한 가지 질문을 놓고 듣고, 나온 의견마다 소관부서와 답변 기한을 정합니다.",
        summary_en="Where opinions become policy: one question a month, and for every opinion a department and a date for its answer.",
        department=stage.department("innovation"),
        is_public=True,
        created_at=at,
    )
    stage.things["series:citizens"] = begin_series(
        host,
        title="시민이 여는 토론회: 안전하고 다정한 동네",
        title_en="Workshops by citizens: a safe and friendly neighbourhood",
        kind=Series.Kind.LISTENING,
        rhythm=Series.Rhythm.OCCASIONAL,
        summary="시가 큰 주제를 내고 시민이 세부 주제와 장소, 시간을 정합니다. 담당 공무원이 찾아갑니다.",
        summary_en="The city names the theme, citizens choose sub-topic, place and time, and the city comes to them.",
        department=stage.department("safety"),
        takes_applications=True,
        is_public=True,
        created_at=stage.days(-120),
    )
    stage.things["series:innovation"] = begin_series(
        host,
        title="분기 혁신 워크숍",
        title_en="Quarterly innovation workshop",
        kind=Series.Kind.INNOVATION,
        rhythm=Series.Rhythm.QUARTERLY,
        audience=Series.Audience.OFFICIALS,
        summary="공무원, 전문가, 시민단체가 함께 진행 중인 혁신 과제를 점검하고 결과를 나눕니다. 기록은 누구나 볼 수 있습니다.",
        summary_en="Officials, experts and civic groups look at innovations under way and share results. The record is public.",
        department=stage.department("innovation"),
        is_public=True,
        created_at=at,
    )
    stage.things["series:visits"] = begin_series(
        host,
        title="찾아가는 현장 대화",
        title_en="The city comes to you",
        kind=Series.Kind.FIELD_VISIT,
        rhythm=Series.Rhythm.OCCASIONAL,
        summary="문제가 있는 곳에 직접 가서 보고 듣습니다. 그 자리에서 나온 의견도 모두 기록하고 답합니다.",
        summary_en="We go where the trouble is, look and listen. What is said there is recorded and answered like everything else.",
        department=stage.department("transport"),
        is_public=True,
        created_at=at,
    )


def dates(stage: Stage) -> None:
    """The next visit on site and the next quarterly workshop."""
    host = stage.people["naul"]
    visit = plan(
        stage,
        "학교 앞 건널목, 함께 건너 보기",
        "The crossing at the school: let us cross it together",
        moment(stage, 18, 16),
        20,
        series=stage.things["series:visits"],
        department=stage.department("transport"),
        partners=[stage.department("safety")],
        summary="하교 시간에 건널목을 함께 건너 보고 무엇을 바꾸어야 하는지 그 자리에서 적습니다.",
        summary_en="We cross together when school is out, and write down on the spot what has to change.",
        place="초등학교 정문 앞",
        place_en="In front of the school gate",
        access_notes="평지, 휠체어 이동 가능. 비가 오면 학교 강당에서 진행",
        access_notes_en="Level ground. If it rains, in the school hall",
    )
    announce_workshop(host, visit, at=stage.days(-4))
    quarter = plan(
        stage,
        "3분기 혁신 과제 점검",
        "Innovations under way: third quarter",
        moment(stage, 40, 14),
        50,
        series=stage.things["series:innovation"],
        department=stage.department("innovation"),
        partners=[stage.department("safety"), stage.department("transport")],
        summary="진행 중인 과제의 지표를 함께 보고, 늦어진 과제의 이유와 다음 기한을 정합니다.",
        summary_en="We look at the figures of what is under way, and fix reasons and new dates for what is late.",
        place="시청 대회의실",
        place_en="City hall, large meeting room",
        access_notes="승강기, 휠체어 자리 4석",
        access_notes_en="Lift, four places for wheelchairs",
        captions=True,
    )
    announce_workshop(host, quarter, at=stage.days(-1))


def rooms(stage: Stage) -> None:
    """Registration with everything: places for wheelchairs, companions, questions; and one for invited people."""
    host, people = stage.people["naul"], stage.citizens()
    workshop = plan(
        stage,
        "모두의 놀이터, 무엇이 달라야 할까",
        "A playground for everybody: what has to change",
        moment(stage, 9, 14),
        24,
        department=stage.department("safety"),
        summary="휠체어를 타는 어린이와 보호자가 함께 놀 수 있는 놀이터를 이야기합니다. 가족과 함께 오셔도 됩니다.",
        summary_en="A playground in which children with wheelchairs play too. Bring your family.",
        place="마을회관 1층",
        childcare=True,
        sign_language=True,
    )
    questions = set_questions(
        host,
        workshop,
        [
            Asked(
                "어느 모둠에서 이야기하고 싶습니까?", "Which table would you like?", "choice",
                ("놀이기구", "가는 길", "쉼터와 화장실"),
                ("Play equipment", "The way there", "Shelter and toilets"), required=True,
            ),
            Asked("어린이와 함께 오십니까?", "Do you bring a child?", "yes_no"),
            Asked("미리 묻고 싶은 것을 적어 주십시오.", "What would you like to ask beforehand?"),
        ],
    )  # fmt: skip
    set_access(host, workshop, access=Workshop.Access.OPEN, companions_max=3, at=stage.days(-9))
    keep_places(host, workshop, kind=Reserved.Kind.WHEELCHAIR, seats=4, at=stage.days(-9))
    announce_workshop(host, workshop, at=stage.days(-8))
    for number, guest in enumerate(people[20:27]):
        register(
            guest, workshop, at=stage.days(-5), companions=number % 3, wheelchair=number == 2,
            answers={questions[0].pk: questions[0].choices[number % 3], questions[1].pk: "yes" if number % 2 else "no"},
        )  # fmt: skip
    give_tables(host, workshop, tables=3)
    stage.things["workshop:families"] = workshop
    _invited(stage)


def _invited(stage: Stage) -> None:
    host, people = stage.people["naul"], stage.citizens()
    workshop = plan(
        stage,
        "홀로 사는 이웃을 돌보는 사람들",
        "Those who look after neighbours living alone",
        moment(stage, 22, 10),
        12,
        department=stage.department("safety"),
        summary="돌봄 현장에서 일하는 분들을 초대하여 듣습니다. 누구나 읽을 수 있고 기록도 공개합니다.",
        summary_en="We listen to people who work in care. Everybody can read it, and the record is public.",
        place="시민청 태평홀",
        captions=True,
    )
    set_access(host, workshop, access=Workshop.Access.TRANSPARENT, companions_max=0, at=stage.days(-4))
    announce_workshop(host, workshop, at=stage.days(-4))
    first = invite(host, workshop, name="이웃돌봄협동조합", at=stage.days(-4))
    accept_invitation(people[30], first, at=stage.days(-3))
    register(people[30], workshop, at=stage.days(-3))
    declined = invite(host, workshop, name="방문간호사회", at=stage.days(-4))
    decline_invitation(System("workshops.demo"), declined, at=stage.days(-2))
    stage.things["invitation:open"] = invite(host, workshop, name="반찬나눔 모임", at=stage.days(-4))


def citizens(stage: Stage) -> None:
    """Applications in every state: accepted and announced, accepted with a change, declined, waiting, overdue."""
    people, officer, host = stage.citizens(), stage.people["seoon"], stage.people["naul"]
    announced = _apply(
        stage, people[6], -30, 16, 19,
        title="밤늦게 퇴근하는 사람들의 골목", title_en="Alleys for those who come home late",
        reason="야간 근무자가 함께 걷는 골목에서 무엇이 무서운지, 무엇을 바꾸면 되는지 직접 말하고 싶습니다.",
        group="밤길 걷는 사람들", people=25, place="골목 안 작은 도서관", needs="휠체어로 들어갈 수 있는 방",
    )  # fmt: skip
    applying.accept(officer, announced, at=stage.days(-24))
    workshop = change_workshop(
        host, Workshop.objects.get(application=announced), at=stage.days(-20),
        summary_en="Night workers say what frightens them on the way home, and what would help.",
        place_en="Small library in the alley", access_notes="1층, 경사로 있음", access_notes_en="Ground floor, ramp",
        terms=TERMS, terms_en=TERMS_EN, assured=list(Workshop.Assured.values),
    )  # fmt: skip
    write_agenda(stage, workshop)
    announce_workshop(host, workshop, at=stage.days(-10))
    changed = _apply(
        stage, stage.people["haedeun"], -12, 30, 14,
        title="혼자 사는 어르신의 여름", title_en="Summer for older people who live alone",
        reason="더위에 혼자 지내는 이웃을 어떻게 살필지 경로당에서 이야기하고 싶습니다.",
        group="", people=40, place="경로당", needs="큰 글씨 자료",
    )  # fmt: skip
    applying.accept(
        officer, changed, at=stage.days(-5),
        answer="경로당은 20명까지 안전합니다. 바로 옆 마을회관에서 같은 시각에 엽니다.",
        change=applying.Change(place="마을회관 1층"),
    )  # fmt: skip
    stage.things["workshop:by-haedeun"] = Workshop.objects.get(application=changed)
    stage.things["application:changed"] = changed
    declined = _apply(
        stage, people[8], -60, -20, 19,
        title="재건축 조합장 선출", title_en="Electing the head of a rebuilding association",
        reason="조합장 선출 방법을 토론하고 싶습니다.", group="", people=15, place="단지 내 회의실", needs="",
    )  # fmt: skip
    applying.decline(
        officer, declined, at=stage.days(-50),
        reason="조합 안의 선거는 법률에 따라 조합이 정하므로 시가 여는 토론회에서 다룰 수 없습니다. 구청 주택과의 상담 창구를 안내해 드립니다.",
    )  # fmt: skip
    stage.things["application:waiting"] = _apply(
        stage, people[9], -3, 33, 10,
        title="통학로 자전거와 보행자", title_en="Bicycles and walkers on the way to school",
        reason="학부모와 학생이 함께 통학로를 걸으며 위험한 곳을 지도에 표시하려고 합니다.",
        group="통학로 지킴이", people=30, place="초등학교 도서실", needs="어린이 돌봄",
    )  # fmt: skip
    _apply(
        stage, people[10], -16, 20, 19,
        title="반려동물과 함께 걷는 길", title_en="Ways for people with pets",
        reason="반려동물과 걷는 사람과 그렇지 않은 사람이 함께 규칙을 만들고 싶습니다.",
        group="", people=20, place="하천 쉼터", needs="",
    )  # fmt: skip


def _apply(stage: Stage, person: User, sent: float, day: float, hour: int, **wish: object) -> CitizenPlan:
    return applying.apply(
        person,
        stage.things["series:citizens"],
        at=stage.days(sent),
        area=stage.city,
        wished_at=moment(stage, day, hour),
        minutes=120,
        **wish,
    )
