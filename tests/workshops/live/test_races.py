"""Parallel acts in a live room, each with a control that fails when the guard is off."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from civic.accounts.models import User
from civic.common import locks
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.workshops.live.conftest import a_phone, a_room, choosing, said
from workshops.live.domain import answering, joining, moderating, opening, recording, writing
from workshops.live.models import Answer, Participant, Room, Statement
from workshops.models import Opinion, StatementVote

THREADS = 8
pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seo(transactional_db: None) -> User:
    return factories.a_staff_member("seo", "host")


def at_once(act: Callable[[int], object], count: int = THREADS) -> list[str]:
    """The codes of the refusals ("" for done) of so many threads that begin together."""
    start = Barrier(count)

    def one(n: int) -> str:
        start.wait(timeout=30)
        try:
            act(n)
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def _ready(seo: User) -> tuple[Room, Statement, Participant]:
    room = a_room(seo)
    statement, phone = said(room, seo), a_phone(room)
    return choosing(room, seo), statement, phone


def test_one_phone_that_answers_eight_times_at_once_answers_once(seo: User) -> None:
    _room, statement, phone = _ready(seo)
    kinds = answering.KINDS
    codes = at_once(lambda n: answering.answer(phone, statement, kinds[n % 3]))
    assert sorted(codes) == [""] + ["live.answered_already"] * (THREADS - 1)
    assert Answer.objects.count() == 1


def test_control_without_the_unique_constraint_one_phone_answers_often(seo: User) -> None:
    _room, statement, phone = _ready(seo)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE live_answer DROP CONSTRAINT live_answer_once")
    try:
        assert at_once(lambda _n: answering.answer(phone, statement, "agree")) == [""] * THREADS
        assert Answer.objects.count() == THREADS
    finally:
        Answer.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE live_answer ADD CONSTRAINT live_answer_once UNIQUE (statement_id, participant_id)"
            )


def _answers_around_a_close(seo: User) -> tuple[list[str], Room]:
    """Eight phones answer while the facilitator closes; the slow ones have read the phase and wait before they write."""
    room, statement, _phone = _ready(seo)
    phones = [a_phone(room) for _n in range(THREADS)]
    host = User.objects.get(pk=seo.pk)

    def act(n: int) -> None:
        if n == 0:
            opening.move_room(host, Room.objects.get(pk=room.pk), "close", at=now())
        else:
            answering.answer(phones[n], statement, "agree")

    return at_once(act), room


def test_an_answer_around_the_close_is_in_or_refused_and_there_is_no_third(seo: User) -> None:
    for _round in range(5):
        codes, room = _answers_around_a_close(seo)
        assert codes[0] == ""
        assert set(codes[1:]) <= {"", "live.room_closed"}
        assert Answer.objects.filter(statement__room=room).count() == codes[1:].count("")


def _closed_between_rule_and_row(seo: User, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """An answer that has passed its rule stands still until the room is closed, or until the closer is seen to wait.

    Gives the answer's refusal ("" for none), and whether the room was closed while the answer was still unwritten.
    """
    room, statement, phone = _ready(seo)
    ruled, closed = Event(), Event()
    plain = answering.refusing

    def slowly(known: object) -> object:
        ruled.set()
        closed.wait(timeout=2)  # with the lock the closer cannot come by, however long we stand here
        return plain(known)  # type: ignore[arg-type]

    monkeypatch.setattr(answering, "refusing", slowly)
    host = User.objects.get(pk=seo.pk)
    overtaken = []

    def act(n: int) -> None:
        if n == 0:
            answering.answer(phone, statement, "agree")
            return
        ruled.wait(timeout=30)
        opening.move_room(host, Room.objects.get(pk=room.pk), "close", at=now())
        overtaken.append(not Answer.objects.filter(statement=statement).exists())
        closed.set()

    return at_once(act, 2)[0], overtaken[0]


def test_a_close_waits_for_an_answer_that_has_passed_its_rule(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _closed_between_rule_and_row(seo, monkeypatch) == ("", False)


def test_control_without_the_shared_lock_the_room_closes_before_an_answer_that_then_comes_in(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "share", lambda _name: None)
    assert _closed_between_rule_and_row(seo, monkeypatch) == ("", True)


def _closed_between_rule_and_screen(seo: User, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """A host puts a statement on the screen and, past the rule, stands still while another closes the room.

    Gives the refusal ("" for none), and whether the room was closed while the statement was not yet on its screen.
    """
    room, statement, _phone = _ready(seo)
    ruled, closed = Event(), Event()
    plain = moderating.statement_states.move

    def slowly(_table: object, row: Statement, verb: str) -> Statement:
        ruled.set()
        closed.wait(timeout=2)
        return plain(row, verb)

    host = User.objects.get(pk=seo.pk)
    overtaken = []

    def act(n: int) -> None:
        if n == 0:
            moderating.moderate(host, statement, "show")
            return
        ruled.wait(timeout=30)
        opening.move_room(host, Room.objects.get(pk=room.pk), "close", at=now())
        overtaken.append(not Statement.objects.filter(pk=statement.pk, state="on_screen").exists())
        closed.set()

    monkeypatch.setattr(moderating, "statement_states", type("Slow", (), {"move": slowly})())
    return at_once(act, 2)[0], overtaken[0]


def test_a_close_waits_for_a_statement_on_its_way_to_the_screen(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _closed_between_rule_and_screen(seo, monkeypatch) == ("", False)


def test_control_without_the_shared_lock_a_closed_room_gets_a_statement_on_its_screen(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "share", lambda _name: None)
    assert _closed_between_rule_and_screen(seo, monkeypatch) == ("", True)


def test_eight_recorders_of_one_table_are_one(seo: User) -> None:
    room = a_room(seo)
    codes = at_once(lambda _n: joining.join(Room.objects.get(pk=room.pk), at=now(), table="3", heads=6))
    assert sorted(codes) == [""] + ["live.table_taken"] * (THREADS - 1)


def test_a_double_tap_writes_once(seo: User) -> None:
    phone = a_phone(a_room(seo))
    codes = at_once(lambda _n: writing.write_statement(phone, text="골목이 어둡습니다", at=now()))
    assert sorted(codes) == [""] + ["live.written_already"] * (THREADS - 1)


def test_two_clerks_who_record_the_same_statements_record_them_once(seo: User) -> None:
    room, statement, phone = _ready(seo)
    answering.answer(phone, statement, "agree")
    opening.move_room(seo, room, "close", at=now())
    host = User.objects.get(pk=seo.pk)
    codes = at_once(
        lambda _n: recording.record_statements(host, Room.objects.get(pk=room.pk), [statement], at=now()), 4
    )
    assert codes == [""] * 4
    assert Opinion.objects.count() == StatementVote.objects.count() == 1


def test_a_lock_of_the_room_needs_a_transaction(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        locks.share(opening.lock_name(1))
