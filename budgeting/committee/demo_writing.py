"""The demo city's resolutions in writing: one counted, with its minutes drafted, and one on which votes are being taken."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from budgeting.committee.demo_common import actors, at_ten
from budgeting.committee.domain import announcing, calling, minuting, sitting, writing
from budgeting.committee.models import Committee, Declaration, Member, Session
from budgeting.cycles.models import Project
from civic.portal.demo import Stage

RULES = (
    "현장 방문은 두 사람 이상이 함께 한다",
    "Site visits are made by two or more",
    "한 사람의 인상에 기대지 않고 현장을 살피려는 것입니다.",
    "So that a visit does not rest on one person's impression.",
)
EVENING = (
    "다음 회의를 저녁 일곱 시에 연다",
    "The next session is held at seven in the evening",
    "낮에 일하는 위원이 많습니다.",
    "Many members work during the day.",
)
RULES_OF_REMARKS = (
    "위원 토론을 회의록에 요약하여 싣는다",
    "The minutes carry a summary of the members' discussion",
    "시민이 결정의 배경을 알 수 있게 하려는 것입니다.",
    "So that citizens learn what a decision rests on.",
)
HURRY = (
    "다음 회의까지 기다리면 장마철이 시작되므로 서면으로 의결하고자 합니다.",
    "Waiting for the next session would run into the rainy season.",
)


def _in_writing(
    stage: Stage, committee: Committee, begins: datetime, ends: datetime, matters: Sequence[tuple[str, ...]]
) -> Session:
    """A resolution in writing with its motions, sent round in time and opened."""
    gaon = stage.people["gaon"]
    session = calling.prepare_session(
        gaon,
        committee,
        starts_at=begins,
        ends_at=ends,
        way=Session.Way.WRITTEN,
        officer="한가온별",
        phone="010-0000-0014",
    )
    for title, title_en, reason, reason_en in matters:
        item = calling.put_on_agenda(gaon, session, title=title, title_en=title_en)
        writing.state_motion(gaon, item, kind="carry", reason=reason, reason_en=reason_en)
    return session


def _opened(stage: Stage, session: Session) -> Session:
    gaon = stage.people["gaon"]
    called = calling.call_session(gaon, session, at=session.starts_at - timedelta(days=5))
    return sitting.open_session(gaon, called, at=session.starts_at)


def counted(stage: Stage, committee: Committee, members: list[Member]) -> None:
    """One motion is carried, the other has no quorum; the minutes are drafted and wait for the members."""
    gaon, people = stage.people["gaon"], actors(stage)
    begins, ends = at_ten(stage, -9), at_ten(stage, -6)
    session = _opened(stage, _in_writing(stage, committee, begins, ends, (RULES, EVENING)))
    rules, evening = session.items.select_related("session__committee").order_by("position")
    for number, one in enumerate(members[:8]):
        choice, at = ("no" if number == 7 else "aye"), begins + timedelta(hours=number + 1)
        writing.vote_in_writing(people[one.user_id], rules, choice=choice, at=at)
        if number < 4:
            writing.vote_in_writing(people[one.user_id], evening, choice="aye", at=at)
    session = writing.count_votes(gaon, session, at=ends)
    announcing.publish_decisions(gaon, session, at=ends + timedelta(hours=1))
    minutes = minuting.draft_minutes(gaon, session, at=ends + timedelta(days=1))
    for one in members[:3]:
        minuting.confirm_minutes(people[one.user_id], minutes, at=ends + timedelta(days=2))


def asked(stage: Stage, committee: Committee, projects: list[Project], members: list[Member]) -> None:
    """The votes are being taken now, until in three days; some have voted, the member of the demo has not."""
    gaon, people = stage.people["gaon"], actors(stage)
    session = _in_writing(stage, committee, at_ten(stage, -1), at_ten(stage, 3), (RULES_OF_REMARKS,))
    for project in projects:
        item = calling.put_on_agenda(gaon, session, project=project)
        writing.state_motion(gaon, item, kind="carry", reason=HURRY[0], reason_en=HURRY[1])
        Declaration.objects.bulk_create(
            Declaration(member=one, project=project, interest="none", at=stage.days(-2)) for one in members
        )
    session = _opened(stage, session)
    others = [one for one in members if one.user_id != stage.people["hanul"].pk]
    for item in session.items.select_related("session__committee", "project__envelope__cycle"):
        for one in others[:4]:
            writing.vote_in_writing(
                people[one.user_id], item, choice="aye", at=stage.now - timedelta(hours=2)
            )
