"""The opinion groups of a room while people answer: when they are reckoned, what is shown to whom, what it costs."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from civic.accounts.models import User
from civic.common.clock import now
from tests.workshops.live.conftest import a_phone, a_table, choosing, said
from workshops.groups import Votes, group_opinions
from workshops.groups.naming import kept_letters
from workshops.live.domain import answering, grouping, moderating, nudging, opening
from workshops.live.models import Answer, Groups, Participant, Room, Statement
from workshops.live.tasks import regroup_room, sweep_groups

KINDS = {1: "agree", 0: "unsure", -1: "disagree"}


def statements(room: Room, seo: User, number: int = 6) -> list[Statement]:
    return [said(room, seo, f"의견 {n}: 골목에 등이 더 필요합니다") for n in range(number)]


def camp(room: Room, lines: Sequence[Statement], size: int, side: int) -> list[Participant]:
    """So many phones that agree with every other statement and disagree with the rest, or the other way round."""
    phones = [a_phone(room) for _n in range(size)]
    Answer.objects.bulk_create(
        Answer(statement=one, participant=phone, **{KINDS[side if place % 2 else -side]: 1})
        for phone in phones
        for place, one in enumerate(lines)
    )
    return phones


def stored(room: Room) -> dict[str, Any]:
    return Groups.objects.filter(room=room).values().get()


@pytest.mark.parametrize("times", range(6))
def test_the_task_stores_the_same_however_often_it_runs(times: int, room: Room, seo: User) -> None:
    lines = statements(room, seo)
    choosing(room, seo)
    camp(room, lines, 12, 1)
    camp(room, lines, 10, -1)
    for _time in range(times):
        regroup_room(room.pk)
    if not times:
        assert not Groups.objects.exists()
        return
    found = stored(room)
    assert (found["people"], found["statements"], found["votes"], found["number"]) == (22, 6, 132, 1)
    assert (found["letters"], found["data"]["sizes"]) == ("AB", [12, 10])


def test_where_nothing_has_changed_no_answer_is_read(
    room: Room, seo: User, django_assert_num_queries: Any
) -> None:
    """Savepoint and its release, the lock, the room, its groups, how many answers there are."""
    lines = statements(room, seo)
    camp(room, lines, 12, 1)
    regroup_room(room.pk)
    with django_assert_num_queries(6):
        grouping.regroup(room.pk, at=now())


def test_nine_voters_have_no_groups_and_ten_have(room: Room, seo: User) -> None:
    lines = statements(room, seo)
    phones = camp(room, lines, 9, 1)
    choosing(room, seo)
    regroup_room(room.pk)
    assert (stored(room)["data"], stored(room)["members"], stored(room)["number"]) == ({}, {}, 0)
    camp(room, lines, 1, 1)
    regroup_room(room.pk)
    assert stored(room)["data"]["sizes"] == [10]
    answering.take_back(phones[0], lines[0])
    Answer.objects.filter(participant=phones[0]).delete()
    regroup_room(room.pk)
    assert (stored(room)["data"], stored(room)["number"]) == ({}, 2)


def test_ten_who_have_only_begun_to_answer_have_no_groups(room: Room, seo: User) -> None:
    """Seven statements of eight must be answered; a group of the three who have would be a group of three."""
    lines = statements(room, seo, 8)
    camp(room, lines, 3, 1)
    camp(room, lines[:2], 8, 1)
    regroup_room(room.pk)
    assert (stored(room)["people"], stored(room)["data"]) == (11, {})


def test_a_head_count_and_a_hidden_statement_and_a_question_are_in_no_group(room: Room, seo: User) -> None:
    lines = statements(room, seo)
    question, table = said(room, seo, "예산은 얼마입니까?", kind="question"), a_table(room)
    choosing(room, seo)
    phones = camp(room, lines, 12, 1)
    answering.answer_by_heads(table, lines[0], agree=6)
    answering.answer(phones[0], question, "agree")
    moderating.moderate(seo, lines[5], "hide")
    regroup_room(room.pk)
    found = stored(room)
    assert (found["people"], found["statements"], found["votes"]) == (12, 5, 60)
    assert str(table.pk) not in found["members"]
    kept = json.dumps(found["data"])
    assert all(phone.key not in kept and phone.alias.hex not in kept for phone in phones)


def test_a_group_keeps_its_letter_when_another_becomes_the_largest(room: Room, seo: User) -> None:
    lines = statements(room, seo)
    first, second = camp(room, lines, 12, 1), camp(room, lines, 10, -1)
    regroup_room(room.pk)
    before = stored(room)["members"]
    assert {before[str(one.pk)] for one in first} == {"A"}
    camp(room, lines, 9, -1)
    regroup_room(room.pk)
    after = stored(room)
    assert after["data"]["sizes"] == [12, 19]  # from scratch the larger one would be A
    assert {after["members"][str(one.pk)] for one in first} == {"A"}
    assert {after["members"][str(one.pk)] for one in second} == {"B"}
    moderating.moderate(seo, lines[0], "hide")
    regroup_room(room.pk)
    assert {stored(room)["members"][str(one.pk)] for one in second} == {"B"}


def test_letters_stay_with_most_of_the_people_and_a_new_group_takes_the_next() -> None:
    before = dict.fromkeys("abcdef", "A") | dict.fromkeys("ghij", "B")
    assert kept_letters(2, dict.fromkeys("abcdef", 1) | dict.fromkeys("ghij", 0), before) == ["B", "A"]
    three = dict.fromkeys("abcd", 2) | dict.fromkeys("ef", 0) | dict.fromkeys("ghij", 1)
    assert kept_letters(3, three, before) == ["C", "B", "A"]
    assert kept_letters(1, dict.fromkeys("ghij", 0), before) == ["B"]
    assert kept_letters(2, {"x": 0, "y": 1}, {}) == ["A", "B"]


def test_the_number_of_groups_stays_where_another_fits_only_a_little_better() -> None:
    cast = {}
    for who in range(60):
        for line in range(8):
            side = (who % 3 == 0) if line < 4 else (who % 3 == 1)
            cast[str(who), str(line)] = 1 if side or (who * 7 + line * 5) % 4 == 0 else -1
    votes = Votes.of(cast)
    free = group_opinions(votes)
    best = len(free.sizes)
    narrow = {k: width for k, width in free.silhouettes.items() if k != best}
    near = [k for k, width in narrow.items() if width > free.silhouettes[best] - 0.05]
    far = [k for k in narrow if k not in near]
    assert all(len(group_opinions(votes, keep=k).sizes) == k for k in near)
    assert all(len(group_opinions(votes, keep=k).sizes) == best for k in far)
    assert len(group_opinions(votes, keep=best).sizes) == best
    assert narrow


def test_an_answer_calls_the_worker_once_for_all_that_follow_within_seconds(
    room: Room, seo: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    called: list[tuple[tuple[int], int]] = []
    monkeypatch.setattr(nudging, "wake", lambda _name, *args, countdown: called.append((args, countdown)))
    one, phones = said(room, seo), [a_phone(room) for _n in range(3)]
    choosing(room, seo)
    with django_capture_on_commit_callbacks(execute=True):
        answering.answer(phones[0], one, "agree")
        answering.answer(phones[1], one, "agree")
    assert called == [((room.pk,), nudging.PAUSE)]
    regroup_room(room.pk)  # takes the mark away before it reads
    with django_capture_on_commit_callbacks(execute=True):
        answering.answer(phones[2], one, "agree")
    assert len(called) == 2
    with django_capture_on_commit_callbacks(execute=True):
        opening.move_room(seo, room, "close", at=now())
    assert called[2] == ((room.pk,), 0)


def test_a_large_room_rests_longer(room: Room) -> None:
    nudging.rest(room.pk, 320_000)
    assert cache.get(f"live.groups.pause.{room.pk}") == nudging.PAUSE + 160


def test_the_sweep_finds_a_room_whose_call_was_lost_and_leaves_the_others_alone(
    room: Room, seo: User
) -> None:
    lines = statements(room, seo)
    camp(room, lines, 12, 1)
    sweep_groups()
    assert not Groups.objects.exists()  # people write; nobody has been asked
    choosing(room, seo)
    sweep_groups()
    assert stored(room)["people"] == 12
    camp(room, lines, 1, 1)
    sweep_groups()
    assert stored(room)["people"] == 12  # reckoned less than a minute ago: its own call will come
    assert grouping.regroup_lost(now() + timedelta(minutes=2)) == 1
    assert stored(room)["people"] == 13
    assert grouping.regroup_lost(now() + timedelta(minutes=4)) == 0
    opening.move_room(seo, room, "close", at=now())
    assert grouping.regroup_lost(now() + timedelta(minutes=6)) == 1  # the last one, as from the votes alone


def _done(room: Room, lines: Sequence[Statement]) -> Client:
    """A phone that has answered everything."""
    client = Client(headers={"accept-language": "ko"})
    client.post(f"/room/{room.code}/join/")
    for one in lines:
        client.post(f"/room/{room.code}/answer/{one.pk}/", {"given": "agree"})
    return client


def test_groups_are_shown_to_whoever_has_answered_all_in_the_phase_for_it_and_after(
    room: Room, seo: User
) -> None:
    lines = statements(room, seo)
    path = f"/room/{room.code}/"
    client = Client(headers={"accept-language": "ko"})
    client.post(f"{path}join/")
    assert "의견 갈래" not in client.get(path).content.decode()  # writing
    choosing(room, seo)
    camp(room, lines, 12, 1)
    camp(room, lines, 12, -1)
    reader = _done(room, lines)
    assert "10명이 되면" in reader.get(path).content.decode()
    regroup_room(room.pk)
    page = reader.get(path).content.decode()
    assert "귀하의 답은 갈래" in page
    assert page.count('class="dot-key"') == 2
    assert "갈래 사이에 뜻이 갈리는 의견" in page  # the same as a table
    assert 'class="dot-key"' not in client.get(path).content.decode()  # has a card still
    opening.move_room(seo, room, "close", at=now())
    assert 'class="dot-key"' in Client().get(path).content.decode()


def test_a_closed_room_of_few_promises_no_groups(room: Room, seo: User, client: Client) -> None:
    lines = statements(room, seo)
    choosing(room, seo)
    camp(room, lines, 9, 1)
    opening.move_room(seo, room, "close", at=now())
    regroup_room(room.pk)
    client.force_login(seo)
    for path in (f"/room/{room.code}/", f"/room/{room.code}/screen/", f"/room/desk/{room.workshop.code}/"):
        page = client.get(path, headers={"accept-language": "ko"}).content.decode()
        assert "10명이 되면" not in page
        assert 'id="groups-title"' not in page


def test_the_screen_and_the_desk_show_the_groups(room: Room, seo: User, client: Client) -> None:
    lines = statements(room, seo)
    choosing(room, seo)
    client.force_login(seo)
    screen, desk = f"/room/{room.code}/screen/", f"/room/desk/{room.workshop.code}/"
    for path in (screen, desk):
        assert "10명이 되면" in client.get(path, headers={"accept-language": "ko"}).content.decode()
    camp(room, lines, 12, 1)
    camp(room, lines, 12, -1)
    regroup_room(room.pk)
    for path in (screen, f"{screen}now/", desk, f"{desk}now/"):
        assert client.get(path).content.decode().count('class="dot-key"') == 2


@pytest.mark.parametrize("camps", [(12,), (12, 11, 10)])
def test_a_look_at_groups_that_have_not_changed_is_a_304_of_one_query(
    camps: tuple[int, ...], room: Room, seo: User, django_assert_num_queries: Any
) -> None:
    """The room with its number of the reckoning. New groups are sent to those who see them, and to nobody else."""
    lines = statements(room, seo)
    choosing(room, seo)
    for number, size in enumerate(camps):
        camp(room, lines, size, 1 if number % 2 else -1)
    reader = _done(room, lines)
    regroup_room(room.pk)
    done, busy = (f"/room/{room.code}/now/?phase=choose&card={card}" for card in "01")
    tags = {path: reader.get(path)["ETag"] for path in (done, busy)}
    for path, tag in tags.items():
        with django_assert_num_queries(1):
            assert reader.get(path, headers={"If-None-Match": tag}).status_code == 304
    camp(room, lines, 1, 1)
    for path, tag in tags.items():  # an answer alone changes nothing for phones
        assert reader.get(path, headers={"If-None-Match": tag}).status_code == 304
    regroup_room(room.pk)
    again = reader.get(done, headers={"If-None-Match": tags[done]})
    assert (again.status_code, 'hx-swap-oob="true"' in again.content.decode()) == (200, True)
    assert reader.get(busy, headers={"If-None-Match": tags[busy]}).status_code == 304


@pytest.mark.parametrize("camps", [(12,), (12, 11, 10)])
def test_the_groups_cost_a_phone_two_queries_however_many_they_are(
    camps: tuple[int, ...], room: Room, seo: User
) -> None:
    """Room, participant, what is unanswered (for the card, and how many), last answer, how many answered, the groups, the
    statements that they quote, mine, questions."""
    lines = statements(room, seo)
    choosing(room, seo)
    for number, size in enumerate(camps):
        camp(room, lines, size, 1 if number % 2 else -1)
    reader = _done(room, lines)
    path = f"/room/{room.code}/"
    regroup_room(room.pk)
    reader.get(path)
    with CaptureQueriesContext(connection) as queries:
        reader.get(path)
    asked = [one["sql"] for one in queries.captured_queries if "live_groups" in one["sql"]]
    assert len(asked) == 2  # once with the room, once for what is shown
    assert len(queries) == 10
