"""The demo city's funded projects: two completed, two running, one delayed with a reason, one cancelled by the council."""

from datetime import datetime, timedelta

from budgeting.cycles.models import Cycle
from budgeting.delivery.domain.beginning import begin_for_cycle
from budgeting.delivery.domain.ending import cancel, complete
from budgeting.delivery.domain.milestones import move_milestone, reach_milestone
from budgeting.delivery.domain.spending import spend
from budgeting.delivery.models import Delivery
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
    for one, fate in zip(others, (_completed, _running, _running, _delayed, _cancelled), strict=False):
        fate(stage, one, began)


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


def _delayed(stage: Stage, delivery: Delivery, began: datetime) -> None:
    _reach(stage, delivery, began, 1)
    milestone = delivery.milestones.filter(done_on__isnull=True).first()
    if milestone is not None:
        move_milestone(
            stage.people["seoon"],
            milestone,
            due_on=stage.days(45).date(),
            reason="입찰이 두 번 유찰되어 설계를 나누어 다시 공고합니다.",
            at=stage.days(-60),
        )


def _cancelled(stage: Stage, delivery: Delivery, began: datetime) -> None:
    cancel(stage.people["seoon"], delivery, reason="시의회가 예산안 심의에서 이 사업의 예산을 깎았습니다.")
