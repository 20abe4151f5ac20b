"""A counted vote in the demo's second city that weighs graduates of the school: told apart in one borough, too few in another;
one project left the ballot while people voted."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from budgeting.cycles.demo_cycle import begun
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.domain.taking_off import take_off_ballot
from civic.accounts.models import User
from civic.comments.domain.threads import open_thread
from civic.common.clock import now
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase

M = 1_000_000
HERE, THERE = "부산진구", "수영구"
GONE = "해수욕장 입구 바람막이"
WHY = "바람막이를 놓으려던 자리가 연안 정비 구역에 들어가, 두 해 동안 공사를 할 수 없습니다."
WHY_EN = "The site became part of a coastal works zone; nothing can be built there for two years."
WEIGHTS = {"citizens": 70, "graduates": 30}


class Line(NamedTuple):
    """One project: titles, cost, borough ("" for the whole city), topic, text in two languages."""

    title: str
    title_en: str
    cost: int
    borough: str
    topic: str
    summary: str
    summary_en: str


LINES = (
    Line("계단길 손잡이 잇기", "Handrails without gaps on the stairs", 40 * M, HERE, "walking",
         "끊어진 계단길 손잡이 열두 곳을 잇고 밤에 보이는 띠를 두릅니다.",
         "Twelve broken handrails are joined and get a band that is seen at night."),
    Line("시장 골목 빗물받이 청소단", "A team for the drains of the market lanes", 25 * M, HERE, "safety",
         "장마 전에 시장 골목의 빗물받이를 주민과 함께 청소합니다.",
         "Residents clean the drains of the market lanes before the rains."),
    Line("동네 예산 읽기 모임방", "A room to read the budget together", 35 * M, HERE, "access",
         "주민이 구 예산서를 함께 읽는 방을 열고 자료를 갖춥니다.",
         "A room with papers where residents read the borough's budget together."),
    Line("해변 산책로 그늘 의자", "Shaded seats on the beach walk", 45 * M, THERE, "walking",
         "산책로 여섯 곳에 그늘막이 있는 긴 의자를 놓습니다.",
         "Benches with shade at six places of the walk."),
    Line(GONE, "Windbreaks at the entrance to the beach", 30 * M, THERE, "walking",
         "해수욕장 입구 두 곳에 바람을 막는 낮은 벽과 앉을 자리를 놓습니다.",
         "Low walls against the wind, with seats, at two entrances."),
    Line("등굣길 안전 깃발", "Safety flags on the way to school", 20 * M, THERE, "safety",
         "초등학교 네 곳의 건널목에 건너는 깃발과 보관함을 둡니다.",
         "Flags for crossing, with boxes, near four primary schools."),
)  # fmt: skip


@demo_part("classes of voters", order=63)
def build(stage: Stage) -> None:
    if stage.name != "busan":
        return
    cycle = _cycle(stage)
    projects = {
        name: list(Project.objects.filter(envelope__cycle=cycle, area__name=name).order_by("pk"))
        for name in (HERE, THERE)
    }
    group = prepare_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    _move(cycle, voting=(stage.days(-12), stage.days(1)))
    _cast(stage, cycle, projects)
    sequence(group, stage.now, everything=True)
    gone = next(one for one in projects[THERE] if one.title == GONE)
    take_off_ballot(stage.people["dasom"], gone, ground="place", reason=WHY, reason_en=WHY_EN)
    ended = now()
    _move(
        cycle,
        voting=(stage.days(-12), ended),
        recount=(ended, stage.days(3)),
        result=(stage.days(3), stage.days(17)),
    )
    close_voting(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    count_votes(stage.people["dasom"], Cycle.objects.get(pk=cycle.pk))
    publish_results(stage.people["yeoul"], Cycle.objects.get(pk=cycle.pk))


def _cycle(stage: Stage) -> Cycle:
    """Rules, money and projects first, then the calendar, the vote still ahead: its roll is drawn before it opens."""
    year = stage.now.year
    cycle = begun(
        stage, name="school", year=year, days=90,
        title=f"{year}년 수료생과 함께 정하는 동네 예산(예시)",
        title_en=f"Neighbourhood budget {year} with the school's graduates (example)",
        count_rule=RuleSet.CountRule.CLASSES, weights=WEIGHTS,
    )  # fmt: skip
    envelope = Envelope.objects.create(
        cycle=cycle, key="district", name="우리 구 예산", name_en="Our borough's budget", amount=100 * M,
        picks_max=2, own_borough_only=True,
    )  # fmt: skip
    for number, line in enumerate(LINES, 1):
        _project(stage, envelope, number, line)
    opens = stage.days(-20)
    for kind in ("prices", "voting", "recount", "result"):
        if kind != "prices":
            opens = stage.days({"voting": 1, "recount": 2, "result": 3}[kind])
        Phase.objects.create(
            process=cycle.process, kind=kind, opens_at=opens, closes_at=opens + timedelta(days=1)
        )
    return cycle


def _project(stage: Stage, envelope: Envelope, number: int, line: Line) -> None:
    project = Project.objects.create(
        envelope=envelope,
        number=str(number),
        state=Project.State.ON_BALLOT,
        title=line.title,
        title_en=line.title_en,
        department=stage.department("innovation"),
        area=stage.borough(line.borough),
        topic=stage.topic(line.topic),
        place=line.borough,
        summary=line.summary,
        summary_en=line.summary_en,
        proposed_cost=line.cost,
        cost=line.cost,
        created_at=stage.days(-80),
    )
    project.thread = open_thread(project, project.get_absolute_url())
    project.save(update_fields=["thread"])


def _move(cycle: Cycle, **phases: tuple[object, object]) -> None:
    for kind, (opens, closes) in phases.items():
        Phase.objects.filter(process=cycle.process, kind=kind).update(opens_at=opens, closes_at=closes)


def _cast(stage: Stage, cycle: Cycle, projects: dict[str, list[Project]]) -> None:
    """In one borough eleven of twelve graduates vote, and fourteen others; in the other five of six, and eleven others."""
    people: dict[str, list[User]] = stage.things["neighbours"]
    now_open = Cycle.objects.select_related("process", "voting", "rules").get(pk=cycle.pk)
    for name, graduates, skipped in ((HERE, 12, (0, 12, 13)), (THERE, 6, (0, 6))):
        for place, voter in enumerate(people[name]):
            if place in skipped:
                continue
            liked = projects[name][-1] if place < graduates else projects[name][0]
            chosen = {liked.number, stage.random.choice(projects[name]).number}
            form = UUID(int=stage.random.getrandbits(128), version=4)
            cast_ballot(voter, now_open, {"district": sorted(chosen)}, form)
