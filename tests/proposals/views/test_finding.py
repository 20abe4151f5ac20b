"""Finding proposals: orders, the filter by call, feeds, the card for other sites, and what changed word by word."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from proposals import listing
from proposals.domain import weighing
from proposals.models import Answer, Version
from tests import factories

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(response) -> list[str]:
    return [card["title"] for card in response.context["cards"]]


def test_the_most_discussed_come_first_page_by_page(client, kim):
    call = factories.a_call()
    for count in (3, 0, 7):
        one = factories.a_proposal(author=kim, call=call, title=f"댓글 {count}")
        type(one.thread).objects.filter(pk=one.thread_id).update(comment_count=count)
    assert titles(client.get("/proposals/?order=discussed")) == ["댓글 7", "댓글 3", "댓글 0"]


def test_the_random_order_of_a_reader_stays_and_another_seed_gives_another(client, kim):
    call = factories.a_call()
    for n in range(12):
        factories.a_proposal(author=kim, call=call, title=f"제안 {n}")
    api = "/api/v1/proposals/?order=random&seed="
    orders = [
        tuple(row["number"] for row in client.get(f"{api}{seed}").json()["results"]) for seed in (1, 1, 2)
    ]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert set(orders[0]) == set(orders[2])


def test_the_list_can_be_narrowed_to_one_call(client, kim):
    earlier, now = factories.a_call(), factories.a_call()
    factories.a_proposal(author=kim, call=earlier, title="이전 공모")
    factories.a_proposal(author=kim, call=now, title="이번 공모")
    assert titles(client.get(f"/proposals/?call={earlier.process.slug}")) == ["이전 공모"]
    assert titles(client.get("/proposals/?call=no-such-call")) == []


def test_a_feed_has_the_filters_of_its_list_and_nothing_hidden(client, kim):
    call = factories.a_call()
    factories.a_proposal(author=kim, call=call, title="보이는 제안", topic=factories.a_topic("parks"))
    factories.a_proposal(author=kim, call=call, title="다른 분야", topic=factories.a_topic("roads"))
    factories.a_proposal(
        author=kim, call=call, state="hidden", title="가린 제안", topic=factories.a_topic("parks")
    )
    page = client.get("/proposals/?topic=parks").content.decode()
    assert "/proposals/feed/?topic=parks" in page
    feed = ET.fromstring(client.get("/proposals/feed/?topic=parks").content)
    assert [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")] == ["보이는 제안"]


def test_the_feed_of_answers_names_department_and_decision(client, kim, django_assert_num_queries):
    for state in ("answered", "hidden"):
        one = factories.a_proposal(author=kim, state=state, title=f"제안 {state}")
        Answer.objects.create(
            proposal=one, department=factories.a_department(), disposition="in_force", text="답"
        )
    with django_assert_num_queries(1):
        answer = client.get("/proposals/answers/feed/")
    feed = ET.fromstring(answer.content)
    [entry] = feed.iter(f"{ATOM}entry")
    assert "제안 answered" in str(entry.findtext(f"{ATOM}title"))
    assert "안전과" in str(entry.findtext(f"{ATOM}title"))


def test_only_the_card_may_stand_in_the_frame_of_another_site(client, kim):
    one = factories.a_proposal(author=kim)
    card = client.get(f"/proposals/{one.number}/embed/")
    page = client.get(f"/proposals/{one.number}/")
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "<script" not in card.content.decode()
    assert "<form" not in card.content.decode()
    assert '<html lang="ko">' in card.content.decode()


def test_the_facts_for_machines_name_the_writer_shortened(client, kim):
    one = factories.a_proposal(author=kim, state="answered")
    type(kim).objects.filter(pk=kim.pk).update(display_name="홍길동")
    Answer.objects.create(
        proposal=one, department=factories.a_department(), disposition="in_force", text="답"
    )
    facts = client.get(f"/proposals/{one.number}/facts.jsonld").json()
    assert (facts["@type"], facts["identifier"], facts["author"]["name"]) == (
        "DiscussionForumPosting",
        one.number,
        "홍*동",
    )
    assert facts["comment"][0]["text"] == "답"


def test_a_change_is_shown_word_by_word(client, kim):
    one = factories.a_proposal(author=kim, title="안내등 120곳", body="골목에 120곳을 답니다.", version=2)
    Version.objects.create(
        proposal=one, number=1, title="안내등 100곳", body="골목에 100곳을 답니다.", at=timezone.now()
    )
    page = client.get(f"/proposals/{one.number}/versions/").content.decode()
    assert "<del>" in page
    assert "100곳을</del>" in page
    assert "120곳을</ins>" in page


def test_two_syllables_anywhere_in_a_word_find_a_proposal(client, kim):
    call = factories.a_call()
    factories.a_proposal(author=kim, call=call, title="공영주차장을 늘려 주세요")
    factories.a_proposal(author=kim, call=call, title="주민 장터")
    assert titles(client.get("/proposals/?q=주차장")) == ["공영주차장을 늘려 주세요"]
    assert titles(client.get("/proposals/?q=차장")) == ["공영주차장을 늘려 주세요"]


def test_a_search_for_common_words_finds_the_same_as_the_index(client, kim, monkeypatch):
    """Both ways, over all pages and in several orders; and a page that is not full goes back to the index."""
    call = factories.a_call()
    for n in range(60):
        title = f"골목 안내등 {n}" if n % 3 else f"골목에 안내등을 {n}"
        factories.a_proposal(
            author=kim, call=call, title=title if n % 5 else f"하천 의자 {n}", support_count=n % 7
        )
    weighing.count_shares(from_on=1)
    for order in ("newest", "supported", "discussed"):
        found = {}
        for looked_at in (0, 30, 3_000):
            monkeypatch.setattr(listing, "LOOKED_AT", looked_at)
            wish = listing.Wish(q="골목 안내등", order=order, size=7)
            rows, after = [], None
            while True:
                page = listing.page(replace(wish, after=after), kim, timezone.now())
                rows += [one.pk for one in page]
                if (after := page.next_cursor) is None:
                    break
            found[looked_at] = rows
        assert len(found[0]) == 48
        assert found[0] == found[30] == found[3_000]
    assert listing.enough("골목", 7)
    assert not listing.enough("골목 없는말", 7)
