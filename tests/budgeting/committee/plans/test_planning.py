"""A borough's plan: ranks, consultation, agreement, evaluation."""

from typing import Any

import pytest
from django.test import Client

from budgeting.committee.domain import planning
from budgeting.committee.domain.making import make_body, make_committee
from budgeting.committee.models import Committee, Plan
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal, StaleState
from tests import factories


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


@pytest.fixture
def council(han: User) -> Committee:
    cycle = factories.a_cycle("committee")
    make_committee(han, cycle, name="심사위원회")
    return make_body(
        han, cycle, kind="borough", slug=f"{cycle.slug}-jongno", name="협치회의", area=factories.a_borough()
    )


@pytest.fixture
def plan(council: Committee, han: User) -> Plan:
    return planning.make_plan(han, council, year=2027, title="혁신계획", concept="함께 돌봅니다.")


def add(han: User, plan: Plan, rank: int, title: str) -> None:
    planning.add_entry(han, plan, rank=rank, title=title, cost=1000, why="까닭")


def test_a_project_put_at_a_rank_moves_the_others_down(plan: Plan, han: User) -> None:
    for rank, title in ((1, "가"), (2, "나"), (1, "다"), (99, "라")):
        add(han, plan, rank, title)
    assert list(plan.entries.values_list("rank", "title")) == [(1, "다"), (2, "가"), (3, "나"), (4, "라")]


def test_a_borough_has_one_plan_a_year(plan: Plan, council: Committee, han: User) -> None:
    with refused("committee.plan_exists"):
        planning.make_plan(han, council, year=2027, title="또", concept="또")


def test_only_a_borough_plans(council: Committee, han: User) -> None:
    city = Committee.objects.reviewing(council.cycle).get()
    with refused("committee.not_a_borough_committee"):
        planning.make_plan(han, city, year=2027, title="또", concept="또")
    with refused("committee.body_incomplete"):
        make_body(han, council.cycle, kind="sub", slug="2027-x", name="분과")


def test_from_consultation_to_agreement(plan: Plan, han: User) -> None:
    with refused("committee.plan_empty"):
        planning.publish_plan(han, plan)
    with refused("committee.not_in_consultation"):
        planning.remark_on(han, plan, text="의견", at=now())
    add(han, plan, 1, "가")
    plan = planning.publish_plan(han, plan)
    remark = planning.remark_on(han, plan, text="의견", at=now())
    with refused("committee.remarks_open"):
        planning.agree_plan(han, plan, at=now())
    planning.answer_remark(han, remark, answer="답변", at=now())
    with refused("committee.answered_already"):
        planning.answer_remark(han, remark, answer="답변", at=now())
    with refused("committee.not_evaluated_yet"):
        planning.assess(han, plan, question="money", level=3, text="근거", at=now())
    plan = planning.agree_plan(han, plan, at=now())
    with refused("committee.plan_agreed"):
        add(han, plan, 1, "나")
    with pytest.raises(StaleState):
        planning.agree_plan(han, plan, at=now())
    planning.assess(han, plan, question="money", level=3, text="근거", at=now())
    assert planning.assess(han, plan, question="money", level=4, text="새 근거", at=now()).level == 4
    assert plan.assessments.count() == 1
    with refused("committee.unknown_question"):
        planning.assess(han, plan, question="weather", level=3, text="근거", at=now())


def test_a_draft_is_the_secretarys_and_from_the_consultation_on_everybodys(
    plan: Plan, han: User, kim: User, client: Client, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    path = plan.get_absolute_url()
    assert client.get(path).status_code == 404
    client.force_login(han)
    assert client.get(path).status_code == 200
    client.post(
        f"{path}entry/", {"rank": "1", "title": "공유 부엌", "cost": "90,000,000", "why": "많이 바랐습니다."}
    )
    client.post(f"{path}consult/")
    client.force_login(kim)
    page = client.get(path).content.decode()
    assert "공유 부엌" in page
    assert "9,000만 원" in page
    assert client.post(f"{path}agree/").status_code == 403
