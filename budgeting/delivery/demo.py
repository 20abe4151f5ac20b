"""The demo city's funded projects: two completed, two running, one delayed with a reason, one cancelled by the council."""

from datetime import datetime, timedelta

from budgeting.cycles.models import Cycle
from budgeting.delivery.actions.judging import FEWEST_NOMINEES
from budgeting.delivery.domain import awarding, judging
from budgeting.delivery.domain.beginning import begin_for_cycle
from budgeting.delivery.domain.ending import cancel, complete
from budgeting.delivery.domain.milestones import move_milestone, reach_milestone
from budgeting.delivery.domain.spending import spend
from budgeting.delivery.domain.visiting import answer_visit, record_visit
from budgeting.delivery.models import Delivery, Verdict
from budgeting.delivery.queries import completed_in
from civic.attachments import demo_files
from civic.portal.demo import Stage, demo_part
from proposals.domain import implementing

CART = "동네 수리 손수레"


@demo_part("delivery", order=70)
def build(stage: Stage) -> None:
    if stage.name != "seoul":
        return
    cycle: Cycle = stage.things["cycle:finished"]
    began = stage.days(-250)
    deliveries = begin_for_cycle(Cycle.objects.get(pk=cycle.pk), stage.people["dasom"], began)
    cart = [one for one in deliveries if one.project.title == CART]
    others = [one for one in deliveries if one.project.title != CART]
    for one in cart:
        _done(stage, one, began, spent=0.955)
        _visited(stage, one)
        _judged(stage, one)
    for one, fate in zip(others, (_completed, _running, _running, _delayed, _cancelled), strict=False):
        fate(stage, one, began)
    judging.ask_due(stage.now)
    _best_of_the_year(stage)


PICTURES = {
    1: ("ground broken", "공사를 시작한 자리에 선 굴착기"),
    3: ("carts", "주민센터 앞에 놓인 수리 손수레 두 대"),
}
"""The place of a milestone, and the photo that the department added when it was reached."""


def _reach(stage: Stage, delivery: Delivery, began: datetime, number: int) -> None:
    for position, milestone in enumerate(delivery.milestones.all()[:number]):
        moment = began + timedelta(days=(40, 100, 160, 190)[position])
        reach_milestone(stage.people["seoon"], milestone, on=moment.date(), at=moment)
        if position in PICTURES:
            demo_files.add_photo(stage.people["seoon"], milestone, *PICTURES[position], moment)


def _spend(stage: Stage, delivery: Delivery, began: datetime, share: float) -> None:
    total = round(delivery.planned * share, -5)
    for position, part in enumerate((0.3, 0.7)):
        moment = began + timedelta(days=90 + 60 * position)
        spend(
            stage.people["seoon"],
            delivery,
            amount=int(total * part),
            on=moment.date(),
            purpose=("설계와 구매", "시행과 운영")[position],
            at=moment,
        )


def _done(stage: Stage, delivery: Delivery, began: datetime, spent: float = 0.98) -> None:
    _reach(stage, delivery, began, 4)
    _spend(stage, delivery, began, spent)
    end = began + timedelta(days=195)
    complete(stage.people["seoon"], Delivery.objects.get(pk=delivery.pk), on=end.date(), at=end)
    proposal = delivery.project.proposal
    if proposal is not None and proposal.state == "implementing":
        implementing.complete(
            stage.people["seoon"],
            proposal,
            at=end,
            evidence="손수레 두 대와 공구 40점을 주민센터에 두었습니다. 평일 9시부터 18시까지 빌릴 수 있습니다.",
            evidence_en="Two carts and 40 tools stand at the neighbourhood office, to borrow on weekdays from 9 to 18.",
        )


def _completed(stage: Stage, delivery: Delivery, began: datetime) -> None:
    _done(stage, delivery, began)


def _running(stage: Stage, delivery: Delivery, began: datetime) -> None:
    _reach(stage, delivery, began, 2)
    _spend(stage, delivery, began, 0.45)
    record_visit(
        stage.people["dasom"],
        delivery,
        visited_on=stage.days(-9).date(),
        monitors="시민 점검단 2명",
        finding="현장 안내판에 소관부서의 전화번호가 없습니다.",
        finding_en="The sign at the site does not give the telephone number of the department.",
        at=stage.days(-8),
    )


def _delayed(stage: Stage, delivery: Delivery, began: datetime) -> None:
    _reach(stage, delivery, began, 1)
    milestone = delivery.milestones.filter(done_on__isnull=True).first()
    if milestone is not None:
        move_milestone(
            stage.people["seoon"],
            milestone,
            due_on=stage.days(45).date(),
            reason="입찰이 두 번 유찰되어 설계를 나누어 다시 공고합니다.",
            reason_en="Two calls for tenders found nobody; the work is divided and called anew.",
            at=stage.days(-60),
        )


def _cancelled(stage: Stage, delivery: Delivery, began: datetime) -> None:
    cancel(
        stage.people["seoon"],
        delivery,
        reason="시의회가 예산안 심의에서 이 사업의 예산을 깎았습니다.",
        reason_en="The city council cut this project from the budget.",
    )


def _visited(stage: Stage, delivery: Delivery) -> None:
    """One visit of citizen monitors with its finding and the department's answer."""
    visit = record_visit(
        stage.people["dasom"],
        delivery,
        visited_on=stage.days(-40).date(),
        monitors="시민 점검단 3명",
        finding="손수레 한 대의 바퀴가 뻑뻑해 언덕길에서 밀기 어렵습니다. 공구 목록과 실제 공구는 일치합니다.",
        finding_en="The wheels of one cart turn stiffly, so that it is hard to push uphill. The tools match their list.",
        at=stage.days(-38),
    )
    answer_visit(
        stage.people["seoon"],
        visit,
        answer="바퀴를 교체했습니다. 앞으로 분기마다 한 번 점검합니다.",
        answer_en="The wheels have been replaced. From now on they are checked once a quarter.",
        at=stage.days(-31),
    )


def _judged(stage: Stage, delivery: Delivery) -> None:
    """Asked four weeks after the end; residents have answered since, and still may."""
    Delivery.objects.filter(pk=delivery.pk).update(asked_at=stage.days(-20))
    fresh = Delivery.objects.get(pk=delivery.pk)
    residents = [one for one in stage.citizens() if hasattr(one, "residency")]
    for place, person in enumerate(residents[:38]):
        answer = Verdict.Answer.PARTLY if place % 3 == 2 else Verdict.Answer.YES
        judging.confirm(person, fresh, answer=answer, at=stage.days(-10))


def _best_of_the_year(stage: Stage) -> None:
    """The choice among the completed projects is open for two more weeks."""
    years = Delivery.objects.filter(state="completed").values_list("completed_on__year", flat=True)
    for year in sorted(set(years)):
        if completed_in(year).count() >= FEWEST_NOMINEES:
            award = awarding.call(
                stage.people["dasom"], year=year, closes_at=stage.evening(14), at=stage.days(-7)
            )
            nominees = list(award.nominees.all())
            for place, person in enumerate(one for one in stage.citizens() if hasattr(one, "residency")):
                awarding.choose(person, award, nominees[place % len(nominees)], at=stage.days(-3))
