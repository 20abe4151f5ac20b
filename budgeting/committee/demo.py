"""The demo city's committees: last year's, this year's with a recusal, and one that still waits for declarations."""

from datetime import datetime, timedelta
from random import Random

from budgeting.committee.demo_sessions import plan, sit
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.making import appoint_member, make_committee
from budgeting.committee.models import Committee, Criterion, Decision, Declaration, Member, ScoreSheet
from budgeting.cycles.models import Cycle, Project
from civic.portal.demo import Stage, demo_part

KINDS = ("citizen",) * 8 + ("expert",) * 3 + ("civil",) * 2 + ("official",)
COMMENT = "현장 사정을 잘 담은 제안입니다."
REASON = (
    "필요성과 실현 가능성이 높고, 여러 주민에게 도움이 됩니다.",
    "Needed, feasible, and of use to many residents.",
)


@demo_part("committee", order=50)
def build(stage: Stage) -> None:
    if stage.name != "seoul":
        return
    for key, year in (("finished", "지난해"), ("voting", "올해")):
        cycle: Cycle = stage.things[f"cycle:{key}"]
        committee = _committee(stage, cycle, year)
        phase = cycle.process.phase("committee")
        if phase is None:
            continue
        opened = phase.opens_at + timedelta(days=1)
        _decided(stage, committee, cycle, opened, recusal=key == "voting")
    scoring: Cycle = stage.things["cycle:scoring"]
    stage.things["committee:scoring"] = sit(stage, scoring)
    stage.things["plan"] = plan(stage, stage.things["cycle:voting"])


def _committee(stage: Stage, cycle: Cycle, year: str) -> Committee:
    secretary = stage.people["gaon"]
    committee = make_committee(
        secretary,
        cycle,
        name=f"{year} 시민참여예산위원회(예시)",
        name_en=f"Participatory budgeting committee {cycle.slug} (example)",
        drop_extremes_from=5,
    )
    people = [
        stage.people["hanul"],
        *(person for key, person in stage.people.items() if key.startswith("member-")),
    ]
    for person, kind in zip(people, KINDS, strict=True):
        appoint_member(
            secretary,
            committee,
            person,
            kind=kind,
            votes=kind != "official",
            starts_on=stage.days(-430).date(),
        )
    return committee


def _sheets(
    random: Random, members: list[Member], project: Project, criteria: list[Criterion], at: datetime
) -> None:
    """Everybody declares no interest and scores: written in two statements, read by the same triggers as single acts."""
    Declaration.objects.bulk_create(
        Declaration(member=one, project=project, interest="none", at=at) for one in members
    )
    quality = random.uniform(2.9, 4.4)
    rows = []
    for one in members:
        scores = {c.key: max(1, min(5, round(random.gauss(quality, 0.7)))) for c in criteria}
        comments = {key: COMMENT for key, level in scores.items() if level == 5}
        rows.append(
            ScoreSheet(
                member=one, project=project, scores=scores, comments=comments, at=at + timedelta(days=2)
            )
        )
    ScoreSheet.objects.bulk_create(rows)


def _decided(stage: Stage, committee: Committee, cycle: Cycle, at: datetime, *, recusal: bool) -> None:
    members = list(committee.members.filter(votes=True).select_related("user").order_by("pk"))
    criteria = list(committee.criteria.all())
    projects = list(
        Project.objects.filter(envelope__cycle=cycle, state=Project.State.ELIGIBLE)
        .select_related("envelope__cycle__process", "proposal", "department")
        .order_by("pk")
    )
    for position, project in enumerate(projects):
        raters = members[:9]
        if recusal and position == 3:
            declare_interest(
                members[2].user, project, interest="self", ground="가족이 공구 대여 일을 합니다.", at=at
            )
            raters = [one for one in members[:10] if one != members[2]]
        _sheets(stage.random, raters, project, criteria, at)
        decide(
            stage.people["gaon"],
            project,
            outcome=Decision.Outcome.ADMITTED,
            reason=REASON[0],
            reason_en=REASON[1],
            at=at + timedelta(days=12),
        )
