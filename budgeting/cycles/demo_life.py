"""What happens to projects in the demo city beside the straight way: pairs, merges, divisions, second looks, objections.

Rows that the database fixes when prices are published are written before the calendar.
"""

from datetime import datetime, timedelta

from budgeting.cycles.domain.objecting import ANSWER_DAYS
from budgeting.cycles.domain.reviewing import COST_REASON
from budgeting.cycles.domain.taking import TAKEN_REASON
from budgeting.cycles.domain.versions import TEXT_FIELDS
from budgeting.cycles.models import (
    Incompatibility,
    Lineage,
    Objection,
    PartnerOpinion,
    PastReview,
    Project,
    ProjectVersion,
)
from civic.common.periods import due_day
from civic.portal.demo import Stage


def before_the_calendar(stage: Stage, projects: dict[str, Project]) -> None:
    """Versions of every project; the pair, the merge, the division and the withdrawal of the cycle in the vote."""
    for project in projects.values():
        _versions(stage, project)
    if "하천 새 관찰 데크" not in projects:
        return
    first, second = projects["하천 새 관찰 데크"], projects["소음 없는 놀이터 바닥"]
    Incompatibility.objects.create(
        first=first,
        second=second,
        reason="두 사업의 대상지 가운데 두 곳이 같은 하천 둔치여서 함께 놓을 수 없습니다.",
        reason_en="Two of the places are the same riverbank, so that both cannot be built there.",
        at=stage.days(-130),
    )
    _went_into(
        stage,
        projects["골목 보안등 60곳"],
        [projects["밤길 골목 안내등 120곳"]],
        Lineage.Kind.MERGE,
        "같은 골목에 두는 등이어서 한 사업으로 합쳤습니다.",
    )
    _went_into(
        stage,
        projects["골목 쉼터와 텃밭"],
        [projects["은평 골목 텃밭"], projects["성북 언덕길 쉼의자"]],
        Lineage.Kind.SPLIT,
        "두 자치구의 서로 다른 일이어서 나누었습니다.",
    )
    for title, state in (
        ("골목 보안등 60곳", Project.State.MERGED),
        ("골목 쉼터와 텃밭", Project.State.DIVIDED),
        ("빈집 담장 벽화", Project.State.WITHDRAWN),
    ):
        Project.objects.filter(pk=projects[title].pk).update(state=state)


def _versions(stage: Stage, project: Project) -> None:
    texts = {name: getattr(project, name) for name in TEXT_FIELDS}
    first = texts | {"cost": project.proposed_cost}
    ProjectVersion.objects.create(
        project=project, number=1, reason=TAKEN_REASON, at=project.created_at, **first
    )
    if project.cost != project.proposed_cost:
        at = stage.days(-140)
        ProjectVersion.objects.create(project=project, number=2, reason=COST_REASON, at=at, **texts)


def _went_into(stage: Stage, old: Project, heirs: list[Project], kind: str, reason: str) -> None:
    for heir in heirs:
        Lineage.objects.create(
            ancestor=old,
            heir=heir,
            kind=kind,
            reason=reason,
            actor=stage.people["dasom"],
            at=stage.days(-145),
        )


def after_the_reviews(stage: Stage, projects: dict[str, Project], reviewed: datetime) -> None:
    """An earlier review, another department's opinion and answered and waiting objections, where the projects are."""
    if "지하철역 휠체어 길 안내판" in projects:
        _second_look(stage, projects["지하철역 휠체어 길 안내판"], reviewed)
        _opinion(stage, projects["하천 새 관찰 데크"], reviewed)
        _objection(stage, projects["골목 제한속도 시속 10킬로미터"], reviewed, answered=True)
    if "무인 택배함 50곳" in projects:
        _asked(stage, projects["이웃 안부 전화"], reviewed)
        _objection(stage, projects["이웃 안부 전화"], stage.now - timedelta(days=6), answered=False)


def _second_look(stage: Stage, project: Project, reviewed: datetime) -> None:
    """The department looked twice; the first look stays readable."""
    review = project.review
    PastReview.objects.create(
        project=project,
        version=1,
        department=review.department,
        reviewer=review.reviewer,
        verdict="conditional",
        condition="역마다 안내판을 둘 자리를 다시 정하는 조건",
        text="안내판을 둘 자리를 다시 정하면 시행할 수 있습니다. 소요예산은 처음 제안한 금액과 같습니다.",
        text_en="It can be done when the places for the signs are chosen anew. The cost is as proposed.",
        estimated_cost=project.proposed_cost,
        calculation="역 61곳 × 1,000만 원",
        at=reviewed - timedelta(days=7),
    )
    review.version = 2
    review.save(update_fields=["version"])


def _opinion(stage: Stage, project: Project, reviewed: datetime) -> None:
    PartnerOpinion.objects.create(
        project=project,
        department=stage.department("safety"),
        question="홍수기에 데크를 둔치에 그대로 두어도 됩니까?",
        asked_by=stage.people["seoon"],
        asked_at=reviewed - timedelta(days=5),
        text="홍수기(6~9월)에는 공사하지 않고, 물이 차면 떼어 낼 수 있는 구조여야 합니다.",
        officer=stage.people["seoon"],
        answered_at=reviewed - timedelta(days=1),
    )


def _asked(stage: Stage, project: Project, reviewed: datetime) -> None:
    """A question that nobody answered in time; the page says so."""
    PartnerOpinion.objects.create(
        project=project,
        department=stage.department("budget"),
        question="같은 일을 하는 다른 보조 사업이 있습니까?",
        asked_by=stage.people["seoon"],
        asked_at=reviewed,
    )


def _objection(stage: Stage, project: Project, at: datetime, *, answered: bool) -> None:
    made = Objection.objects.create(
        project=project,
        version=1,
        author=stage.people["citizen-07"],
        text="도로교통법에는 어린이 보호구역에서 더 낮은 속도를 정할 수 있다고 되어 있습니다. 다시 보아 주십시오."
        if answered
        else "조건으로 적은 전화 상담원 수는 제안한 방식과 다릅니다. 이웃끼리 전화하는 사업입니다.",
        at=at + timedelta(days=3),
        due_on=due_day(at + timedelta(days=3), ANSWER_DAYS),
    )
    if answered:
        made.outcome = Objection.Outcome.PARTLY
        made.answer = (
            "어린이 보호구역에서는 시속 30킬로미터보다 낮은 속도를 정할 수 있습니다. "
            "그러나 일반 골목의 제한속도는 경찰청이 정하므로, 이 사업은 예산으로 할 수 없습니다."
        )
        made.officer, made.answered_at = stage.people["seoon"], at + timedelta(days=12)
        made.save(update_fields=["outcome", "answer", "officer", "answered_at"])
