"""Who may do what when in a live room: every rule says yes once and no once."""

from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, StaleState
from tests import factories
from tests.workshops.live.conftest import a_phone, a_room, a_table, choosing, said
from workshops.live import refusals
from workshops.live.domain import answering, joining, moderating, opening, writing
from workshops.live.models import Answer, Room, Statement
from workshops.live.states import room_phases, statement_states


def test_a_room_is_opened_once_on_the_day_by_a_host(seo: User, kim: User) -> None:
    early = factories.a_workshop()
    with pytest.raises(refusals.NotToday):
        opening.open_room(seo, early, question="무엇을?", at=now())
    today = factories.a_workshop(starts_in=timedelta(minutes=-5))
    with pytest.raises(NotAllowed):
        opening.open_room(kim, today, question="무엇을?", at=now())
    opening.open_room(seo, today, question="무엇을?", at=now())
    with pytest.raises(refusals.RoomOpenAlready):
        opening.open_room(seo, today, question="무엇을?", at=now())


@pytest.mark.parametrize("verb", room_phases.transitions)
@pytest.mark.parametrize("phase", room_phases.states)
def test_every_phase_moves_by_the_table_and_not_otherwise(
    room: Room, seo: User, phase: str, verb: str
) -> None:
    Room.objects.filter(pk=room.pk).update(phase=phase, closed_at=now() if phase == "closed" else None)
    if room_phases.allows(verb, phase):
        assert opening.move_room(seo, room, verb, at=now()).phase == room_phases.target(verb)
        return
    with pytest.raises(refusals.RoomClosed if phase == "closed" else StaleState):
        opening.move_room(seo, room, verb, at=now())


@pytest.mark.parametrize("verb", statement_states.transitions)
@pytest.mark.parametrize("state", statement_states.states)
def test_every_statement_moves_by_the_table_and_not_otherwise(
    room: Room, seo: User, state: str, verb: str
) -> None:
    one = said(room, seo)
    Statement.objects.filter(pk=one.pk).update(state=state)
    one.refresh_from_db()
    if statement_states.allows(verb, state):
        assert moderating.moderate(seo, one, verb).state == statement_states.target(verb)
        return
    with pytest.raises(StaleState):
        moderating.moderate(seo, one, verb)


def test_a_closed_room_puts_nothing_on_its_screen_and_does_not_offer_it(
    room: Room, seo: User, client: Client
) -> None:
    waiting, admitted = writing.write_statement(a_phone(room), text="가로등", at=now()), said(room, seo)
    desk = f"/room/desk/{room.workshop.code}/"
    client.force_login(seo)
    assert client.get(desk).content.decode().count('value="show"') == 2
    opening.move_room(seo, room, "close", at=now())
    for one in (waiting, admitted):  # both read before the close
        with pytest.raises(refusals.RoomClosed):
            moderating.moderate(seo, one, "show")
        assert client.post(f"{desk}statements/{one.pk}/", {"verb": "show"}).status_code == 409
    assert not Statement.objects.filter(state="on_screen").exists()
    page = client.get(desk).content.decode()
    assert 'value="show"' not in page
    assert 'value="hide"' in page  # what must not be read is still taken away, what waits still admitted
    assert moderating.moderate(seo, waiting, "shortlist").state == "shortlisted"
    assert moderating.moderate(seo, admitted, "hide").state == "hidden"


def test_an_unknown_verb_is_refused_like_a_stale_one(room: Room, seo: User) -> None:
    with pytest.raises(StaleState):
        opening.move_room(seo, room, "explode", at=now())
    with pytest.raises(StaleState):
        moderating.moderate(seo, said(room, seo), "explode")


def test_what_is_written_waits_for_the_staff_unless_the_room_is_open_to_all(room: Room, seo: User) -> None:
    waiting = writing.write_statement(a_phone(room), text="  골목이\n 어둡습니다 ", at=now())
    assert (waiting.state, waiting.text) == ("waiting", "골목이 어둡습니다")
    free = a_room(seo, moderated=False)
    before = free.version
    assert writing.write_statement(a_phone(free), text="골목이 어둡습니다", at=now()).state == "shortlisted"
    free.refresh_from_db()
    assert free.version == before + 1


@pytest.mark.parametrize("text", ["", " a ", "가" * 141])
def test_a_statement_has_2_to_140_characters(room: Room, text: str) -> None:
    with pytest.raises(refusals.StatementWrong):
        writing.write_statement(a_phone(room), text=text, at=now())


def test_nobody_writes_twice_the_same_or_after_the_writing_or_without_end(room: Room, seo: User) -> None:
    phone = a_phone(room)
    writing.write_statement(phone, text="의견 하나", at=now())
    with pytest.raises(refusals.WrittenAlready):
        writing.write_statement(phone, text="의견  하나", at=now())
    for n in range(writing.MOST_OF_A_PHONE - 1):
        writing.write_statement(phone, text=f"의견 {n}", at=now())
    with pytest.raises(refusals.EnoughWritten):
        writing.write_statement(phone, text="하나 더", at=now())
    choosing(room, seo)
    with pytest.raises(refusals.NotWriting):
        writing.write_statement(a_phone(room), text="늦은 의견", at=now())


def test_a_statement_is_answered_once_by_others_while_the_room_chooses(room: Room, seo: User) -> None:
    writer, other = a_phone(room), a_phone(room)
    one = said(room, seo, by=writer)
    with pytest.raises(refusals.NotAnswering):
        answering.answer(other, one, "agree")
    choosing(room, seo)
    with pytest.raises(refusals.OwnStatement):
        answering.answer(writer, one, "agree")
    answering.answer(other, one, "disagree")
    with pytest.raises(refusals.AnsweredAlready):
        answering.answer(other, one, "agree")
    assert [str(answer) for answer in Answer.objects.all()] == ["+0 -1 ?0"]


def test_a_hidden_statement_or_one_of_another_room_is_not_answered(room: Room, seo: User) -> None:
    one, elsewhere = said(room, seo), said(a_room(seo), seo)
    choosing(room, seo)
    moderating.moderate(seo, one, "hide")
    for statement in (one, elsewhere):
        with pytest.raises(refusals.NotShown):
            answering.answer(a_phone(room), statement, "agree")


def test_a_slip_of_the_finger_is_taken_back_and_answered_anew(room: Room, seo: User) -> None:
    one, phone = said(room, seo), a_phone(room)
    choosing(room, seo)
    answering.answer(phone, one, "disagree")
    assert answering.take_back(phone, one)
    assert not answering.take_back(phone, one)
    answering.answer(phone, one, "agree")
    assert [str(answer) for answer in Answer.objects.all()] == ["+1 -0 ?0"]


def test_a_question_is_asked_by_others_at_any_phase_and_only_that(room: Room, seo: User) -> None:
    question = said(room, seo, "예산은 얼마입니까?", kind="question")
    answering.answer(a_phone(room), question, "agree")
    with pytest.raises(refusals.WrongHeadCount):
        answering.answer(a_phone(room), question, "disagree")
    assert [str(answer) for answer in Answer.objects.all()] == ["+1 -0 ?0"]


def test_a_table_answers_by_heads_and_never_by_more_than_sit_there(room: Room, seo: User) -> None:
    one, table = said(room, seo), a_table(room, heads=6)
    choosing(room, seo)
    for wrong in ({"agree": 7}, {"agree": 4, "disagree": 3}, {}, {"agree": -1, "disagree": 2}):
        with pytest.raises(refusals.WrongHeadCount):
            answering.answer_by_heads(table, one, **wrong)
    assert answering.answer_by_heads(table, one, agree=3, disagree=1, unsure=1).heads == 5
    with pytest.raises(refusals.WrongHeadCount):
        answering.answer_by_heads(a_phone(room), one, agree=2)


def test_a_table_has_one_recorder_until_the_facilitator_frees_it(room: Room, seo: User, kim: User) -> None:
    first = a_table(room)
    with pytest.raises(refusals.TableTaken):
        a_table(room)
    with pytest.raises(NotAllowed):
        joining.free_table(kim, first)
    joining.free_table(seo, first)
    second = a_table(room, heads=5)
    assert (second.pk, second.heads) == (first.pk, 5)
    assert second.key != first.key


def test_a_closed_room_takes_nobody_and_nothing_and_stays_closed(room: Room, seo: User) -> None:
    one, phone = said(room, seo), a_phone(room)
    opening.move_room(seo, room, "close", at=now())
    for act in (
        lambda: joining.join(room, at=now()),
        lambda: writing.write_statement(phone, text="늦은 의견", at=now()),
        lambda: answering.answer(phone, one, "agree"),
        lambda: moderating.bundle(seo, room, [one], title="조명"),
        lambda: opening.move_room(seo, room, "choose", at=now()),
    ):
        with pytest.raises(refusals.RoomClosed):
            act()


def test_a_room_that_is_full_takes_no_further_device(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST", 2)
    a_phone(room)
    a_phone(room)
    with pytest.raises(refusals.RoomFull):
        a_phone(room)


def test_statements_are_grouped_under_titles_and_an_empty_bundle_goes(room: Room, seo: User) -> None:
    one, two = said(room, seo), said(room, seo)
    first = moderating.bundle(seo, room, [one, two], title=" 조명 ")
    assert first is not None
    assert first.statements.count() == 2
    second = moderating.bundle(seo, room, [one], title="순찰")
    assert second is not None
    moderating.bundle(seo, room, [two], title="")
    assert [bundle.title for bundle in room.bundles.all()] == ["순찰"]
    with pytest.raises(refusals.NothingChosen):
        moderating.bundle(seo, room, [], title="빈 묶음")
