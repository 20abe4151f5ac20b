"""The demo city's sitting committee: a closed session with its minutes, the next one called, and resolutions in writing."""

from datetime import datetime, timedelta

from budgeting.committee import demo_writing
from budgeting.committee.demo_common import actors, at_ten
from budgeting.committee.demo_seats import body
from budgeting.committee.domain import announcing, answering, calling, discussing, minuting, printing, sitting
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import Committee, Declaration, Item, Member, ScoreSheet, Session
from budgeting.cycles.models import Cycle, Project
from civic.portal.demo import Stage

REASON = (
    "밤길 사고가 잦은 곳에 필요하고 한 해 안에 끝낼 수 있습니다.",
    "Needed where accidents at night are frequent, and it can be done within the year.",
)
LOST = ("구청이 같은 사업을 이미 하고 있어 중복됩니다.", "The borough does the same already.")
DEFERRED = (
    "제척·기피·회피 위원을 빼면 정족수에 미치지 못하여 다음 회의로 보류합니다.",
    "Without the recused members there is no quorum, so the item is deferred to the next session.",
)
CONDITION = "장마철이 오기 전에 공사를 마칩니다."
CONDITION_EN = "The works end before the rainy season."


def sit(stage: Stage, cycle: Cycle) -> Committee:
    """The committee of the cycle that is scoring now: people, a session that is over, and one in five days."""
    committee = body(stage, cycle)
    projects = list(
        Project.objects.filter(envelope__cycle=cycle, state=Project.State.ELIGIBLE)
        .select_related("envelope__cycle__process", "proposal", "department")
        .order_by("pk")
    )
    seats = {one.user_id: one for one in committee.members.filter(votes=True)}
    hanul = seats.pop(stage.people["hanul"].pk)
    present = [*[one for _user, one in sorted(seats.items())][:8], hanul]
    _declare(stage, present, projects[:5])
    _first(stage, committee, projects[:5], present)
    _second(stage, committee, projects[4:8], [one for one in present if one != hanul][:7])
    _visit(stage, committee, projects[0])
    demo_writing.counted(stage, committee, present)
    demo_writing.asked(stage, committee, projects[8:9], present)
    return committee


def _declare(stage: Stage, members: list[Member], projects: list[Project]) -> None:
    """Declarations and sheets before the first session: one withdraws from the second item, five from the last."""
    people = actors(stage)
    at = stage.days(-10)
    round_ = members[0].committee.rounds.get()
    criteria = [one.key for one in round_.criteria.all()]
    for position, project in enumerate(projects):
        out = members[2:3] if position == 1 else members[:5] if position == 4 else []
        for one in out:
            ground = "가족이 그 가게에서 일합니다." if position == 1 else "같은 주민모임의 회원입니다."
            declare_interest(people[one.user_id], project, interest="self", ground=ground, at=at)
        judges = [one for one in members if one not in out]
        Declaration.objects.bulk_create(
            Declaration(member=one, project=project, interest="none", at=at) for one in judges
        )
        level = 3.0 if position == 3 else 3.9
        ScoreSheet.objects.bulk_create(
            ScoreSheet(
                round=round_,
                member=one,
                project=project,
                scores={key: max(1, min(4, round(stage.random.gauss(level, 0.6)))) for key in criteria},
                at=at + timedelta(days=2),
            )
            for one in judges
        )


def _session(stage: Stage, committee: Committee, starts_at: datetime, projects: list[Project]) -> Session:
    gaon = stage.people["gaon"]
    session = calling.prepare_session(
        gaon,
        committee,
        starts_at=starts_at,
        place="시청 3층 소회의실",
        officer="한가온별",
        phone="010-0000-0014",
    )
    for project in projects:
        calling.put_on_agenda(gaon, session, project=project)
    return session


def _first(stage: Stage, committee: Committee, projects: list[Project], present: list[Member]) -> None:
    """Nine of thirteen are there; four items are decided and one lacks its quorum; the minutes are published."""
    gaon, people = stage.people["gaon"], actors(stage)
    at = at_ten(stage, -4)
    session = _session(stage, committee, at, projects)
    calling.call_session(gaon, session, at=at - timedelta(days=6))
    sitting.record_attendance(gaon, session, present=[one.pk for one in present])
    session = sitting.open_session(gaon, session, at=at)
    items = list(session.items.order_by("position"))
    votes = (("carry", 8, 1), ("carry", 7, 1), ("condition", 6, 2), ("carry", 3, 5))
    for number, (item, (kind, ayes, noes)) in enumerate(zip(items, votes, strict=False)):
        lost = number == 3
        words = LOST if lost else REASON
        sitting.vote_on_item(
            gaon,
            item,
            kind=kind,
            ayes=ayes,
            noes=noes,
            reason=words[0],
            reason_en=words[1],
            condition=CONDITION if kind == "condition" else "",
            condition_en=CONDITION_EN if kind == "condition" else "",
            code="duplicate" if lost else "",
            at=at + timedelta(minutes=20 * (number + 1)),
        )
    sitting.defer_item(
        gaon, items[4], reason=DEFERRED[0], reason_en=DEFERRED[1], at=at + timedelta(minutes=100)
    )
    _recommend(stage, items[0], at + timedelta(minutes=110))
    session = sitting.close_session(gaon, session, at=at + timedelta(minutes=120))
    announcing.publish_decisions(gaon, session, at=at + timedelta(hours=6))
    minutes = minuting.draft_minutes(
        gaon,
        session,
        note="위원들은 설치할 곳을 주민과 함께 정하자는 데 뜻을 모았습니다.",
        at=at + timedelta(days=1),
    )
    for one in present[:6]:
        minuting.confirm_minutes(people[one.user_id], minutes, at=at + timedelta(days=2))
    minuting.publish_minutes(gaon, minutes, at=at + timedelta(days=3))
    printing.print_waiting(at + timedelta(days=3, minutes=1))


def _recommend(stage: Stage, item: Item, at: datetime) -> None:
    """Two recommendations: one answered, one whose answer is due."""
    gaon = stage.people["gaon"]
    answered = answering.recommend(
        gaon,
        item,
        department=stage.department("safety"),
        text="설치할 곳을 정할 때 주민 설명회를 한 차례 열 것을 권고합니다.",
        at=at,
    )
    answering.answer_recommendation(
        stage.people["seoon"],
        answered,
        answer="다음 달 안에 구별로 주민 설명회를 한 차례씩 열겠습니다.",
        at=at + timedelta(days=2),
    )
    answering.recommend(
        gaon,
        item,
        department=stage.department("welfare"),
        text="복지시설 주변 골목을 먼저 살필 것을 권고합니다.",
        at=at,
    )


def _second(stage: Stage, committee: Committee, projects: list[Project], declared: list[Member]) -> None:
    """In five days, called just in time: four items, and some members have not declared their interests."""
    at = at_ten(stage, 5)
    session = _session(stage, committee, at, projects)
    calling.call_session(stage.people["gaon"], session, at=stage.now - timedelta(minutes=30))
    for project in projects[1:]:
        Declaration.objects.bulk_create(
            Declaration(member=one, project=project, interest="none", at=stage.days(-1)) for one in declared
        )
    talk = session.items.order_by("position")[1]
    discussing.contribute(
        actors(stage)[declared[0].user_id],
        talk,
        text="설치 뒤 관리를 누가 맡을지 확인하면 좋겠습니다.",
        at=stage.now,
    )


def _visit(stage: Stage, committee: Committee, project: Project) -> None:
    discussing.record_visit(
        stage.people["gaon"],
        committee,
        project,
        on=stage.days(-8).date(),
        place="은평구 골목 세 곳",
        went=5,
        finding="거울이 낡아 잘 보이지 않는 곳이 세 곳 가운데 두 곳이었습니다.",
    )
