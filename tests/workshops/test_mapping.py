"""The opinion map of a workshop: what is stored, who sees it, what it costs, and the file behind it."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from civic.common.clock import now
from tests import factories
from workshops.domain.mapping import map_opinions
from workshops.groups import group_opinions, read_votes
from workshops.models import Opinion, OpinionMap, StatementVote, Workshop

pytestmark = pytest.mark.django_db
REAL = Path(os.environ.get("CIVIC_REAL_DATA", Path(__file__).parents[3] / "shared" / "data")) / "polis"


def a_conversation(*camps: int, statements: int = 8, code: str = "conversation") -> Workshop:
    """An imported conversation in which each camp agrees with a run of statements of its own."""
    workshop = factories.a_workshop(
        state=Workshop.State.RECORDED, external_id=f"polis:{code}", recorded_at=now()
    )
    opinions = [
        Opinion.objects.create(
            workshop=workshop,
            text=f"의견 {number}",
            receipt=f"{code[:2].upper()}{number:06d}",
            external_id=str(number),
        )
        for number in range(statements)
    ]
    StatementVote.objects.bulk_create(
        StatementVote(opinion=opinion, participant=f"secret-{camp}-{person}", value=1 if place % len(camps) == camp else -1)
        for camp, size in enumerate(camps)
        for person in range(size)
        for place, opinion in enumerate(opinions)
    )  # fmt: skip
    return workshop


def test_the_groups_are_stored_without_anybody_s_name() -> None:
    workshop = a_conversation(30, 20)
    stored = map_opinions(workshop, at=now())
    assert stored is not None
    assert (stored.people, stored.votes, stored.data["sizes"]) == (50, 400, [30, 20])
    assert len(stored.data["dots"]) == 50
    assert "secret" not in json.dumps(stored.data)


def test_fewer_than_ten_people_have_no_map_and_lose_an_earlier_one() -> None:
    workshop = a_conversation(10)
    assert map_opinions(workshop, at=now()) is not None
    StatementVote.objects.filter(participant="secret-0-3").delete()
    assert map_opinions(workshop, at=now()) is None
    assert not OpinionMap.objects.exists()


def test_a_hidden_statement_counts_for_nothing() -> None:
    workshop = a_conversation(30, 20)
    hidden = Opinion.objects.filter(workshop=workshop).earliest("pk")
    Opinion.objects.filter(pk=hidden.pk).update(hidden_at=now())
    stored = map_opinions(workshop, at=now())
    assert stored is not None
    assert stored.votes == 350
    assert f'"opinion": {hidden.pk},' not in json.dumps(stored.data)


def test_a_statement_hidden_later_leaves_the_page_at_once(client: Client) -> None:
    workshop = a_conversation(30, 20)
    map_opinions(workshop, at=now())
    assert "의견 0" in client.get(workshop.get_absolute_url()).content.decode()
    Opinion.objects.filter(workshop=workshop, external_id="0").update(hidden_at=now())
    assert "의견 0" not in client.get(workshop.get_absolute_url()).content.decode()


@pytest.mark.parametrize("camps", [(30,), (30, 20, 15)])
def test_the_page_costs_six_queries_for_one_group_and_for_three(
    camps: tuple[int, ...], client: Client, django_assert_num_queries: Any
) -> None:
    """The workshop, a page of statements, their counts, the outcome, the map, its statements."""
    workshop = a_conversation(*camps)
    map_opinions(workshop, at=now())
    with django_assert_num_queries(6):
        page = client.get(workshop.get_absolute_url()).content.decode()
    assert page.count('class="dot-key"') == len(camps)


def test_the_page_says_groups_shares_and_people(client: Client) -> None:
    workshop = a_conversation(30, 20)
    map_opinions(workshop, at=now())
    page = client.get(workshop.get_absolute_url(), headers={"accept-language": "ko"}).content.decode()
    assert "50명이 400번 답했습니다" in page
    assert "갈래 A: 30명" in page
    assert "97% 동의(다른 갈래 5%)" in page
    assert "갈래 사이에 뜻이 갈리는 의견" in page
    assert "동의 100%, 반대 0%" in page


def test_the_votes_can_be_downloaded_and_give_the_same_groups(client: Client, tmp_path: Path) -> None:
    workshop = a_conversation(30, 20)
    map_opinions(workshop, at=now())
    answer = client.get(f"{workshop.get_absolute_url()}votes.csv")
    text = b"".join(answer).decode()
    assert "secret" not in text
    (tmp_path / "votes.csv").write_text(text, encoding="utf-8")
    assert group_opinions(read_votes(tmp_path / "votes.csv")).sizes == [30, 20]


def test_the_votes_of_fewer_than_fifty_people_are_not_published(client: Client) -> None:
    workshop = a_conversation(30, 19)
    map_opinions(workshop, at=now())
    assert client.get(f"{workshop.get_absolute_url()}votes.csv").status_code == 404
    assert "votes.csv" not in client.get(workshop.get_absolute_url()).content.decode()


def test_two_downloads_number_the_voters_differently(client: Client) -> None:
    workshop = a_conversation(40, 20)
    map_opinions(workshop, at=now())
    once, again = (b"".join(client.get(f"{workshop.get_absolute_url()}votes.csv")) for _time in range(2))
    assert once != again
    assert len(once.splitlines()) == len(again.splitlines()) == 1 + 480


@pytest.mark.real_data
def test_a_real_conversation_has_a_map(client: Client) -> None:
    if not REAL.is_dir():
        pytest.skip("CIVIC_REAL_DATA is not here")
    call_command("import_polis", str(REAL / "vtaiwan.uberx"), verbosity=0)
    workshop = Workshop.objects.get(external_id__startswith="polis:")
    page = client.get(workshop.get_absolute_url()).content.decode()
    assert len(re.findall('class="dot-key"', page)) == 2
