"""The demo city's cycles: one in the vote, one finished last year, one before the committee, one gathering.

Rules, money and projects are written before the calendar, because the database freezes them from the opening on.
"""

from datetime import datetime, timedelta

from budgeting.cycles.demo_content import BUSAN, FINISHED, REASONS, SCORING, SUMMARY, VOTING, Line
from budgeting.cycles.demo_life import after_the_reviews, before_the_calendar
from budgeting.cycles.domain.reviewing import review_project
from budgeting.cycles.models import Cycle, CycleDraft, Envelope, Project, RuleSet
from budgeting.cycles.past_years import PRESETS
from civic.comments.domain.threads import follow, open_thread
from civic.portal.demo import Stage, demo_part
from civic.processes.models import Phase, Process

Envelopes = list[dict[str, object]]
KINDS = list(Phase.Kind.values)
MILLION = 1_000_000


@demo_part("cycles", order=40)
def build(stage: Stage) -> None:
    year = stage.now.year + 1
    if stage.name == "seoul":
        _seoul(stage, year)
    else:
        _busan(stage, year)


def _seoul(stage: Stage, year: int) -> None:
    _draft(stage, year + 1)
    city = {
        "key": "city",
        "name": "시정참여형",
        "name_en": "City-wide",
        "amount": 2_000 * MILLION,
        "ceiling": 800 * MILLION,
        "picks_min": 3,
        "picks_max": 3,
    }
    district = {
        "key": "district",
        "name": "지역참여형",
        "name_en": "Districts",
        "amount": 250 * MILLION,
        "ceiling": 150 * MILLION,
        "picks_min": 2,
        "picks_max": 2,
        "position": 1,
    }
    finished = {
        "key": "all",
        "name": "시민참여예산",
        "name_en": "Citizens' budget",
        "amount": 4_000 * MILLION,
        "ceiling": 1_500 * MILLION,
        "picks_min": 0,
        "picks_max": 5,
    }
    knapsack = {
        "key": "city",
        "name": "동네 안전 분야",
        "name_en": "Neighbourhood safety",
        "amount": 300 * MILLION,
        "ceiling": 200 * MILLION,
        "method": "knapsack",
        "picks_max": None,
    }
    calendar(
        stage,
        cycle(
            stage,
            "finished",
            str(year - 1),
            f"{year - 1}년도 시민참여예산(예시)",
            f"Citizens' budget {year - 1} (example)",
            year - 1,
            [finished],
            FINISHED,
        ),
        (-420, -380, -350, -310, -300, -275, -268, -255, 110),
    )
    calendar(
        stage,
        cycle(
            stage,
            "voting",
            str(year),
            f"{year}년도 시민참여예산(예시)",
            f"Citizens' budget {year} (example)",
            year,
            [city, district],
            VOTING,
        ),
        (-200, -150, -110, -40, -11, 9, 16, 30, 395),
    )
    calendar(
        stage,
        cycle(
            stage,
            "scoring",
            f"{year}-safety",
            f"{year}년 동네 안전 소규모 공모(예시)",
            f"Small call for neighbourhood safety {year} (example)",
            year,
            [knapsack],
            SCORING,
        ),
        (-70, -45, -12, 10, 15, 30, 37, 50, 300),
    )
    calendar(
        stage,
        cycle(
            stage,
            "gathering",
            str(year + 1),
            f"{year + 1}년도 시민참여예산 공모(예시)",
            f"Call for the citizens' budget {year + 1} (example)",
            year + 1,
            [dict(city), dict(district)],
            (),
        ),
        (-10, 40, 80, 120, 130, 150, 157, 170, 535),
    )


def _draft(stage: Stage, year: int) -> None:
    """A cycle that the budget officer has begun to set up and left."""
    typed = {"title": [f"{year}년도 청소년 참여예산(예시)"], "title_en": [""], "budget_year": [str(year)]}
    CycleDraft.objects.create(
        owner=stage.people["dasom"],
        data={"basics": typed | {"area": [stage.city.pk]}, "start": {"start": ["seoul-2022"]}},
        updated_at=stage.days(-2),
    )


def _busan(stage: Stage, year: int) -> None:
    envelopes: Envelopes = [
        {
            "key": one.key,
            "name": one.name,
            "name_en": one.name_en,
            "amount": one.amount,
            "ceiling": one.ceiling,
            "picks_min": one.picks_min,
            "picks_max": one.picks_max,
            "position": position,
        }
        for position, one in enumerate(PRESETS["busan"].envelopes)
    ]
    calendar(
        stage,
        cycle(
            stage,
            "gathering",
            f"busan-{year}",
            f"{year}년도 주민참여예산 공모(예시)",
            f"Call for Busan's participatory budget {year} (example)",
            year,
            envelopes,
            BUSAN,
        ),
        (-20, 30, 70, 110, 120, 140, 147, 160, 500),
    )


def cycle(
    stage: Stage,
    key: str,
    slug: str,
    title: str,
    title_en: str,
    year: int,
    envelopes: Envelopes,
    lines: tuple[Line, ...],
) -> Cycle:
    """A published cycle with its rules, envelopes and projects, still without dates."""
    process = Process.objects.create(
        slug=f"budget-{slug}",
        kind=Process.Kind.BUDGET,
        area=stage.city,
        title=title,
        title_en=title_en,
        created_at=stage.days(-430),
    )
    made = Cycle.objects.create(process=process, slug=slug, budget_year=year, published=True)
    made.thread = open_thread(made, made.get_absolute_url())
    made.save(update_fields=["thread"])
    channels = ["web", "kiosk", "paper"]
    RuleSet.objects.create(cycle=made, **{**PRESETS["seoul"].rules, "channels": channels})
    by_key = {str(fields["key"]): Envelope.objects.create(cycle=made, **fields) for fields in envelopes}
    projects = {
        line.title: _project(stage, by_key[line.envelope], number, line)
        for number, line in enumerate(lines, 1)
    }
    before_the_calendar(stage, projects)
    stage.things[f"cycle:{key}"] = made
    stage.things[f"lines:{key}"] = lines
    return made


def _project(stage: Stage, envelope: Envelope, number: int, line: Line) -> Project:
    proposal = stage.things.get(f"proposal:{line.proposal}") if line.proposal else None
    project = Project.objects.create(
        envelope=envelope,
        number=str(number),
        title=line.title,
        title_en=line.title_en,
        proposal=proposal,
        department=stage.department(
            line.department
            if stage.name == "seoul" or line.department in ("safety", "transport", "marine")
            else "innovation"
        ),
        area=stage.borough(line.borough) if line.borough else None,
        topic=stage.topic(line.topic),
        beneficiaries=line.beneficiaries,
        summary=SUMMARY[0].format(title=line.title),
        summary_en=SUMMARY[1].format(title_en=line.title_en),
        proposed_cost=line.proposed or line.cost,
        cost=line.cost,
        place=line.borough or "시 전역",
        created_at=stage.days(-390),
    )
    project.thread = open_thread(project, f"/budget/projects/{project.pk}/")
    project.save(update_fields=["thread"])
    if proposal is not None and proposal.author is not None:
        follow(proposal.author, project.thread)
    return project


def calendar(stage: Stage, made: Cycle, days: tuple[int, ...]) -> None:
    """Phases that touch, at 18:00 of each day; then the department reviews, on a day within its phase."""
    moments = [stage.evening(day) for day in days]
    opens = dict(zip(KINDS, moments[:-1], strict=True))
    if (
        opens["voting"] < stage.now < moments[5]
    ):  # its roll is drawn first; then budgeting/results/demo.py opens it
        opens["voting"] = stage.days(1)
    Phase.objects.bulk_create(
        Phase(process=made.process, kind=kind, opens_at=opens[kind], closes_at=closes)
        for kind, closes in zip(KINDS, moments[1:], strict=True)
    )
    reviewed = moments[1] + timedelta(days=10)
    if reviewed >= stage.now:
        return
    lines = {line.title: line for line in (*VOTING, *FINISHED, *SCORING)}
    found = Project.objects.filter(envelope__cycle=made).select_related(
        "envelope__cycle__process", "department"
    )
    projects = {project.title: project for project in found}
    for title, project in projects.items():
        if project.state == Project.State.REVIEW:
            _review(stage, project, lines[title], reviewed)
    after_the_reviews(stage, projects, reviewed)


def _review(stage: Stage, project: Project, line: Line, at: datetime) -> None:
    verdict, code, condition = "eligible", "", ""
    text, text_en = (
        "법령과 조례에 맞고 한 해 안에 시행할 수 있습니다.",
        "It agrees with law and ordinances and can be done within the year.",
    )
    if line.verdict.startswith("~"):
        verdict, condition = "conditional", line.verdict[1:]
    elif line.verdict:
        verdict, code = "ineligible", line.verdict
        text, text_en = REASONS[code]
    review_project(
        stage.people["seoon"],
        project,
        verdict=verdict,
        text=text,
        text_en=text_en,
        cost=project.cost,
        at=at,
        reason_code=code,
        condition=condition,
        calculation="단가 × 수량 + 설계·감리비(사업비의 8%)",
    )
