"""Each lock of scoring in its race, and the same race with the lock off, which then goes wrong."""

from typing import Any

import pgtrigger
import pytest

from budgeting.committee.domain import (
    challenging,
    closing,
    deciding,
    drafting,
    reopening,
    shaping,
    submitting,
)
from budgeting.committee.models import Challenge, Closing, Decision, Draft, Reopening, ScoreSheet
from budgeting.committee.queries import standing
from budgeting.committee.rubric import default_rubric
from budgeting.cycles.models import Envelope, Project
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.committee.conftest import Work, at_work, full
from tests.budgeting.committee.sessions.conftest import fresh
from tests.races.meeting import Act, code_of, meet, without_named_locks, without_row_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
Patch = pytest.MonkeyPatch


def ready() -> tuple[Work, User]:
    """Three of five have scored; the fourth has declared."""
    work = at_work()
    for member in work.members[:3]:
        factories.a_sheet(member, work.project, 3)
    work.declare_none(work.members[3])
    return work, factories.a_staff_member("han", "secretary")


def close(work: Work, han: User) -> Act:
    project = fresh(work.project)
    return lambda: closing.close_item(han, project, at=now())


def score(work: Work, n: int = 3) -> Act:
    project = fresh(work.project)
    return lambda: submitting.submit_sheet(
        work.members[n].user, project, scores=full(4), comments={}, at=now()
    )


def closing_meets(monkeypatch: Patch, work: Work, han: User, other: Act) -> tuple[str, str]:
    """The closing has read the numbers that it will write, and has not written them."""
    return meet(monkeypatch, closing.queries, "standing", close(work, han), other, call=2)


def without_the_trigger(monkeypatch: Patch) -> None:
    plain = ScoreSheet.objects.create

    def unguarded(**fields: Any) -> ScoreSheet:
        with pgtrigger.ignore("committee.ScoreSheet:no_conflict"):
            return plain(**fields)

    monkeypatch.setattr(ScoreSheet.objects, "create", unguarded)
    monkeypatch.setattr(submitting, "record", lambda *_args, **_data: None)


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_sheet_that_meets_the_closing_is_refused_as_closed(monkeypatch: Patch, guarded: bool) -> None:
    work, han = ready()
    if not guarded:
        without_the_trigger(monkeypatch)
    came = closing_meets(monkeypatch, work, han, score(work))
    counted, there = Closing.objects.get().raters, ScoreSheet.objects.count()
    assert (came, counted == there) == (
        (("", "committee.item_closed"), True) if guarded else (("", ""), False)
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_reopening_that_meets_the_closing_comes_too_late(monkeypatch: Patch, guarded: bool) -> None:
    work, han = ready()
    sheet = ScoreSheet.objects.select_related("member__committee", "project__envelope__cycle").first()
    if not guarded:
        without_row_locks(monkeypatch)
        monkeypatch.setattr(
            Draft.objects, "create", lambda **_fields: None
        )  # its trigger waits for the closing too
    came = closing_meets(
        monkeypatch, work, han, lambda: reopening.reopen(han, sheet, reason="까닭", at=now())
    )
    assert (came, Reopening.objects.count()) == (
        (("", "committee.item_closed"), 0) if guarded else (("", ""), 1)
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_challenge_that_meets_the_closing_comes_too_late(monkeypatch: Patch, guarded: bool) -> None:
    work, han = ready()
    project = fresh(work.project)
    if not guarded:
        without_row_locks(monkeypatch)
    came = closing_meets(
        monkeypatch, work, han,
        lambda: challenging.challenge(work.author, project, work.members[0], ground="까닭", at=now()),
    )  # fmt: skip
    pending = Challenge.objects.filter(outcome="pending").count()
    assert (came, pending) == ((("", "committee.item_closed"), 0) if guarded else (("", ""), 1))


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_challenge_is_decided_once(monkeypatch: Patch, guarded: bool) -> None:
    work, han = ready()
    filed = challenging.challenge(work.author, fresh(work.project), work.members[0], ground="까닭", at=now())
    if not guarded:
        without_row_locks(monkeypatch)
        monkeypatch.setattr(Challenge, "save", lambda *_args, **_given: None)  # the trigger is the last word

    def decides(ayes: int, noes: int) -> Act:
        return lambda: challenging.decide_challenge(
            han, filed, votes_for=ayes, votes_against=noes, reason="까닭", at=now()
        )

    came = meet(monkeypatch, challenging.actions.decide_challenge, "require", decides(0, 3), decides(3, 0))
    assert came == (("", "committee.challenge_decided") if guarded else ("", ""))


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_draft_on_its_way_does_not_arrive_after_the_sheet(monkeypatch: Patch, guarded: bool) -> None:
    work, _han = ready()
    user, project = work.members[3].user, fresh(work.project)
    if not guarded:
        without_named_locks(monkeypatch)
    came = meet(
        monkeypatch, drafting.actions.open_sheet, "require",
        lambda: drafting.save_draft(user, project, scores=full(1), comments={}, version=0, at=now()),
        score(work),
    )  # fmt: skip
    assert came == ("", "")
    assert Draft.objects.count() == (0 if guarded else 1), "what is handed in has no draft beside it"


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_of_two_windows_that_save_at_once_one_is_told_that_it_is_stale(
    monkeypatch: Patch, guarded: bool
) -> None:
    """The control begins from a draft that is there: without locks both windows write, and the first one's work is gone."""
    work, _han = ready()
    if not guarded:
        _both_windows_write(monkeypatch, work)
        return
    user, project = work.members[3].user, fresh(work.project)

    def saves(level: int) -> Act:
        return lambda: drafting.save_draft(
            user, project, scores=full(level), comments={}, version=0, at=now()
        )

    came = meet(monkeypatch, drafting.actions.open_sheet, "require", saves(1), saves(2))
    assert came == ("", "committee.stale_draft")
    assert Draft.objects.get().scores == full(1)


def _both_windows_write(monkeypatch: Patch, work: Work) -> None:
    user, project = work.members[3].user, fresh(work.project)
    drafting.save_draft(user, project, scores=full(3), comments={}, version=0, at=now())
    without_named_locks(monkeypatch)
    without_row_locks(monkeypatch)

    def saves(level: int) -> Act:
        return lambda: drafting.save_draft(
            user, project, scores=full(level), comments={}, version=1, at=now()
        )

    came = meet(monkeypatch, drafting, "refusing", saves(1), saves(2))
    assert came == ("", ""), "neither is told"
    assert Draft.objects.get().version == 2, "two saves, one version: one of them is lost"


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_the_rubric_does_not_change_under_a_sheet_that_is_being_handed_in(
    monkeypatch: Patch, guarded: bool
) -> None:
    work, han = at_work(), factories.a_staff_member("han", "secretary")
    work.declare_none(work.members[3])
    round_ = work.committee.rounds.get()
    rows = default_rubric()
    rows[0]["weight"], rows[1]["weight"] = rows[0]["weight"] - 5, rows[1]["weight"] + 5
    if not guarded:
        without_named_locks(monkeypatch)
    came = meet(
        monkeypatch, submitting.actions.score, "require",
        score(work),
        lambda: shaping.shape_round(han, round_, rules={}, criteria=rows, calibrations=[]),
    )  # fmt: skip
    assert came == (("", "committee.rubric_in_use") if guarded else ("", ""))
    changed = round_.criteria.get(key=rows[0]["key"]).weight == rows[0]["weight"]
    assert (ScoreSheet.objects.count(), changed) == (1, not guarded)


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_a_project_is_decided_once(monkeypatch: Patch, guarded: bool) -> None:
    """The control shows what the lock is for: without it, the constraint is the last word, and no refusal says why."""
    work, han = ready()

    def decides(outcome: str) -> Act:
        project = fresh(work.project)
        return lambda: deciding.decide(han, project, outcome=outcome, reason="까닭", at=now())

    if guarded:
        came = meet(monkeypatch, deciding.actions.decide, "require", decides("admitted"), decides("rejected"))
        assert "" in came
        assert len(set(came)) == 2
    else:
        without_row_locks(monkeypatch)
        with pytest.raises(Exception, match=r"unique|duplicate|key"):
            meet(monkeypatch, deciding, "closed", decides("admitted"), decides("rejected"))
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_two_decisions_at_once_do_not_put_more_on_the_ballot_than_may(
    monkeypatch: Patch, guarded: bool
) -> None:
    """One place on the ballot, two projects: the second decision waits for the envelope's row and is told that it is full."""
    work, han = ready()
    other = factories.a_project(work.envelope, state="eligible")
    for member in work.members[:3]:
        factories.a_sheet(member, other, 3)
    with pgtrigger.ignore("cycles.Envelope:frozen_rules"):  # the city had set it before the first phase
        Envelope.objects.filter(pk=work.envelope.pk).update(max_projects=1)
    if not guarded:
        without_row_locks(monkeypatch)

    def admits(project: Project) -> Act:
        one = fresh(project)
        return lambda: deciding.decide(han, one, outcome="admitted", reason="까닭", at=now())

    came = meet(monkeypatch, deciding, "_still_room", admits(work.project), admits(other))
    on_ballot = Project.objects.filter(envelope=work.envelope, state="on_ballot").count()
    assert (came, on_ballot) == ((("", "cycles.ballot_full"), 1) if guarded else (("", ""), 2))


def test_what_a_closing_counted_is_what_stands() -> None:
    """Without any race the numbers agree: what the controls above lose."""
    work, han = ready()
    assert code_of(close(work, han)) == ""
    assert Closing.objects.get().raters == standing(work.committee, work.project, now()).raters == 3
