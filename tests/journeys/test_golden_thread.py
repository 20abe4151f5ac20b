"""The golden thread, walked by eight people: on a phone, at a desk, and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from budgeting.committee.domain.making import appoint_member, make_committee
from budgeting.cycles.models import Cycle, Project, RuleSet
from budgeting.delivery.models import Delivery
from budgeting.delivery.tasks import begin_waiting
from budgeting.results.tasks import count_in_background
from budgeting.voting.models import SealedBallot
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.notifications.models import Event, Message
from civic.processes.models import Phase, Process
from proposals.models import Proposal
from tests import factories
from tests.journeys.conftest import Enter, Walker
from workshops.models import Opinion, Registration, Workshop

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KINDS = list(Phase.Kind.values)
WAYS = [
    pytest.param("phone", True, id="phone"),
    pytest.param("desk", True, id="desk"),
    pytest.param("phone", False, id="phone without JavaScript"),
]


class City:
    """What the city has set up before anybody comes: a call, a workshop, a cycle, a committee, and its staff."""

    def __init__(self) -> None:
        factories.a_department(takes_unrouted=True)
        self.kim, self.lee, self.choi = (
            factories.a_resident("kim"),
            factories.a_resident("lee", "1129000000"),
            factories.a_resident("choi"),
        )
        self.min = factories.a_resident("min")
        self.seo = factories.a_staff_member("seo", "host")
        self.yoon = factories.a_staff_member("yoon", "officer")
        self.han = factories.a_staff_member("han", "secretary")
        self.oh = factories.a_staff_member("oh", "budget")
        self.jang = factories.a_staff_member("jang", "publisher")
        for one in (self.seo, self.yoon, self.han, self.oh, self.jang):
            factories.a_second_factor(one)
        self.call = factories.a_call(count_=2)
        self.topic = factories.a_topic()
        self.workshop: Workshop = factories.a_workshop(capacity=3)
        self.cycle = self._cycle()
        committee = make_committee(System("test"), self.cycle, name="심사위원회", name_en="Review committee")
        for member in (self.choi, self.lee, self.min):
            factories.a_second_factor(member)
            appoint_member(
                System("test"),
                committee,
                member,
                kind="citizen",
                starts_on=timezone.localdate() - timedelta(days=9),
            )

    def _cycle(self) -> Cycle:
        """Gathering now; every later phase lies ahead, and `advance` lets the time pass."""
        now = timezone.now()
        process: Process = factories.a_process("budget", title="2027년도 시민참여예산")
        cycle = Cycle.objects.create(process=process, slug="2027", budget_year=2027, published=True)
        RuleSet.objects.create(
            cycle=cycle,
            electorate=["resident"],
            weights={"citizens": 100},
            tie_break=["votes", "cost", "lot"],
            committee_minimum=10,
        )
        self.pick = factories.an_envelope(cycle, amount=300_000_000, picks_max=2)
        self.fill = factories.an_envelope(
            cycle, amount=200_000_000, method="knapsack", picks_max=None, name="지역 분야"
        )
        for number, kind in enumerate(KINDS):
            opens = now + timedelta(days=number) - timedelta(minutes=5 if number == 0 else 0)
            Phase.objects.create(
                process=process, kind=kind, opens_at=opens, closes_at=opens + timedelta(days=1)
            )
        self.other = factories.a_project(self.pick, cost=250_000_000, title="학교 앞 노란 보도")
        self.box = factories.a_project(self.fill, cost=150_000_000, title="마을 공구함")
        return cycle

    def advance(self, kind: str) -> None:
        """Time passes: the phase before ends now, this one begins now."""
        now = timezone.now()
        phases = Phase.objects.filter(process=self.cycle.process)
        phases.filter(kind=KINDS[KINDS.index(kind) - 1]).update(closes_at=now)
        phases.filter(kind=kind).update(opens_at=now)


@pytest.mark.parametrize(("width", "javascript"), WAYS)
def test_an_opinion_becomes_money_spent(
    enter: Enter, deliver: Callable[[], None], width: str, javascript: bool
) -> None:
    city = City()

    def come(name: str) -> Walker:
        return enter(name, getattr(city, name), width=width, javascript=javascript)

    kim, seo, yoon = come("kim"), come("seo"), come("yoon")
    code = city.workshop.code

    # 1. A workshop: register, come, speak, route, answer
    kim.go("/").go("/workshops/").go(f"/workshops/{code}/").go(f"/workshops/{code}/register/")
    kim.put(name="김해든").send("name")
    seat = Registration.objects.get(workshop=city.workshop)
    kim.sees(seat.code)
    Workshop.objects.update(
        starts_at=timezone.now() - timedelta(minutes=1), ends_at=timezone.now() + timedelta(hours=1)
    )
    seo.go("/desk/").go(f"/workshops/desk/{code}/people/").put(**{"code-code": seat.code}).send("code-code")
    assert Registration.objects.get().checked_in_at is not None
    seo.go(f"/workshops/desk/{code}/").post(f"/workshops/desk/{code}/hold/")
    seo.go(f"/workshops/desk/{code}/opinions/").put(
        table="1", text="동네를 도는 수리 손수레가 있으면 좋겠습니다.", speaker=str(seat.pk)
    ).send("text")
    opinion = Opinion.objects.get()
    seo.go(f"/workshops/desk/{code}/").post(f"/workshops/desk/{code}/publish/")
    due = (timezone.localdate() + timedelta(days=20)).isoformat()
    seo.go(f"/workshops/desk/{code}/opinions/route/").put(
        opinions=str(opinion.uuid), department=str(factories.a_department().pk), due_on=due
    ).send("due_on")
    yoon.go("/desk/").go(f"/workshops/desk/opinions/{opinion.uuid}/answer/").put(
        disposition="done", text="제안으로 이어 가겠습니다."
    ).send("text")

    # 2. The speaker makes it a proposal; two neighbours support it; the department answers
    kim.go("/workshops/mine/").go(f"/workshops/opinions/{opinion.uuid}/propose/")
    kim.put(
        title="동네 수리 손수레",
        body="공구를 실은 손수레가 동네를 돕니다.",
        area="1111000000",
        topic=str(city.topic.pk),
    ).send("body")
    proposal = Proposal.objects.get()
    page = f"/proposals/{proposal.number}/"
    for name in ("lee", "choi"):
        come(name).go("/proposals/").go(page).post(f"{page}support/")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.support_count) == ("review", 2)
    yoon.go("/proposals/desk/").go(f"{page}answer/")
    yoon.put(
        disposition="adopted",
        text="내년에 시행하겠습니다.",
        planned_on=(timezone.localdate() + timedelta(days=200)).isoformat(),
    ).send("text", "답변 공개하기")
    deliver()
    assert Message.objects.filter(user=city.kim, event__kind="proposals.answered").count() == 1
    kim.go("/inbox/").go(page).sees("내년에 시행하겠습니다.").prints()

    # 3. It becomes a project with a cost; the department reviews it
    oh = come("oh")
    oh.go("/budget/desk/").go(f"/budget/desk/adopted/{proposal.number}/").put(
        envelope=str(city.pick.pk), cost="80000000"
    ).send("cost")
    project = Project.objects.get(proposal=proposal)
    city.advance("review")
    yoon.go(f"/budget/projects/{project.pk}/review/").put(
        verdict="eligible", text="법과 조례에 맞습니다.", cost="80000000", calculation="손수레 4대"
    ).send("text")

    # 4. The committee: one declares an interest and is refused, two score, the secretary decides
    city.advance("committee")
    withdrawn = come("min")
    withdrawn.go("/committee/queue/").go(f"/committee/items/{project.pk}/declare/").put(
        interest="self", ground="가족의 일입니다."
    ).send("ground")
    refused = withdrawn.page.goto(f"{withdrawn.base}/committee/items/{project.pk}/")
    assert refused is not None
    assert refused.status == 403
    for name in ("choi", "lee"):
        member = come(name)
        member.go("/committee/queue/").go(f"/committee/items/{project.pk}/declare/").put(
            interest="none"
        ).send("interest")
        member.go(f"/committee/items/{project.pk}/")
        if (
            javascript and width == "phone"
        ):  # dossier and sheet are tabs where they do not fit beside one another
            member.page.locator("#tab-sheet").click()
        member.put(
            **{
                f"score_{key}": "4"
                for key in ("necessity", "benefit", "feasibility", "cost", "participation")
            }
        ).send("score_necessity")
    han = come("han")
    han.go("/desk/").go(f"/committee/items/{project.pk}/decide/").put(
        outcome="admitted", reason="필요성이 높습니다."
    ).send("reason")
    come("lee").go(f"/budget/projects/{project.pk}/").sees("동네 수리 손수레").prints()

    # 5. The roll is drawn; kim and lee vote on a phone-sized ballot; kim changes the vote
    city.advance("prices")
    oh.go("/results/desk/").go("/results/desk/2027/").post("/vote/2027/prepare/")
    city.advance("voting")
    for name in ("kim", "lee", "kim"):
        voter = come(name)
        voter.go("/vote/").go("/vote/2027/").go("/vote/2027/ballot/")
        voter.page.locator(f'[name=project][value="{project.number}"]').check()
        voter.go_on(voter.page.locator(".budget-bar button[value=next]"))
        voter.page.locator(f'[name=project][value="{city.box.number}"]').check()
        voter.go_on(voter.page.locator(".budget-bar button[value=next]")).sees("동네 수리 손수레")
        voter.send("key")
        voter.sees("-")
    assert SealedBallot.objects.count() == 3

    # 6. Close, count, publish by a second officer
    city.advance("recount")
    oh.go("/results/desk/2027/").post("/vote/2027/close/")
    oh.post("/results/desk/2027/count/")
    run_jobs(city.oh)
    jang = come("jang")
    jang.go("/desk/").go("/results/desk/2027/").go("/results/desk/2027/publish/").post(
        "/results/desk/2027/publish/"
    )
    project.refresh_from_db()
    assert project.state == "funded"
    visitor = enter("visitor", width=width, javascript=javascript)
    visitor.go("/results/").go("/results/2027/").sees("동네 수리 손수레").prints()

    # 7. Milestones and money; the whole life on one page
    oh.go("/budget/2027/")
    begin_deliveries()
    delivery = Delivery.objects.get(project=project)
    yoon.go(f"/delivery/desk/{delivery.pk}/").go(f"/delivery/desk/{delivery.pk}/spending/")
    yoon.put(amount="76400000", purpose="손수레 제작").send("amount")
    visitor.go("/delivery/").go(f"/thread/{proposal.number}/").sees("7,640만 원")
    deliver()
    assert not Event.objects.filter(done_at__isnull=True).exists()


def run_jobs(officer: User) -> None:
    """What the worker does with a count that was asked for."""
    for cycle in Cycle.objects.filter(count__isnull=True):
        count_in_background(cycle.pk, officer.pk)


def begin_deliveries() -> None:
    """What beat starts once a minute."""
    begin_waiting()
