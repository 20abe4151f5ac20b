"""The list and the page of a proposal, and who sees what."""

import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from civic.moderation.domain import deciding
from proposals.domain import hiding, implementing, transferring
from tests import factories

pytestmark = pytest.mark.django_db


def titles(response):
    return [card["title"] for card in response.context["cards"]]


def test_who_wrote_a_hidden_proposal_finds_there_the_rule_the_reason_and_the_second_look(client, kim, park):
    proposal = factories.a_proposal(author=kim)
    factories.a_second_factor(park)
    deciding.decide(park, proposal, outcome="hidden", rule="abuse", reason="이름을 들어 욕하였습니다.")
    appeal = f'href="/moderation/appeal/proposals.proposal:{proposal.pk}/"'
    for person, offered in ((kim, True), (park, False)):
        client.force_login(person)
        page = client.get(f"/proposals/{proposal.number}/").content.decode()
        assert "이름을 들어 욕하였습니다." in page
        assert "욕설·혐오 표현" in page
        assert (appeal in page) is offered


def test_hidden_and_absent_proposals_are_the_same_404(client, kim, lee, park):
    proposal = factories.a_proposal(author=kim)
    hiding.hide(park, proposal, rule="abuse")
    for person in (None, lee):
        if person:
            client.force_login(person)
        hidden = client.get(f"/proposals/{proposal.number}/")
        absent = client.get("/proposals/P-2026-99999/")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        neutral = absent.content.decode().replace("P-2026-99999", proposal.number)
        assert (
            hidden.content.decode().split("csrfmiddlewaretoken")[0] == neutral.split("csrfmiddlewaretoken")[0]
        )
    assert proposal.title not in client.get("/proposals/").content.decode()
    client.force_login(kim)
    assert client.get(f"/proposals/{proposal.number}/").status_code == 200


def test_the_page_says_the_threshold_in_words(client):
    proposal = factories.a_proposal(support_count=37)
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert "37" in page
    assert "/ 50" in page


def test_a_proposal_that_gathers_no_more_promises_nothing_for_more_supports(client):
    gathers = factories.a_proposal(support_count=31)
    sent_on = factories.a_proposal(state="transferred", support_count=31)
    client.cookies["django_language"] = "ko"
    pages = [client.get(f"/proposals/{one.number}/").content.decode() for one in (gathers, sent_on)]
    assert ["/ 50" in page for page in pages] == [True, False]
    assert ["필요한 공감은 50건이었습니다." in page for page in pages] == [False, True]


def test_an_overdue_answer_is_said_in_words(client):
    proposal = factories.a_proposal(state="review", answer_due_at=timezone.now() - timedelta(days=6))
    assert client.get(f"/proposals/{proposal.number}/").context["is_overdue"] is True
    assert titles(client.get("/proposals/overdue/")) == [proposal.title]


def test_orders_of_the_list(client):
    now = timezone.now()
    call = factories.a_call()
    old = factories.a_proposal(call=call, submitted_at=now - timedelta(days=9), support_count=45)
    new = factories.a_proposal(call=call, submitted_at=now - timedelta(days=1), support_count=3)
    late = factories.a_proposal(
        state="review",
        call=call,
        submitted_at=now - timedelta(days=5),
        support_count=80,
        answer_due_at=now - timedelta(days=1),
    )
    assert titles(client.get("/proposals/")) == [new.title, late.title, old.title]
    assert titles(client.get("/proposals/?order=supported")) == [late.title, old.title, new.title]
    assert titles(client.get("/proposals/?order=near")) == [old.title, new.title]
    assert titles(client.get("/proposals/?order=overdue")) == [late.title]
    once = titles(client.get("/proposals/?order=random"))
    assert sorted(once) == sorted([old.title, new.title, late.title])
    assert titles(client.get("/proposals/?order=random")) == once


def test_random_pages_show_everything_once(client):
    call = factories.a_call()
    for _n in range(45):
        factories.a_proposal(call=call)
    seen, after = [], ""
    while True:
        page = client.get(f"/proposals/?order=random&after={after}")
        seen += titles(page)
        if not page.context["page"].next_cursor:
            break
        after = page.context["page"].next_cursor
    assert len(seen) == len(set(seen)) == 45


def test_filters(client):
    call = factories.a_call()
    here = factories.a_proposal(call=call, topic=factories.a_topic("green"))
    factories.a_proposal(call=call, area=factories.a_borough("1129000000"), state="review")
    assert titles(client.get("/proposals/?area=1111000000")) == [here.title]
    assert titles(client.get("/proposals/?topic=green")) == [here.title]
    assert titles(client.get("/proposals/?state=open")) == [here.title]
    assert len(titles(client.get("/proposals/?department=safety"))) == 1
    assert len(titles(client.get("/proposals/?area=1100000000"))) == 2
    assert titles(client.get("/proposals/?area=nowhere&topic=nothing&department=none&state=draft")) == []


@pytest.mark.parametrize(
    ("q", "hits"),
    [
        ("주차", 1),
        ("공영주차장", 1),
        ("영주", 1),
        ("주차 공영", 1),
        ("주차 하늘", 0),
        ("공", 1),
        ("주차위반", 0),
        ("！？", 2),
        ("PARKING", 1),
    ],
)
def test_search_finds_two_syllables_inside_words(client, q, hits):
    call = factories.a_call()
    factories.a_proposal(
        call=call,
        title="공영주차장을 밤에 열어 주세요",
        title_en="Open public parking at night",
        body="차 댈 곳이 없습니다",
    )
    factories.a_proposal(call=call, title="나무 그늘", title_en="", body="덥습니다")
    assert len(titles(client.get("/proposals/", {"q": q}))) == hits


def test_search_takes_text_in_decomposed_form(client):
    factories.a_proposal(title="공영주차장을 밤에 열어 주세요")
    assert len(titles(client.get("/proposals/", {"q": unicodedata.normalize("NFD", "주차장")}))) == 1


def test_an_empty_city_invites_nobody_to_what_it_does_not_take(client, db):
    client.cookies["django_language"] = "ko"
    page = client.get("/proposals/").content.decode()
    assert "지금은 제안을 받지 않습니다." in page
    assert "첫 제안을 남겨 보십시오." not in page
    assert "아직 지도가 없습니다." in client.get("/proposals/map/").content.decode()


def test_the_end_of_a_proposal_is_told_once(client, yoon):
    """The day, with what shows it, is the last line; the bare state besides would say the same words again."""
    done = factories.a_proposal(state="answered", department=factories.a_department())
    implementing.begin(yoon, done, at=timezone.now())
    sent_on = factories.a_proposal()
    transferring.transfer(
        yoon, sent_on, on=timezone.localdate(), reason="자치구의 일입니다.", body="한빛구", at=timezone.now()
    )
    client.cookies["django_language"] = "ko"
    assert told(client, done)[-1] == ("시행 중", "now")
    implementing.complete(yoon, done, evidence="손수레 두 대를 두었습니다.", at=timezone.now())
    for proposal, last in ((done, "시행 완료"), (sent_on, "이송: 한빛구")):
        lines = told(client, proposal)
        assert lines[-1] == (last, "done")
        assert len({title for title, _state in lines}) == len(lines)
    assert "시행 완료" not in [title for title, _state in told(client, done)][:-1]


def told(client, proposal):
    """The lines of its timeline: what they say, and whether it has happened."""
    events = client.get(f"/proposals/{proposal.number}/").context["events"]
    return [(event.title, event.state) for event in events]
