"""Calls of limited time for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from civic.processes.models import Phase
from proposals.models import Call, Ladder, Step, Terms
from tests import factories

DAY = timedelta(days=1)


def a_limited_call(opens: int = -10, closes: int = 20, result: int = 40, **fields: Any) -> Terms:
    """A public call that opens and closes so many days from now."""
    now = timezone.now()
    ladder = Ladder.objects.create(slug=f"limited-{next(factories.numbers)}", name="사다리")
    Step.objects.create(ladder=ladder, count=50, window_days=30, consequence="answer", answer_days=30)
    call = Call.objects.create(process=factories.a_process(), ladder=ladder)
    for kind, first, last in (
        (Phase.Kind.GATHER, opens, closes),
        (Phase.Kind.RESULT, result, result + 300),
    ):
        Phase.objects.create(
            process=call.process, kind=kind, opens_at=now + first * DAY, closes_at=now + last * DAY
        )
    values = {
        "kind": "competition",
        "text": "골목을 바꾸는 생각을 모읍니다.",
        "department": factories.a_department(),
        "published_at": now + min(opens, 0) * DAY,
        **fields,
    }
    return Terms.objects.create(call=call, **values)
