"""Two at once: a sheet that meets a vote, two votes on one item, and a vote in writing that meets the count."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pgtrigger
import pytest
from django.db import connection

from budgeting.committee.domain import reopening, sitting, submitting, writing
from budgeting.committee.models import Item, Motion, ScoreSheet, WrittenVote
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests.budgeting.committee.conftest import at_work, full
from tests.budgeting.committee.sessions.conftest import Sitting, about_to_sit, fresh
from tests.budgeting.committee.sessions.test_writing import Round, sent_round
from tests.races import meeting

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def opened() -> Sitting:
    room = about_to_sit()
    room.open(0, 1, 2)
    return room


def vote(room: Sitting) -> str:
    try:
        sitting.vote_on_item(room.han, room.item, kind="carry", ayes=3, noes=0, reason="까닭", at=now())
    except Refusal as no:
        return no.code
    finally:
        connection.close()
    return ""


def test_two_votes_at_once_settle_an_item_once() -> None:
    room, start = opened(), Barrier(2)

    def at_once() -> str:
        start.wait(timeout=30)
        return vote(room)

    with ThreadPoolExecutor(2) as pool:
        came = sorted(one.result(timeout=60) for one in [pool.submit(at_once) for _n in range(2)])
    assert came == ["", "committee.item_settled"]
    assert Motion.objects.count() == 1


def meet(room: Sitting, monkeypatch: pytest.MonkeyPatch) -> str:
    """A revised sheet arrives when its rules have been asked and the vote is taken in between."""
    sheet = ScoreSheet.objects.get(member=room.work.members[0])
    reopening.reopen(
        room.han, sheet, reason="까닭", at=now()
    )  # a sheet is frozen unless the chair reopens it
    asked, voted = Barrier(2), Barrier(2)
    plain = submitting.actions.score.require

    def asks_and_waits(*args: object, **given: object) -> None:
        plain(*args, **given)
        asked.wait(timeout=30)
        voted.wait(timeout=30)

    monkeypatch.setattr(submitting.actions.score, "require", asks_and_waits)

    def scores() -> str:
        project = fresh(room.work.project)
        try:
            submitting.submit_sheet(room.work.members[0].user, project, scores=full(1), comments={}, at=now())
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return ""

    def votes() -> str:
        asked.wait(timeout=30)
        try:
            return vote(room)
        finally:
            voted.wait(timeout=30)

    with ThreadPoolExecutor(2) as pool:
        revised, ballot = pool.submit(scores), pool.submit(votes)
        assert ballot.result(timeout=60) == ""
        return revised.result(timeout=60)


def test_a_sheet_that_meets_the_vote_is_refused_as_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    room = opened()
    assert meet(room, monkeypatch) == "committee.sealed"
    assert ScoreSheet.objects.count() == 5
    assert Item.objects.get().state == "decided"


def test_control_without_the_trigger_the_scores_change_after_the_vote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = opened()
    plain = ScoreSheet.objects.create

    def unguarded(**fields: object) -> ScoreSheet:
        with pgtrigger.ignore("committee.ScoreSheet:sealed_by_vote"):
            return plain(**fields)

    monkeypatch.setattr(ScoreSheet.objects, "create", unguarded)
    assert meet(room, monkeypatch) == ""
    assert ScoreSheet.objects.count() == 6


def written() -> Round:
    paper = sent_round(at_work())
    for n in range(3):
        paper.vote(n)
    return paper


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_vote_in_writing_that_meets_the_count_comes_too_late(
    monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    """The count has read the votes and not written them; a vote then waits, and is refused when the count stands."""
    paper = written()
    if not guarded:
        plain = WrittenVote.objects.create

        def unguarded(**fields: Any) -> WrittenVote:
            with pgtrigger.ignore("committee.WrittenVote:vote_in_writing"):
                return plain(**fields)

        monkeypatch.setattr(WrittenVote.objects, "create", unguarded)
        monkeypatch.setattr(writing, "record", lambda *_args, **_data: None)
    item, user = paper.again(), paper.work.members[3].user
    came = meeting.meet(
        monkeypatch, writing.queries, "voters",
        lambda: writing.count_votes(paper.han, paper.session, at=paper.deadline),
        lambda: writing.vote_in_writing(user, item, choice="no", at=now()),
    )  # fmt: skip
    motion, given = Motion.objects.get(), WrittenVote.objects.count()
    counted = motion.ayes + motion.noes + motion.abstentions
    assert (came, counted == given) == (
        (("", "committee.writing_not_open"), True) if guarded else (("", ""), False)
    )
