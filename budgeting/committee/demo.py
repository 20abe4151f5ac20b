"""The demo city's committees: last year's, this year's with recusals, and one at work that still waits for declarations."""

from datetime import datetime, timedelta
from itertools import product
from random import Random

from budgeting.committee import demo_calls
from budgeting.committee.demo_plans import plan
from budgeting.committee.demo_sessions import sit
from budgeting.committee.domain.challenging import challenge, decide_challenge
from budgeting.committee.domain.deciding import decide
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.domain.making import appoint_member, make_committee
from budgeting.committee.domain.tying import name_party
from budgeting.committee.models import (
    Committee,
    Decision,
    Declaration,
    Member,
    Round,
    ScoreSheet,
)
from budgeting.committee.queries import conflicts, round_of
from budgeting.cycles.models import Cycle, Project
from civic.portal.demo import Stage, demo_part

KINDS = ("citizen",) * 8 + ("expert",) * 3 + ("civil",) * 2 + ("official",)
COMMENT = "현장 사정을 잘 담은 제안입니다."
REASON = (
    "필요성과 실현 가능성이 높고, 여러 주민에게 도움이 됩니다.",
    "Needed, feasible, and of use to many residents.",
)
CART = "동네 수리 손수레"
CART_TOTALS = (66, 74, 76, 77, 78, 78, 79, 79, 80, 81, 82, 90)
"""Twelve sheets; without the lowest and the highest they come to 784 : 10 = 78.4."""


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
        _decided(stage, committee, cycle, opened, recusals=key == "voting")
    scoring: Cycle = stage.things["cycle:scoring"]
    stage.things["committee:scoring"] = sit(stage, scoring)
    _challenged_still(stage, stage.things["committee:scoring"], scoring)
    demo_calls.build(stage, _committee)
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


def _declared(members: list[Member], projects: list[Project], at: datetime) -> None:
    """Everybody declares no interest: one statement, read by the same triggers as single acts."""
    Declaration.objects.bulk_create(
        Declaration(member=one, project=project, interest="none", at=at)
        for project in projects
        for one in members
    )


def _sheets(
    random: Random,
    round_: Round,
    members: list[Member],
    project: Project,
    at: datetime,
    totals: tuple[int, ...] = (),
) -> None:
    """Everybody scores: one statement, read by the same triggers as single acts. ``totals``: what each sheet is worth."""
    criteria = list(round_.criteria.all())
    quality = random.uniform(2.9, 4.4)
    rows = []
    for number, one in enumerate(members):
        scores = {c.key: max(1, min(5, round(random.gauss(quality, 0.7)))) for c in criteria}
        if totals:
            scores = worth(totals[number], {c.key: c.weight for c in criteria})
        comments = {key: COMMENT for key, level in scores.items() if level == 5}
        when = at + timedelta(days=2)
        rows.append(
            ScoreSheet(round=round_, member=one, project=project, scores=scores, comments=comments, at=when)
        )
    ScoreSheet.objects.bulk_create(rows)


def worth(points: int, weights: dict[str, int]) -> dict[str, int]:
    """Scores between 2 and 5 that are worth so many points of 100."""
    levels = next(
        found
        for found in product((4, 3, 5, 2), repeat=len(weights))
        if sum(weight * level for weight, level in zip(weights.values(), found, strict=True)) == 5 * points
    )
    return dict(zip(weights, levels, strict=True))


def _projects(cycle: Cycle) -> list[Project]:
    return list(
        Project.objects.filter(envelope__cycle=cycle, state=Project.State.ELIGIBLE)
        .select_related("envelope__cycle__process", "proposal", "department")
        .order_by("pk")
    )


def _at_work_now(committee: Committee) -> Round:
    found = round_of(committee)
    assert found is not None, "a committee that was set up has a round"  # noqa: S101  of the demo itself
    return found


def _decided(stage: Stage, committee: Committee, cycle: Cycle, at: datetime, *, recusals: bool) -> None:
    members = list(committee.members.filter(votes=True).select_related("user").order_by("pk"))
    round_ = _at_work_now(committee)
    projects = _projects(cycle)
    out = conflicts(members, projects, at)
    for position, project in enumerate(projects):
        free = [one for one in members if (one.pk, project.pk) not in out]
        totals = CART_TOTALS if project.title == CART else ()
        raters = free[: len(totals) or 9]
        if recusals and position == 3:
            declare_interest(
                free[2].user,
                project,
                interest="self",
                kind="relative",
                ground="가족이 공구 대여 일을 합니다.",
                at=at,
            )
            raters = [one for one in free[:10] if one != free[2]]
        _declared(raters, [project], at)
        if recusals and position == 4:
            _accepted_challenge(stage, project, raters.pop(), at)
        _sheets(stage.random, round_, raters, project, at, totals)
        if recusals and position == 5:
            _too_late(raters[4], project, at + timedelta(days=5))
        decide(
            stage.people["gaon"],
            project,
            outcome=Decision.Outcome.ADMITTED,
            reason=REASON[0],
            reason_en=REASON[1],
            at=at + timedelta(days=12),
        )


def _accepted_challenge(stage: Stage, project: Project, member: Member, at: datetime) -> None:
    """A co-proposer challenges a member, and the committee accepts it."""
    party = stage.people["citizen-07"]
    name_party(stage.people["gaon"], project, kind="co_proposer", user=party, at=at)
    filed = challenge(
        party,
        project,
        member,
        ground="같은 장소를 두고 다툰 적이 있어 공정한 심사를 기대하기 어렵습니다.",
        at=at,
    )
    decide_challenge(
        stage.people["gaon"],
        filed,
        votes_for=8,
        votes_against=3,
        reason="다툼이 있었음을 당사자 모두 인정하였습니다.",
        at=at + timedelta(days=1),
    )


def _too_late(member: Member, project: Project, at: datetime) -> None:
    """A member who has scored finds out that an organisation of theirs has part in the project: the scores are void."""
    declare_interest(
        member.user,
        project,
        interest="self",
        kind="organisation",
        ground="수행 예정 단체의 이사로 선임되었습니다.",
        at=at,
    )


def _challenged_still(stage: Stage, committee: Committee, cycle: Cycle) -> None:
    """On the last project a co-proposer has challenged a member, and the committee has not decided yet."""
    phase = cycle.process.phase("committee")
    if phase is None:
        return
    Round.objects.filter(committee=committee).update(challenge_days=60)
    project, gaon, party = _projects(cycle)[-1], stage.people["gaon"], stage.people["citizen-05"]
    member = committee.members.filter(votes=True).exclude(user=stage.people["hanul"]).latest("pk")
    name_party(gaon, project, kind="co_proposer", user=party, at=stage.days(-2))
    name_party(gaon, project, kind="carries_out", organisation="사단법인 골목살림(예시)", at=stage.days(-2))
    challenge(party, project, member, ground="사업 장소 바로 옆에서 가게를 운영합니다.", at=stage.days(-1))
