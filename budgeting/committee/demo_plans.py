"""The demo city's plan of a borough: ranked projects, the city's remarks with their answers, an evaluation half filled."""

from budgeting.committee.domain import planning
from budgeting.committee.domain.making import appoint_member, make_body
from budgeting.committee.models import Committee, Plan
from budgeting.cycles.models import Cycle
from civic.portal.demo import Stage

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
