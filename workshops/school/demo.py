"""The demo city's school: a course that is over with its graduates, one under way, one to come, one planned, one cancelled."""

from datetime import datetime, timedelta

from civic.accounts.models import User
from civic.portal.demo import Stage, demo_part
from civic.portal.demo_people import neighbours
from workshops.models import Workshop
from workshops.school.domain import attending, enrolling, finishing, planning
from workshops.school.models import Course

BUDGET = (
    ("예산서 읽는 법", "How to read a budget"),
    ("제안을 사업으로 다듬기", "From a proposal to a project"),
    ("비용 어림하기", "Estimating costs"),
    ("현장에서 살펴보기", "Looking at places"),
    ("투표와 집계 규칙", "Rules of voting and counting"),
)
GOVERNANCE = (
    ("협치란 무엇인가", "What is partnership governance"),
    ("회의를 이끄는 방법", "How to lead a meeting"),
    ("의견을 주제로 묶기", "From opinions to themes"),
    ("지역사회혁신계획 함께 쓰기", "Writing a community innovation plan together"),
)
BOROUGHS = {
    "seoul": (("성동구", "seongdong"), ("동작구", "dongjak")),
    "busan": (("부산진구", "busanjin"), ("수영구", "suyeong")),
}
FACILITATION = (("경청과 질문", "Listening and asking"), ("모둠 토론 진행", "Leading a table"))


@demo_part("school", order=36)
def build(stage: Stage) -> None:
    _finished(stage)
    _under_way(stage)
    _to_come(stage)
    _planned(stage)
    _cancelled(stage)
    _of_two_boroughs(stage)


def _course(
    stage: Stage,
    names: tuple[tuple[str, str], ...],
    first: float,
    *,
    capacity: int,
    every: int = 7,
    **words: str,
) -> Course:
    """Planned three weeks before its first session, a session a week at seven in the evening."""
    host, at = stage.people["naul"], stage.days(first - 30)
    course = planning.save_course(
        host, None, at=at, area=stage.city, department=stage.department("innovation"), capacity=capacity,
        attend_percent=80, created_at=at, **words,
    )  # fmt: skip
    for number, (title, title_en) in enumerate(names):
        starts = _evening(stage, first + every * number)
        planning.save_session(
            host, course, None, at=at, title=title, title_en=title_en, starts_at=starts,
            ends_at=starts + timedelta(hours=2), place="시민청 교육실", place_en="Training room of the citizens' hall",
        )  # fmt: skip
    course.refresh_from_db()
    return course


def _evening(stage: Stage, days: float) -> datetime:
    return stage.days(days).astimezone(stage.zone).replace(hour=19, minute=0, second=0, microsecond=0)


def _with_people(stage: Stage, course: Course, people: list[User], days: float) -> Course:
    opened = planning.announce(stage.people["naul"], course, at=stage.days(days))
    for one in people:
        enrolling.enrol(one, opened, at=stage.days(days + 1))
    return opened


def _attended(stage: Stage, course: Course, misses: int) -> None:
    """Everybody at every session that has begun; of the last enrolled so many missed all but the first two."""
    enrolments = list(course.enrolments.seated().order_by("pk"))
    late = {one.pk for one in enrolments[len(enrolments) - misses :]} if misses else set()
    everybody = [one.pk for one in enrolments]
    begun = course.sessions.filter(starts_at__lte=stage.now).select_related("course").order_by("starts_at")
    for number, session in enumerate(begun):
        present = [key for key in everybody if number < 2 or key not in late]
        attending.note_list(stage.people["naul"], session, present, everybody, at=session.ends_at)


def _finished(stage: Stage) -> None:
    course = _course(
        stage, BUDGET, -75, capacity=20,
        title="주민예산 학교", title_en="School of residents' budgeting",
        summary="예산이 어떻게 짜이고 쓰이는지 배우고, 제안을 사업으로 다듬는 연습을 했습니다.",
        summary_en="How a budget is made and spent, and how a proposal becomes a project.",
    )  # fmt: skip
    speaker, member = stage.people["haedeun"], stage.people["hanul"]
    _with_people(stage, course, [speaker, member, *stage.citizens()[:14]], -100)
    _attended(stage, course, 2)
    graduates = finishing.finish(stage.people["naul"], course, at=stage.days(-45))
    for graduate in graduates[1:5]:
        if graduate.user is not None:
            finishing.publish_name(graduate.user, graduate, agreed=True)
    stage.things["course:finished"] = course


def _of_two_boroughs(stage: Stage) -> None:
    """A second course that is over: twelve graduates of one borough and six of another, for the vote that weighs them."""
    (one, key), (other, other_key) = BOROUGHS[stage.name]
    here = neighbours(stage, stage.borough(one), key, range(28))
    there = neighbours(stage, stage.borough(other), other_key, range(28, 46))
    course = _course(
        stage, BUDGET, -100, capacity=20,
        title="마을 예산 학교", title_en="School of neighbourhood budgets",
        summary="동네 예산이 어떻게 정해지는지 배우고, 투표와 집계 규칙을 직접 해 보았습니다.",
        summary_en="How the money of a neighbourhood is decided, and how votes are counted.",
    )  # fmt: skip
    _with_people(stage, course, [*here[:12], *there[:6]], -125)
    _attended(stage, course, 0)
    finishing.finish(stage.people["naul"], course, at=stage.days(-70))
    stage.things["neighbours"] = {one: here, other: there}


def _under_way(stage: Stage) -> None:
    course = _course(
        stage, GOVERNANCE, -8, capacity=15,
        title="협치 기초 과정", title_en="First course in partnership governance",
        summary="시민과 행정이 함께 결정하는 과정을 사례로 배웁니다.",
        summary_en="How residents and the city decide together, by examples.",
    )  # fmt: skip
    _with_people(stage, course, [stage.people["haedeun"], *stage.citizens()[14:26]], -30)
    _attended(stage, course, 0)
    stage.things["course:under-way"] = course


def _to_come(stage: Stage) -> None:
    """One session is a listening workshop; all places are taken, two people wait."""
    course = _course(
        stage, FACILITATION, 5, capacity=8,
        title="마을 진행자 과정", title_en="Course for facilitators",
        summary="청책토론회의 모둠을 이끄는 방법을 배우고, 한 회는 실제 토론회에 함께합니다.",
        summary_en="How to lead a table at a listening workshop; one session is a real one.",
    )  # fmt: skip
    ahead = Workshop.objects.filter(
        area=stage.city, state=Workshop.State.ANNOUNCED, access=Workshop.Access.OPEN
    ).latest("starts_at")
    planning.save_session(
        stage.people["naul"], course, None, at=stage.days(-12), workshop=ahead, title="토론회 현장 참여",
        title_en="At a listening workshop",
    )  # fmt: skip
    course.refresh_from_db()
    stage.things["course:to-come"] = _with_people(stage, course, stage.citizens()[30:40], -10)


def _planned(stage: Stage) -> None:
    _course(stage, FACILITATION, 40, capacity=12, title="겨울 협치학교", title_en="Winter school")


def _cancelled(stage: Stage) -> None:
    course = _course(
        stage, FACILITATION, 9, capacity=12, title="주말 토론 교실", title_en="Weekend class on debate",
        summary="주말에 여는 토론 교실입니다.", summary_en="A class at the weekend.",
    )  # fmt: skip
    opened = _with_people(stage, course, stage.citizens()[50:53], -14)
    planning.cancel(
        stage.people["naul"], opened, reason="강사 사정으로 취소합니다. 다음 과정은 봄에 다시 엽니다."
    )
