"""Rows for tests. Each function makes one thing with sensible defaults; rows are made by the ORM, acts by domain/."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pgtrigger
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from budgeting.committee.domain.shaping import begin_round
from budgeting.committee.models import Committee, Declaration, Member, ScoreSheet
from budgeting.committee.rubric import default_rubric
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.delivery.models import Delivery, Milestone
from civic.accounts.models import Residency, Role, User
from civic.areas.models import Area, Department, Topic
from civic.comments.domain.threads import open_thread
from civic.processes.models import Phase, Process
from proposals import gist
from proposals.models import Call, Ladder, Proposal, Step
from workshops.domain.applying import apply
from workshops.models import AgendaItem, CitizenPlan, Series, Workshop

numbers = count(1)


def past() -> AbstractContextManager[None]:
    """Rows that an open cycle would refuse: what a factory makes was there before the phases opened."""
    ignored: AbstractContextManager[None] = pgtrigger.ignore(
        "cycles.RuleSet:frozen",
        "cycles.Envelope:frozen",
        "cycles.Envelope:frozen_rules",
        "cycles.Project:frozen",
        "cycles.Incompatibility:frozen",
    )
    return ignored


CITY = ("1100000000", "서울특별시", "Seoul")
BOROUGHS = (("1111000000", "종로구", "Jongno-gu"), ("1129000000", "성북구", "Seongbuk-gu"))


def a_city() -> Area:
    """Seoul with two boroughs (Jongno and Seongbuk); made once a test."""
    found = {
        one.code: one for one in Area.objects.filter(code__in=[CITY[0], *(code for code, *_ in BOROUGHS)])
    }
    if CITY[0] not in found:
        code, name, name_en = CITY
        found[code] = Area.objects.get_or_create(
            code=code, defaults={"level": "city", "name": name, "name_en": name_en}
        )[0]
    city = found[CITY[0]]
    for code, name, name_en in BOROUGHS:
        if code not in found:
            Area.objects.get_or_create(
                code=code, defaults={"level": "borough", "parent": city, "name": name, "name_en": name_en}
            )
    return city


def a_borough(code: str = "1111000000") -> Area:
    found = Area.objects.filter(code=code).first()
    if found is None:
        a_city()
        found = Area.objects.get(code=code)
    return found


def a_department(code: str = "safety", **fields: Any) -> Department:
    defaults = {"area": a_city(), "name": "안전과", "name_en": "Safety division", **fields}
    return Department.objects.get_or_create(code=code, defaults=defaults)[0]


def a_topic(slug: str = "safety") -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name": "안전", "name_en": "Safety"})[0]


def a_person(name: str, **fields: Any) -> User:
    defaults = {"display_name": name, "age_confirmed_at": timezone.now(), **fields}
    return User.objects.get_or_create(email=f"{name}@example.org", defaults=defaults)[0]


def a_resident(name: str, borough: str = "1111000000") -> User:
    person = a_person(name)
    Residency.objects.get_or_create(
        user=person,
        defaults={
            "area": a_borough(borough),
            "identity_hash": sha256(name.encode()).digest(),
            "method": "test",
        },
    )
    return person


def a_staff_member(name: str, kind: str, department: Department | None = None) -> User:
    person = a_person(name)
    if kind == Role.Kind.OFFICER and department is None:
        department = a_department()
    Role.objects.get_or_create(
        user=person,
        kind=kind,
        defaults={"department": department, "starts_at": timezone.now() - timedelta(days=1)},
    )
    return person


def a_process(kind: str = "proposals", **fields: Any) -> Process:
    n = next(numbers)
    return Process.objects.create(
        **{
            "slug": f"{kind}-{n}",
            "kind": kind,
            "title": f"과정 {n}",
            "title_en": f"Process {n}",
            "area": a_city(),
            **fields,
        }
    )


def a_call(count_: int = 50, window_days: int = 30, answer_days: int = 30) -> Call:
    """A standing call that is open, with one step on its ladder."""
    process = a_process()
    Phase.objects.create(
        process=process,
        kind="gather",
        opens_at=timezone.now() - timedelta(days=100),
        closes_at=timezone.now() + timedelta(days=1000),
    )
    ladder = Ladder.objects.create(slug=f"ladder-{next(numbers)}", name="사다리")
    Step.objects.create(
        ladder=ladder, count=count_, window_days=window_days, consequence="answer", answer_days=answer_days
    )
    return Call.objects.create(process=process, ladder=ladder)


def a_proposal(
    author: User | None = None, state: str = "open", call: Call | None = None, **fields: Any
) -> Proposal:
    n = next(numbers)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "call": call or a_call(),
        "author": author or a_resident("kim"),
        "state": state,
        "title": f"골목 안내등 {n}",
        "title_en": f"Alley lights {n}",
        "body": "밤길이 어둡습니다. 안내등을 달아 주세요.",
        "topic": a_topic(),
        "area": a_borough(),
    }
    if state != "draft":
        defaults |= {
            "number": f"P-2026-{n:05d}",
            "submitted_at": now,
            "support_until": now + timedelta(days=30),
            "threshold": 50,
        }
    if state == "review":
        defaults |= {"answer_due_at": now + timedelta(days=30), "department": a_department()}
    row = defaults | fields
    proposal = Proposal.objects.create(**{"title_keys": gist.keys(row["title"])} | row)
    if proposal.number:
        proposal.thread = open_thread(proposal, f"/proposals/{proposal.number}/")
        proposal.save(update_fields=["thread"])
    return proposal


def a_series(**fields: Any) -> Series:
    """A public monthly series of listening workshops."""
    return Series.objects.create(
        **{
            "title": f"월간 토론회 {next(numbers)}",
            "title_en": "Monthly workshop",
            "department": a_department(),
            "is_public": True,
            **fields,
        }
    )


def a_workshop(
    capacity: int = 5, state: str = "announced", starts_in: timedelta = timedelta(days=3), **fields: Any
) -> Workshop:
    starts: datetime = timezone.now() + starts_in
    return Workshop.objects.create(
        **{
            "title": f"밤길 토론회 {next(numbers)}",
            "title_en": "Safe nights",
            "area": a_city(),
            "department": a_department(),
            "state": state,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=2),
            "capacity": capacity,
            **fields,
        }
    )


def ready(workshop: Workshop) -> Workshop:
    """The workshop with everything that the list before publishing asks for."""
    for name, value in {
        "title_en": "Safe nights",
        "summary": "밤길을 이야기합니다.",
        "summary_en": "On walking at night.",
        "place": "시민청",
        "place_en": "Citizens' hall",
        "access_notes": "승강기",
        "access_notes_en": "Lift",
        "terms": "이름 없이 기록합니다.",
        "terms_en": "Recorded without names.",
        "contact": "02-120",
        "assured": list(Workshop.Assured.values),
    }.items():
        setattr(workshop, name, value)
    workshop.save()
    AgendaItem.objects.create(workshop=workshop, position=0, title="토론", minutes=workshop.minutes)
    return workshop


def an_application(applicant: User, **fields: Any) -> CitizenPlan:
    """Sent now, on an open theme, for a workshop in 40 days."""
    series = fields.pop("series", None) or a_series(takes_applications=True)
    wish = {
        "title": "밤늦게 퇴근하는 사람들의 골목",
        "reason": "무엇이 무서운지 이야기합니다.",
        "people": 20,
        "area": a_city(),
        "place": "작은 도서관",
        "wished_at": timezone.now() + timedelta(days=40),
        "minutes": 90,
        **fields,
    }
    return apply(applicant, series, at=timezone.now(), **wish)


def a_cycle(phase: str = "voting", **fields: Any) -> Cycle:
    """A published cycle whose named phase is open now: one city-wide envelope (k-approval, 3 picks), citizens only."""
    process = a_process("budget")
    now = timezone.now()
    kinds = list(Phase.Kind.values)
    here = kinds.index(phase)
    for i, kind in enumerate(kinds):
        opens = now + timedelta(days=10 * (i - here) - 5)
        Phase.objects.create(process=process, kind=kind, opens_at=opens, closes_at=opens + timedelta(days=10))
    return Cycle.objects.create(
        process=process, slug=f"cycle-{next(numbers)}", budget_year=2027, published=True, **fields
    )


def with_rules(cycle: Cycle, **fields: Any) -> RuleSet:
    """Rules for a cycle, as if they had been made before its first phase opened."""
    with past():
        return RuleSet.objects.create(
            cycle=cycle,
            **{
                "electorate": ["resident", "works", "studies"],
                "weights": {"citizens": 100},
                "tie_break": ["votes", "cost", "lot"],
                **fields,
            },
        )


def an_envelope(cycle: Cycle, amount: int = 1_000_000_000, **fields: Any) -> Envelope:
    n = next(numbers)
    with past():
        return Envelope.objects.create(
            cycle=cycle,
            key=f"e{n}",
            name=fields.pop("name", "시정 분야"),
            name_en=fields.pop("name_en", "City-wide"),
            amount=amount,
            **{"picks_max": 3, **fields},
        )


def a_project(
    envelope: Envelope, cost: int = 100_000_000, state: str = "on_ballot", **fields: Any
) -> Project:
    n = next(numbers)
    with past():
        project = Project.objects.create(
            **{
                "envelope": envelope,
                "number": f"{n}",
                "title": f"사업 {n}",
                "title_en": f"Project {n}",
                "state": state,
                "department": a_department(),
                "area": a_borough(),
                "proposed_cost": cost,
                "cost": cost,
                **fields,
            }
        )
    project.thread = open_thread(project, f"/budget/projects/{project.pk}/")
    project.save(update_fields=["thread"])
    return project


def a_second_factor(user: User) -> None:
    """A TOTP device, so that a staff member passes the middleware."""
    if not user.authenticator_set.exists():  # type: ignore[attr-defined]  # allauth's reverse relation
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")


def a_committee(cycle: Cycle, **fields: Any) -> Committee:
    """The committee of a cycle with a first round, the default rubric and no members."""
    committee = Committee.objects.create(
        **{"cycle": cycle, "slug": cycle.slug, "name": "심사위원회", "name_en": "Review committee", **fields}
    )
    begin_round(committee, at=timezone.now())
    return committee


def a_seat(committee: Committee, user: User, kind: str = "citizen", votes: bool = True) -> Member:
    """A seat held since a month ago, by somebody with a second factor."""
    a_second_factor(user)
    starts = timezone.localdate() - timedelta(days=30)
    return Member.objects.create(committee=committee, user=user, kind=kind, votes=votes, starts_on=starts)


def a_sheet(member: Member, project: Project, level: int = 3, **scores: int) -> ScoreSheet:
    """A sheet with one level for every criterion (and others where named), after a declaration of no interest."""
    Declaration.objects.create(member=member, project=project, interest="none")
    keys = [row["key"] for row in default_rubric()]
    return ScoreSheet.objects.create(
        round=member.committee.rounds.get(),
        member=member,
        project=project,
        scores=dict.fromkeys(keys, level) | scores,
    )


def a_delivery(project: Project, *weights: int, **fields: Any) -> Delivery:
    """The delivery of a project since 2025, with a milestone for each weight, due in 10, 20, … days."""
    begun = datetime(2025, 1, 2, 3, tzinfo=UTC)
    defaults = {"department": project.department, "planned": project.cost, "created_at": begun}
    delivery = Delivery.objects.create(**{"project": project, **defaults, **fields})
    for n, weight in enumerate(weights, start=1):
        due = timezone.localdate() + timedelta(days=10 * n)
        Milestone.objects.create(
            delivery=delivery, title=f"단계 {n}", title_en=f"Step {n}", weight=weight, due_on=due
        )
    return delivery
