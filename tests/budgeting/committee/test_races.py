"""A score that meets a decision is either among its numbers or refused as sealed; never beside it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pgtrigger
import pytest
from django.db import connection

from budgeting.committee.domain import deciding, submitting
from budgeting.committee.models import Decision, ScoreSheet
from budgeting.committee.queries import standing
from budgeting.cycles.models import Project
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, full

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def ready() -> Work:
    """Three of five have scored; the fourth is about to."""
    work = at_work()
    for member in work.members[:3]:
        factories.a_sheet(member, work.project, 3)
    work.declare_none(work.members[3])
    return work


def meet(work: Work, monkeypatch: pytest.MonkeyPatch) -> str:
    """The score arrives when the decision has read its numbers and not yet committed; gives the refusal's code."""
    read, sent = Barrier(2), Barrier(2)
    plain = deciding.queries.standing
    calls = []

    def reads_and_waits(*args: object) -> object:
        found = plain(*args)  # type: ignore[arg-type]
        calls.append(found)
        if len(calls) == 2:  # the second reading is the one under the lock, of which the decision is written
            read.wait(timeout=30)
            try:
                sent.wait(timeout=2)
            except Exception:  # noqa: BLE001  the other one waits for our lock, as it should
                return found
        return found

    monkeypatch.setattr(deciding.queries, "standing", reads_and_waits)
    secretary = factories.a_staff_member("han", "secretary")

    def decides() -> str:
        try:
            deciding.decide(secretary, work.project, outcome="admitted", reason="까닭", at=now())
        finally:
            connection.close()
        return ""

    def scores() -> str:
        stale = Project.objects.select_related("envelope__cycle__process").get(pk=work.project.pk)
        read.wait(timeout=30)
        try:
            submitting.submit_sheet(work.members[3].user, stale, scores=full(4), comments={}, at=now())
        except Refusal as no:
            return no.code
        finally:
            if not sent.broken:
                sent.abort()
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(decides), pool.submit(scores)
        first.result(timeout=60)
        return second.result(timeout=60)


def test_a_score_that_meets_the_decision_waits_and_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    work = ready()
    assert meet(work, monkeypatch) == "committee.sealed"
    assert ScoreSheet.objects.count() == Decision.objects.get().raters == 3


def test_control_without_the_trigger_the_numbers_no_longer_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard off: the sheet lands beside the decision, whose numbers then miss it."""
    work = ready()
    plain = ScoreSheet.objects.create

    def unguarded(**fields: object) -> ScoreSheet:
        with pgtrigger.ignore("committee.ScoreSheet:no_conflict"):
            return plain(**fields)

    monkeypatch.setattr(ScoreSheet.objects, "create", unguarded)
    monkeypatch.setattr(submitting, "record", lambda *_args, **_data: None)
    assert meet(work, monkeypatch) == ""
    decision = Decision.objects.get()
    assert decision.raters == 3
    assert standing(work.committee, work.project, now()).raters == 4
