"""The jury of the demo city's past competition: its proposals as projects, scored by a committee, and the published result."""

from collections.abc import Callable
from datetime import datetime, timedelta

from budgeting.committee.domain.closing import close_item
from budgeting.committee.juries import Committees
from budgeting.committee.models import Committee, Declaration, ScoreSheet
from budgeting.committee.queries import conflicts, round_of
from budgeting.cycles import demo as cycles
from budgeting.cycles.models import Cycle, Envelope, Project
from civic.comments.domain.threads import open_thread
from civic.portal.demo import Stage
from civic.processes.models import Phase
from proposals.demo_calls import CLOSED
from proposals.domain import calling
from proposals.models import Terms

MILLION = 1_000_000
LEVELS = (5, 4, 3)
REASONS = (
    "돌볼 사람과 안전 대책까지 갖추어 바로 시범으로 해 볼 수 있습니다.",
    "만들기 쉽고 다른 동네에서도 따라 할 수 있습니다. 보관할 곳을 더 찾아야 합니다.",
    "여름에 뚜렷한 도움이 됩니다. 관리 비용을 줄이는 방법을 함께 찾기로 하였습니다.",
)
REASONS_EN = (
    "It comes with people who look after it and with safety measures, and can be tried at once.",
    "Easy to build, and other neighbourhoods can do the same. A place to keep it is still to be found.",
    "A clear help in summer. How to spend less on upkeep is to be worked out together.",
)
RESULT = (
    "세 제안을 뽑았습니다. 제안자와 담당 부서가 두 달 동안 시범 계획을 함께 만듭니다.",
    "Three proposals were chosen. Their proposers and the department work out the trials within two months.",
)


def build(stage: Stage, committee_of: Callable[[Stage, Cycle, str], Committee]) -> None:
    """``committee_of`` makes the committee of a cycle and seats its people."""
    terms: Terms = stage.things["call:judged"]
    year = stage.now.year
    envelope = {
        "key": "prize", "name": "시범 사업비", "name_en": "Money for trials", "amount": 90 * MILLION, "ceiling": 30 * MILLION,
        "picks_min": 0, "picks_max": 3,
    }  # fmt: skip
    cycle = cycles.cycle(
        stage, "contest", f"{year}-rest", "동네 쉼터 아이디어 공모 심사(예시)", "Jury of the competition: places to rest (example)",
        year, [envelope], (),
    )  # fmt: skip
    prize = Envelope.objects.get(cycle=cycle)
    projects = [_project(stage, prize, number, entry.key) for number, entry in enumerate(CLOSED, 1)]
    closes = terms.window.closes_at if terms.window else stage.days(-70)
    Phase.objects.bulk_create(
        Phase(process=cycle.process, kind=kind, opens_at=closes + timedelta(days=first), closes_at=closes + timedelta(days=last))
        for kind, first, last in (("gather", -40, 0), ("review", 0, 10), ("committee", 10, 40))
    )  # fmt: skip
    committee = committee_of(stage, cycle, "쉼터 공모")
    _scored(committee, projects, closes + timedelta(days=20), stage)
    Terms.objects.filter(pk=terms.pk).update(jury=f"committee:{committee.slug}")
    terms.refresh_from_db()
    scores = Committees().scores(terms.call, committee.slug)
    ranked = sorted(
        (stage.things[f"proposal:{entry.key}"] for entry in CLOSED), key=lambda one: -scores[one.pk].points
    )
    calling.publish_result(
        stage.people["byeori"], terms, at=stage.days(-20), text=RESULT[0], text_en=RESULT[1],
        places={one: 1 + sum(scores[other.pk].points > scores[one.pk].points for other in ranked) for one in ranked},
        reasons=dict(zip(ranked, REASONS, strict=True)), reasons_en=dict(zip(ranked, REASONS_EN, strict=True)),
    )  # fmt: skip


def _project(stage: Stage, envelope: Envelope, number: int, key: str) -> Project:
    """As the acts would have left it after the review of the department."""
    proposal = stage.things[f"proposal:{key}"]
    project = Project.objects.create(
        envelope=envelope, number=str(number), title=proposal.title, title_en=proposal.title_en, proposal=proposal,
        department=stage.department("innovation"), area=proposal.area, topic=proposal.topic, summary=proposal.body,
        summary_en=proposal.body_en, proposed_cost=30 * MILLION, cost=30 * MILLION, created_at=stage.days(-68),
        state=Project.State.ELIGIBLE, place=str(proposal.area),
    )  # fmt: skip
    project.thread = open_thread(project, f"/budget/projects/{project.pk}/")
    project.save(update_fields=["thread"])
    return project


def _scored(committee: Committee, projects: list[Project], at: datetime, stage: Stage) -> None:
    """Everybody without an interest declares none and scores; then the secretary closes each."""
    members = list(committee.members.filter(votes=True).select_related("user").order_by("pk"))
    round_ = round_of(committee)
    if round_ is None:
        return
    keys = list(round_.criteria.values_list("key", flat=True))
    for project, level in zip(projects, LEVELS, strict=True):
        out = conflicts(members, [project], at)
        free = [one for one in members if (one.pk, project.pk) not in out][:9]
        Declaration.objects.bulk_create(
            Declaration(member=one, project=project, interest="none", at=at) for one in free
        )
        ScoreSheet.objects.bulk_create(
            ScoreSheet(
                round=round_, member=one, project=project, at=at,
                scores={key: max(1, level - (position + place) % 2) for place, key in enumerate(keys)},
            )
            for position, one in enumerate(free)
        )  # fmt: skip
        close_item(stage.people["gaon"], project, at=at + timedelta(days=10))
