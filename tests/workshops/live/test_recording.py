"""From the closed room into the record: statements become opinions, answers become votes, receipts stay."""

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, StaleState
from tests.workshops.live.conftest import a_phone, a_table, choosing, said
from workshops.domain import recording as workshop_recording
from workshops.live import refusals
from workshops.live.domain import answering, opening, recording
from workshops.live.models import Answer, Room, Statement
from workshops.mapped import vote_lines
from workshops.models import Opinion, OpinionMap, StatementVote, Workshop


def _closed(room: Room, seo: User, statements: int = 2, phones: int = 3) -> list[Statement]:
    found = [said(room, seo, f"의견 {n}입니다") for n in range(statements)]
    devices = [a_phone(room) for _n in range(phones)]
    table = a_table(room, heads=6)
    choosing(room, seo)
    for number, phone in enumerate(devices):
        for place, one in enumerate(found):
            answering.answer(phone, one, "agree" if (number + place) % 2 else "disagree")
    answering.answer_by_heads(table, found[0], agree=4, unsure=1)
    opening.move_room(seo, room, "close", at=now())
    return found


def test_chosen_statements_become_opinions_with_their_receipts_and_votes(room: Room, seo: User) -> None:
    first, second = _closed(room, seo)
    [opinion] = recording.record_statements(seo, room, [first], at=now())
    first.refresh_from_db()
    assert (opinion.text, opinion.receipt, first.opinion_id) == (first.text, first.receipt, opinion.pk)
    assert opinion.disposition == Opinion.Disposition.OPEN
    values = sorted(StatementVote.objects.values_list("value", flat=True))
    assert values == [-1, -1, 0, 1, 1, 1, 1, 1]  # three phones (one agrees), and a table of 4 and 1
    assert recording.record_statements(seo, room, [first, second], at=now())[0].text == second.text
    assert Opinion.objects.count() == 2


def test_votes_carry_no_key_and_a_table_is_not_on_the_map_nor_in_the_file(room: Room, seo: User) -> None:
    found = _closed(room, seo, phones=12)
    recording.record_statements(seo, room, found, at=now())
    names = set(StatementVote.objects.values_list("participant", flat=True))
    keys = set(room.participants.values_list("key", flat=True))
    assert not any(key in name for key in keys for name in names)
    assert OpinionMap.objects.get().people == 12
    workshop = Workshop.objects.get(pk=room.workshop_id)
    assert len(list(vote_lines(workshop))) == 1 + 12 * 2
    counts = Answer.objects.filter(participant__table="").count()
    assert counts == StatementVote.objects.of_single_people().count()


def test_only_a_host_records_after_the_close_and_before_the_record_is_public(
    room: Room, seo: User, kim: User
) -> None:
    with pytest.raises(refusals.RoomNotClosed):
        recording.record_statements(seo, room, [], at=now())
    [one] = _closed(room, seo, statements=1)
    with pytest.raises(NotAllowed):
        recording.record_statements(kim, room, [one], at=now())
    with pytest.raises(refusals.NothingChosen):
        recording.record_statements(seo, room, [], at=now())
    recording.record_statements(seo, room, [one], at=now())
    workshop_recording.publish_record(seo, Workshop.objects.get(pk=room.workshop_id), at=now())
    with pytest.raises(StaleState):
        recording.record_statements(seo, Room.objects.get(pk=room.pk), [one], at=now())


def test_whoever_wrote_it_finds_it_by_the_receipt_code(room: Room, seo: User, client: Client) -> None:
    [one] = _closed(room, seo, statements=1)
    recording.record_statements(seo, room, [one], at=now())
    workshop_recording.publish_record(seo, Workshop.objects.get(pk=room.workshop_id), at=now())
    page = client.post("/workshops/receipt/", {"receipt": one.receipt.lower()}).content.decode()
    assert one.text in page


def test_the_published_record_shows_how_the_room_answered(room: Room, seo: User, client: Client) -> None:
    [one] = _closed(room, seo, statements=1)
    recording.record_statements(seo, room, [one], at=now())
    workshop_recording.publish_record(seo, Workshop.objects.get(pk=room.workshop_id), at=now())
    client.cookies["django_language"] = "ko"
    page = client.get(room.workshop.get_absolute_url()).content.decode()
    assert "동의 5" in page
