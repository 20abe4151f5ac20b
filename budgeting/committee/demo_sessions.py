"""The demo city's sitting committee: seats by lot, a closed session with minutes, the next one called, and a borough's plan."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from budgeting.committee.domain import (
    announcing,
    answering,
    calling,
    discussing,
    drawing,
    minuting,
    planning,
    printing,
    recruiting,
    seating,
    sitting,
    writing,
)
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.making import appoint_member, make_body, make_committee
from budgeting.committee.lottery import seed_digest
from budgeting.committee.models import Committee, Declaration, Item, Member, Plan, ScoreSheet, Session
from budgeting.cycles.models import Cycle, Project
from civic.accounts.models import User
from civic.portal.demo import Stage

QUOTAS = {"sex": {"female": 4, "male": 4}, "age": {"-34": 2, "35-49": 2, "50-64": 2, "65-": 2}}
OTHERS = (
    ("hanul", "civil"),
    ("member-01", "civil"),
    ("member-02", "expert"),
    ("member-03", "expert"),
    ("member-04", "expert"),
    ("member-05", "official"),
)
TIES = (
    ("hanul", "한울 골목살림 모임(예시)", "운영위원", -900, None),
    ("member-02", "보행안전 연구모임(예시)", "연구원", -2000, -700),
)
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
SEED = "civic demo: this seed is known, a city's is not"


def sit(stage: Stage, cycle: Cycle) -> Committee:
    """The committee of the cycle that is scoring now: people, a session that is over, and one in five days."""
    committee = _body(stage, cycle)
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
    _counted_in_writing(stage, committee, present)
    _asked_in_writing(stage, committee, projects[8:9], present)
    return committee


def _actors(stage: Stage) -> dict[int, User]:
    return {person.pk: person for person in stage.people.values()}


def _body(stage: Stage, cycle: Cycle) -> Committee:
    """Eight citizens by lot, three experts, two of civil groups, one official without a vote."""
    gaon = stage.people["gaon"]
    committee = make_committee(
        gaon,
        cycle,
        name=f"{cycle.budget_year} 심사위원회(예시)",
        name_en=f"Review committee {cycle.budget_year} (example)",
        drop_extremes_from=5,
    )
    kinds = {"citizen": 8, "expert": 3, "civil": 2, "official": 1}
    seating.set_charter(gaon, committee, seats=14, quotas={"kind": kinds, **QUOTAS}, written_allowed=True)
    _lots(stage, committee)
    for key, kind in OTHERS:
        appoint_member(
            gaon,
            committee,
            stage.people[key],
            kind=kind,
            votes=kind != "official",
            starts_on=stage.days(-48).date(),
            ends_on=stage.days(682).date(),
        )
    for key, organisation, part, since, until in TIES:
        member = committee.members.select_related("committee", "user").get(user=stage.people[key])
        seating.register_tie(
            member.user,
            member,
            organisation=organisation,
            part=part,
            since=stage.days(since).date(),
            until=stage.days(until).date() if until else None,
            at=stage.days(-47),
        )
    return committee


def _lots(stage: Stage, committee: Committee) -> None:
    """Thirty people apply, eight are drawn, four stand in reserve."""
    gaon, opens = stage.people["gaon"], stage.days(-75)
    call = recruiting.open_recruitment(
        gaon,
        committee,
        seats=8,
        reserves=4,
        quotas=QUOTAS,
        closes_at=stage.days(-50),
        draw_on=stage.days(-49).date(),
        draw_place="시청 3층 소회의실",
        public_source="추첨일에 참관인이 던진 주사위 세 개의 눈",
        at=opens,
        seed=seed_digest(SEED),
    )
    ages = ("-34", "35-49", "50-64", "65-")
    for number in range(20, 50):
        person = stage.people[f"citizen-{number:02}"]
        sex, age = ("female", "male")[number % 2], ages[number // 2 % 4]
        recruiting.apply(person, call, sex=sex, age=age, at=opens + timedelta(hours=number))
    drawing.draw(gaon, call, public="6-2-5", at=stage.days(-49))


def _declare(stage: Stage, members: list[Member], projects: list[Project]) -> None:
    """Declarations and sheets before the first session: one withdraws from the second item, five from the last."""
    actors = _actors(stage)
    at = stage.days(-10)
    round_ = members[0].committee.rounds.get()
    criteria = [one.key for one in round_.criteria.all()]
    for position, project in enumerate(projects):
        out = members[2:3] if position == 1 else members[:5] if position == 4 else []
        for one in out:
            ground = "가족이 그 가게에서 일합니다." if position == 1 else "같은 주민모임의 회원입니다."
            declare_interest(actors[one.user_id], project, interest="self", ground=ground, at=at)
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
    gaon, actors = stage.people["gaon"], _actors(stage)
    at = _at_ten(stage, -4)
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
        minuting.confirm_minutes(actors[one.user_id], minutes, at=at + timedelta(days=2))
    minuting.publish_minutes(gaon, minutes, at=at + timedelta(days=3))
    printing.print_waiting(at + timedelta(days=3, minutes=1))


def _at_ten(stage: Stage, day: int) -> datetime:
    return stage.days(day).astimezone(stage.zone).replace(hour=10, minute=0, second=0, microsecond=0)


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
    at = _at_ten(stage, 5)
    session = _session(stage, committee, at, projects)
    calling.call_session(stage.people["gaon"], session, at=stage.now - timedelta(minutes=30))
    for project in projects[1:]:
        Declaration.objects.bulk_create(
            Declaration(member=one, project=project, interest="none", at=stage.days(-1)) for one in declared
        )
    talk = session.items.order_by("position")[1]
    discussing.contribute(
        _actors(stage)[declared[0].user_id],
        talk,
        text="설치 뒤 관리를 누가 맡을지 확인하면 좋겠습니다.",
        at=stage.now,
    )


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


def _counted_in_writing(stage: Stage, committee: Committee, members: list[Member]) -> None:
    """One motion is carried, the other has no quorum; the minutes are drafted and wait for the members."""
    gaon, actors = stage.people["gaon"], _actors(stage)
    begins, ends = _at_ten(stage, -9), _at_ten(stage, -6)
    session = _opened(stage, _in_writing(stage, committee, begins, ends, (RULES, EVENING)))
    rules, evening = session.items.select_related("session__committee").order_by("position")
    for number, one in enumerate(members[:8]):
        choice, at = ("no" if number == 7 else "aye"), begins + timedelta(hours=number + 1)
        writing.vote_in_writing(actors[one.user_id], rules, choice=choice, at=at)
        if number < 4:
            writing.vote_in_writing(actors[one.user_id], evening, choice="aye", at=at)
    session = writing.count_votes(gaon, session, at=ends)
    announcing.publish_decisions(gaon, session, at=ends + timedelta(hours=1))
    minutes = minuting.draft_minutes(gaon, session, at=ends + timedelta(days=1))
    for one in members[:3]:
        minuting.confirm_minutes(actors[one.user_id], minutes, at=ends + timedelta(days=2))


def _asked_in_writing(
    stage: Stage, committee: Committee, projects: list[Project], members: list[Member]
) -> None:
    """The votes are being taken now, until in three days; some have voted, the member of the demo has not."""
    gaon, actors = stage.people["gaon"], _actors(stage)
    session = _in_writing(stage, committee, _at_ten(stage, -1), _at_ten(stage, 3), (RULES_OF_REMARKS,))
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
                actors[one.user_id], item, choice="aye", at=stage.now - timedelta(hours=2)
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


ENTRIES = (
    ("마을 돌봄 사랑방", "Neighbourhood care room", "돌봄", 120, "혼자 사는 어르신이 가장 많이 바랐습니다."),
    ("골목 텃밭 학교", "School of alley gardens", "생활환경", 60, "참여 모임이 이미 꾸려져 있습니다."),
    (
        "청소년 마을 기자단",
        "Young reporters of the borough",
        "청소년",
        35,
        "적은 돈으로 바로 시작할 수 있습니다.",
    ),
    ("공유 부엌", "Shared kitchen", "먹거리", 90, "공론장에서 두 번째로 많은 표를 얻었습니다."),
    ("비탈길 안전 지킴이", "Wardens of the steep streets", "안전", 45, "겨울 전에 시작해야 합니다."),
    ("마을 기록관", "Archive of the neighbourhood", "문화", 80, "자료를 맡길 곳이 정해졌습니다."),
    ("빈 가게 잇기", "Bridging empty shops", "지역경제", 150, "건물주와 협의가 더 필요합니다."),
)
REMARKS = (
    (
        "공유 부엌의 위생 관리 방안을 보완할 필요가 있습니다.",
        "보건소와 달마다 점검하고 결과를 공개하겠습니다.",
    ),
    (
        "빈 가게 잇기는 시 사업과 겹치지 않도록 조정하기 바랍니다.",
        "시 사업 대상이 아닌 골목으로 한정하겠습니다.",
    ),
)
ASSESSED = (
    ("participation", 4, "의제 발굴 모임 열두 번에 주민 340명이 참여하였습니다."),
    ("deliberation", 4, "우선순위 공론장을 두 번 열었습니다."),
    ("cooperation", 3, "두 부서의 협업이 늦어졌습니다."),
)
MILLION = 1_000_000


def plan(stage: Stage, cycle: Cycle) -> Plan:
    """A borough's plan: seven ranked projects, two remarks answered, the evaluation form half filled."""
    gaon, area = stage.people["gaon"], stage.borough("은평구")
    committee = make_body(
        gaon,
        cycle,
        kind=Committee.Kind.BOROUGH,
        slug=f"{cycle.slug}-eunpyeong",
        name="은평구 협치회의(예시)",
        name_en="Partnership council of Eunpyeong-gu (example)",
        area=area,
    )
    for key in ("member-06", "member-07", "member-08"):
        appoint_member(gaon, committee, stage.people[key], kind="civil", starts_on=stage.days(-200).date())
    made = planning.make_plan(
        gaon,
        committee,
        year=cycle.budget_year,
        title=f"{cycle.budget_year} 은평구 지역사회혁신계획(예시)",
        title_en=f"Community Innovation Plan of Eunpyeong-gu {cycle.budget_year} (example)",
        concept="이웃이 서로 돌보는 마을을 목표로, 주민이 정한 의제를 민관이 함께 실행합니다.",
        concept_en="Neighbours who care for each other: residents set the agenda, city and civil groups carry it out together.",
    )
    for rank, (title, title_en, sector, cost, why) in enumerate(ENTRIES, 1):
        planning.add_entry(
            gaon, made, rank=rank, title=title, title_en=title_en, sector=sector, cost=cost * MILLION, why=why
        )
    planning.publish_plan(gaon, made)
    for number, (text, answer) in enumerate(REMARKS):
        remark = planning.remark_on(gaon, made, text=text, at=stage.days(-100 + number))
        planning.answer_remark(gaon, remark, answer=answer, at=stage.days(-90 + number))
    planning.agree_plan(gaon, made, at=stage.days(-80))
    for question, level, text in ASSESSED:
        planning.assess(gaon, made, question=question, level=level, text=text, at=stage.days(-5))
    return made
