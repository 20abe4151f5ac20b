"""The demo city before its workshops: the series that they belong to."""

from civic.portal.demo import Stage
from workshops.demo_planning import moment, plan
from workshops.domain.planning import announce_workshop
from workshops.domain.series import begin_series
from workshops.models import Series


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
