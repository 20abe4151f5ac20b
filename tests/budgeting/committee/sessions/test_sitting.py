"""A session: quorum after recusals, votes, deferral, and what the database says by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from budgeting.committee.domain import announcing, calling, deciding, sitting
from budgeting.committee.domain.declaring import declare_interest
from budgeting.committee.models import Attendance, Charter, Decision, Item, Motion, Session
from budgeting.committee.sessions.queries import presence
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal, StaleState
from civic.notifications.models import Event
from tests import factories
from tests.budgeting.committee.sessions.conftest import Sitting, a_session, about_to_sit, fresh


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def test_an_item_that_is_carried_puts_its_project_on_the_ballot_when_it_is_published(room: Sitting) -> None:
    room.open(0, 1, 2)
    room.vote(ayes=2, noes=1)
    assert (room.item.state, room.item.outcome) == ("decided", "carried")
    assert (room.item.enrolled, room.item.present, room.item.needed) == (5, 3, 3)
    assert not Decision.objects.exists(), "nothing is published before the session closes"
    sitting.close_session(room.han, room.session, at=now())
    [decision] = announcing.publish_decisions(room.han, room.session, at=now())
    room.work.project.refresh_from_db()
    assert (decision.outcome, decision.reason, room.work.project.state) == (
        "admitted",
        "필요합니다.",
        "on_ballot",
    )
    assert Event.objects.filter(kind="committee.decided").count() == 1
    with refused("committee.nothing_to_publish"):
        announcing.publish_decisions(room.han, room.session, at=now())


@pytest.mark.parametrize(
    ("kind", "ayes", "noes", "abstentions", "state", "outcome"),
    [
        ("carry", 2, 1, 0, "decided", "carried"),
        ("carry", 1, 1, 1, "decided", "lost"),
        ("carry", 1, 0, 2, "decided", "lost"),
        ("condition", 3, 0, 0, "decided", "conditional"),
        ("condition", 1, 2, 0, "waiting", ""),
        ("reject", 2, 0, 1, "decided", "lost"),
        ("reject", 1, 2, 0, "waiting", ""),
        ("defer", 2, 1, 0, "deferred", ""),
    ],
)
def test_what_a_vote_comes_to(
    room: Sitting, kind: str, ayes: int, noes: int, abstentions: int, state: str, outcome: str
) -> None:
    """A majority of those there and not recused, abstentions counted as there."""
    room.open(0, 1, 2)
    room.vote(ayes, noes, abstentions, kind, condition="장마철 전에 끝냅니다.", code="cost")
    assert (room.item.state, room.item.outcome) == (state, outcome)
    assert bool(room.item.code) == (outcome == "lost")
    assert bool(room.item.condition) == (outcome == "conditional")


def test_the_quorum_is_counted_without_the_recused(room: Sitting) -> None:
    """Five vote, two withdraw: two of the other three are a quorum, and a recused member who is there is not."""
    for member in room.work.members[3:]:
        declare_interest(member.user, fresh(room.work.project), interest="self", ground="가족", at=now())
    room.open(0, 3, 4)
    found = presence(room.item, now())
    assert (found.enrolled, found.recused, found.present, found.needed) == (5, 2, 1, 2)
    with refused("committee.no_item_quorum"):
        room.vote(ayes=1)
    assert not Motion.objects.exists()
    room.attend(0, 1)
    room.vote(ayes=2)
    assert (room.item.state, room.item.recused, room.item.needed) == ("decided", 2, 2)


def test_the_author_of_the_proposal_is_recused_by_rule(room: Sitting) -> None:
    factories.a_seat(room.work.committee, room.work.author)
    found = presence(room.item, now())
    assert (found.enrolled, found.recused_rule, found.recused_self) == (6, 1, 0)


def test_who_advises_without_a_vote_counts_for_no_quorum(room: Sitting) -> None:
    adviser = factories.a_seat(room.work.committee, factories.a_resident("adviser"), votes=False)
    sitting.record_attendance(room.han, room.session, present=[adviser.pk, room.work.members[0].pk])
    with refused("committee.no_session_quorum"):
        sitting.open_session(room.han, room.session, at=now())


def test_an_item_without_its_quorum_is_deferred_with_a_reason_and_comes_up_again(room: Sitting) -> None:
    for member in room.work.members[:3]:
        declare_interest(member.user, fresh(room.work.project), interest="self", ground="가족", at=now())
    room.open(0, 1, 2)
    with refused("committee.reason_missing"):
        sitting.defer_item(room.han, room.item, reason=" ", at=now())
    sitting.defer_item(room.han, room.item, reason="정족수가 모자랍니다.", at=now())
    room.item.refresh_from_db()
    assert (room.item.state, room.item.present, room.item.needed) == ("deferred", 0, 2)
    sitting.close_session(room.han, room.session, at=now())
    again = calling.put_on_agenda(room.han, a_session(room.work, room.han), project=fresh(room.work.project))
    assert again.session.number == 2


@pytest.mark.parametrize(
    ("votes", "words", "code"),
    [
        ((4, 0, 0), {}, "committee.too_many_votes"),
        ((2, 1, 1), {}, "committee.too_many_votes"),
        ((0, 0, 3), {}, "committee.no_votes"),
        ((2, 1, 0), {"reason": " "}, "committee.reason_missing"),
        ((1, 2, 0), {}, "committee.code_missing"),
        ((3, 0, 0), {"kind": "condition"}, "committee.condition_missing"),
    ],
)
def test_a_vote_that_cannot_be_taken_writes_nothing(
    room: Sitting, votes: tuple[int, int, int], words: dict[str, str], code: str
) -> None:
    room.open(0, 1, 2)
    with refused(code):
        room.vote(*votes, **words)
    room.item.refresh_from_db()
    assert room.item.state == "waiting"
    assert not Motion.objects.exists()


def test_a_project_that_too_few_have_scored_is_not_decided(db: None) -> None:
    room = about_to_sit(scored=2)
    room.open(0, 1, 2)
    with refused("committee.scores_lacking"):
        room.vote(ayes=3)
    room.vote(ayes=3, kind="defer", reason="평가를 더 받습니다.")
    assert room.item.state == "deferred"


def test_nothing_is_decided_twice(room: Sitting) -> None:
    room.open(0, 1, 2)
    room.vote(ayes=3)
    with refused("committee.item_settled"):
        room.vote(ayes=3)
    with refused("committee.item_settled"):
        sitting.defer_item(room.han, room.item, reason="다시", at=now())


def test_a_project_before_a_session_is_not_decided_past_it(room: Sitting) -> None:
    project = fresh(room.work.project)
    with refused("committee.decided_in_session"):
        deciding.decide(room.han, project, outcome="admitted", reason="까닭", at=now())
    room.open(0, 1, 2)
    room.vote(ayes=3)
    sitting.close_session(room.han, room.session, at=now())
    with refused("committee.decided_in_session"):
        deciding.decide(room.han, project, outcome="admitted", reason="까닭", at=now())


def test_a_session_is_opened_on_its_day_with_a_quorum(room: Sitting) -> None:
    with refused("committee.no_session_quorum"):
        room.open(0, 1)
    Session.objects.update(starts_at=now() + timedelta(days=1))
    with refused("committee.too_early"):
        room.open(0, 1, 2)


def test_a_session_closes_when_every_item_is_dealt_with(room: Sitting) -> None:
    room.open(0, 1, 2)
    with refused("committee.items_waiting"):
        sitting.close_session(room.han, room.session, at=now())
    with refused("committee.session_not_closed"):
        announcing.publish_decisions(room.han, room.session, at=now())


def test_the_charter_moves_quorum_and_majority(room: Sitting) -> None:
    """Two thirds at least to open, two thirds at least to carry."""
    Charter.objects.create(
        committee=room.work.committee, quorum_of=2, quorum_in=3, quorum_strict=False,
        carries_of=2, carries_in=3, carries_strict=False,
    )  # fmt: skip
    with refused("committee.no_session_quorum"):
        room.open(0, 1, 2)
    room.open(0, 1, 2, 3)
    room.vote(ayes=2, noes=1, abstentions=1, code="need")
    assert room.item.outcome == "lost"


def test_written_resolutions_are_the_charters_to_allow(room: Sitting) -> None:
    given = {"starts_at": now(), "place": "-", "officer": "한가람", "phone": "1", "way": "written"}
    given["ends_at"] = now() + timedelta(days=3)
    with refused("committee.written_not_allowed"):
        calling.prepare_session(room.han, room.work.committee, **given)
    Charter.objects.create(committee=room.work.committee, written_allowed=True)
    assert calling.prepare_session(room.han, room.work.committee, **given).way == "written"


def test_a_project_waits_on_one_agenda_at_a_time(room: Sitting) -> None:
    with refused("committee.already_on_agenda"):
        calling.put_on_agenda(room.han, a_session(room.work, room.han), project=fresh(room.work.project))


def test_a_session_is_called_once_and_with_an_agenda(room: Sitting) -> None:
    with pytest.raises(StaleState):
        calling.call_session(room.han, room.session, at=now())
    with refused("committee.agenda_empty"):
        calling.call_session(room.han, a_session(room.work, room.han), at=now())


def test_nobody_but_the_secretary_runs_a_session(room: Sitting, kim: User) -> None:
    for somebody in (kim, room.work.members[0].user):
        for act in (
            lambda who: sitting.record_attendance(who, room.session, present=[]),
            lambda who: sitting.open_session(who, room.session, at=now()),
            lambda who: sitting.close_session(who, room.session, at=now()),
            lambda who: calling.cancel_session(who, room.session, at=now()),
            lambda who: announcing.publish_decisions(who, room.session, at=now()),
            lambda who: sitting.defer_item(who, room.item, reason="x", at=now()),
        ):
            with refused("accounts.not_allowed"):
                act(somebody)


# What the database refuses, whoever writes


@pytest.mark.parametrize(
    "change",
    [
        {"present": 2, "needed": 3},
        {"present": 4, "needed": 3},
        {"present": 3, "needed": 0},
        {"present": None, "needed": 3},
    ],
)
def test_the_database_refuses_a_decision_without_a_quorum(
    room: Sitting, change: dict[str, int | None]
) -> None:
    """Three are there: fewer than needed, more than are there, a quorum of nobody, no numbers."""
    room.open(0, 1, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=room.item.pk).update(
            state="decided", outcome="carried", reason="까닭", **change
        )


def test_the_database_counts_no_recused_member(room: Sitting) -> None:
    room.open(0, 1, 2)
    declare_interest(
        room.work.members[0].user, fresh(room.work.project), interest="self", ground="가족", at=now()
    )
    values = {"state": "decided", "outcome": "carried", "reason": "까닭", "present": 3, "needed": 3}
    with pytest.raises(IntegrityError, match="quorum"), transaction.atomic():
        Item.objects.filter(pk=room.item.pk).update(**values)
    Item.objects.filter(pk=room.item.pk).update(**values | {"present": 2, "needed": 2})


def test_the_database_refuses_a_decision_outside_a_session_and_a_change_after_it(room: Sitting) -> None:
    room.attend(0, 1, 2)
    values = {"state": "decided", "outcome": "carried", "reason": "까닭", "present": 3, "needed": 3}
    with pytest.raises(IntegrityError, match="open session"), transaction.atomic():
        Item.objects.filter(pk=room.item.pk).update(**values)
    room.open(0, 1, 2)
    room.vote(ayes=3)
    for change in (
        {"outcome": "lost", "code": "need"},
        {"reason": "다른 까닭"},
        {"state": "waiting", "outcome": ""},
    ):
        with pytest.raises(IntegrityError, match="stands"), transaction.atomic():
            Item.objects.filter(pk=room.item.pk).update(**change)


def test_attendance_is_one_row_a_member_and_the_last_word_counts(room: Sitting) -> None:
    room.attend(0, 1)
    room.attend(1, 2, 3)
    assert Attendance.objects.count() == 5
    assert set(Attendance.objects.filter(present=True).values_list("member", flat=True)) == {
        room.work.members[n].pk for n in (1, 2, 3)
    }
