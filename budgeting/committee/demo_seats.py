"""The demo city's committee as people: seats by lot and by appointment, and what its members have declared of themselves."""

from datetime import timedelta

from budgeting.committee.domain import drawing, recruiting, seating
from budgeting.committee.domain.making import appoint_member, make_committee
from budgeting.committee.lottery import seed_digest
from budgeting.committee.models import Committee
from budgeting.cycles.models import Cycle
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
SEED = "civic demo: this seed is known, a city's is not"


def body(stage: Stage, cycle: Cycle) -> Committee:
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
