"""Calls of limited time in the browser and for programs; the map; the picture for messengers."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from civic.processes.models import Process
from proposals.domain import calling
from proposals.models import Award, Proposal, Terms
from proposals.views import calling as calling_views
from tests import factories
from tests.proposals.calls import a_limited_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def park(client):
    person = factories.a_staff_member("park", "moderator")
    factories.a_second_factor(person)
    client.force_login(person)
    return person


def address(terms: Terms) -> str:
    return f"/proposals/calls/{terms.call.process.slug}/"


def result_page(terms: Terms) -> str:
    return f"/proposals/desk/calls/{terms.call.process.slug}/result/"


@pytest.mark.parametrize("many", [1, 3])
def test_a_call_costs_the_same_however_many_proposals_it_has(client, django_assert_num_queries, many):
    terms = a_limited_call(criteria="새로움\n도움")
    for n in range(many):
        factories.a_proposal(call=terms.call, topic=factories.a_topic(f"t{n}"))
    with django_assert_num_queries(6):
        page = client.get(address(terms))
    assert len(page.context["cards"]) == many
    assert "<li>새로움</li>" in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_calls(client, django_assert_num_queries, many):
    for _ in range(many):
        a_limited_call()
    a_limited_call(published_at=None)
    with django_assert_num_queries(3):
        page = client.get("/proposals/calls/")
    assert len(page.context["cards"]) == many


def test_a_call_in_preparation_does_not_exist_for_others(client, kim):
    terms = a_limited_call(published_at=None)
    client.force_login(kim)
    assert client.get(address(terms)).status_code == 404
    assert client.post(f"{address(terms)}enter/", {"title": "골목 쉼터"}).status_code == 404
    a_limited_call()
    slug = terms.call.process.slug
    Process.objects.filter(slug=slug).update(title="아직 준비하는 공모")
    for path in ("/proposals/", "/proposals/calls/", f"/proposals/map/?call={slug}", "/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "아직 준비하는 공모" not in page.content.decode()
    assert client.get(f"/api/v1/proposals/calls/{slug}/").status_code == 404
    factories.a_call()
    wish = {"title": "골목 쉼터", "body": "쉴 곳", "topic": factories.a_topic().slug, "call": slug}
    assert client.post("/api/v1/proposals/", wish, content_type="application/json").status_code == 422


def test_a_draft_says_for_which_call_it_is_and_what_that_call_asks_for(client, kim):
    terms = a_limited_call(required=["area", "cost"])
    draft = factories.a_proposal(
        author=kim, state="draft", call=terms.call, area=None, rough_cost=None, place="골목"
    )
    client.force_login(kim)
    page = client.get(f"/proposals/drafts/{draft.uuid}/")
    assert address(terms) in page.content.decode()
    tasks = {task["id"]: task for task in page.context["tasks"]}
    for part in ("place", "cost"):
        assert (tasks[f"task-{part}"]["done"], tasks[f"task-{part}"]["status"]) == (False, "")
    assert tasks["task-group"]["status"]
    assert not tasks["task-check"]["href"]
    Proposal.objects.filter(pk=draft.pk).update(area=factories.a_borough(), rough_cost=1_000)
    tasks = {task["id"]: task for task in client.get(f"/proposals/drafts/{draft.uuid}/").context["tasks"]}
    assert tasks["task-place"]["done"]
    assert tasks["task-check"]["href"]


def test_a_proposal_that_was_chosen_is_not_shown_as_one_that_failed(client, park):
    terms = a_limited_call(opens=-20, closes=-1)
    won, lost = (
        factories.a_proposal(call=terms.call, title=f"제안 {n}", state="not_supported") for n in range(2)
    )
    at = timezone.now()
    calling.publish_result(park, terms, places={won: 1}, reasons={won: "가장 필요합니다."}, at=at)
    cards = {card["proposal"].pk: card for card in client.get("/proposals/").context["cards"]}
    assert (cards[won.pk]["state"], cards[won.pk]["state_kind"]) == ("공모 선정 1위", "success")
    assert cards[lost.pk]["state"] == str(lost.get_state_display())
    page = client.get(f"/proposals/{won.number}/").content.decode()
    assert "공모에서 선정됨: 1위" in page
    assert str(won.get_state_display()) not in page


def test_a_title_begins_a_draft_in_the_call(client, kim):
    terms = a_limited_call()
    client.force_login(kim)
    assert client.post(f"{address(terms)}enter/", {"title": "쉼"}).status_code == 422
    begun = client.post(f"{address(terms)}enter/", {"title": "골목 쉼터"})
    draft = Proposal.objects.get(author=kim)
    assert (draft.call, begun.url) == (terms.call, f"/proposals/drafts/{draft.uuid}/similar/")


def test_nobody_enters_a_closed_call(client, kim):
    terms = a_limited_call(opens=-20, closes=-1)
    client.force_login(kim)
    assert client.post(f"{address(terms)}enter/", {"title": "골목 쉼터"}).status_code == 409
    assert f"{address(terms)}enter/" not in client.get(address(terms)).content.decode()


FORM = {
    "title": "쉼터 공모", "summary": "쉼터", "kind": "competition", "text": "쉼터를 찾습니다.", "who": "everybody",
    "opens_0": "2030-01-01", "opens_1": "09:00", "closes_0": "2030-02-01", "closes_1": "18:00", "result_0": "2030-03-01",
    "result_1": "18:00",
}  # fmt: skip


def test_staff_make_change_publish_copy_and_close_a_call(client, park):
    standing = factories.a_call()
    form = FORM | {
        "area": factories.a_city().pk, "department": factories.a_department().code, "ladder": standing.ladder_id,
    }  # fmt: skip
    bad = client.post("/proposals/desk/calls/new/", form | {"closes_0": "2029-01-01"})
    assert bad.status_code == 422
    made = client.post("/proposals/desk/calls/new/", form)
    terms = Terms.objects.get()
    assert made.url == address(terms)
    desk = f"/proposals/desk/calls/{terms.call.process.slug}/"
    client.post(f"{desk}publish/")
    assert (
        client.post(f"{desk}change/", form | {"text": "다른 글"}).status_code == 422
    )  # a reason is asked for
    assert client.post(f"{desk}change/", form | {"text": "다른 글", "reason": "고침"}).status_code == 302
    assert client.post(f"{desk}copy/", form | {"title": "다음 공모"}).status_code == 302
    assert client.get("/proposals/desk/calls/").content.decode().count("쉼터 공모") >= 1
    closed = a_limited_call()
    close = f"/proposals/desk/calls/{closed.call.process.slug}/close/"
    assert client.get(close).status_code == 200
    assert client.post(close, {"reason": "끝냅니다."}).status_code == 302
    assert client.get(close).status_code == 409
    assert Terms.objects.count() == 3


def test_staff_publish_the_result_and_everybody_reads_it(client, park):
    terms = a_limited_call(opens=-20, closes=-1)
    first, _second = (factories.a_proposal(call=terms.call, title=f"제안 {n}") for n in range(2))
    page = f"/proposals/desk/calls/{terms.call.process.slug}/result/"
    assert client.post(page, {f"place-{first.pk}": 1}).status_code == 422
    assert (
        client.post(page, {f"place-{first.pk}": 1, f"reason-{first.pk}": "가장 필요합니다."}).status_code
        == 302
    )
    client.logout()
    text = client.get(address(terms)).content.decode()
    assert "가장 필요합니다." in text
    [award] = client.get(f"/api/v1/proposals/calls/{terms.call.process.slug}/").json()["awards"]
    assert (award["place"], award["number"]) == (1, first.number)


def test_reasons_stand_in_both_languages(client, park):
    terms = a_limited_call(opens=-20, closes=-1)
    one = factories.a_proposal(call=terms.call)
    sent = {
        f"place-{one.pk}": "1",
        f"reason-{one.pk}": "가장 필요합니다.",
        f"reason_en-{one.pk}": "Most needed.",
    }
    assert client.post(result_page(terms), sent).status_code == 302
    client.logout()
    for language, words in (("ko", "가장 필요합니다."), ("en", "Most needed.")):
        assert words in client.get(address(terms), headers={"Accept-Language": language}).content.decode()


def test_a_proposal_beyond_the_first_is_added_by_its_number(client, park, monkeypatch):
    monkeypatch.setattr(calling_views, "MOST", 2)
    terms = a_limited_call(opens=-20, closes=-1)
    rows = [factories.a_proposal(call=terms.call, support_count=9 - n) for n in range(4)]
    elsewhere = factories.a_proposal()
    path = result_page(terms)
    page = client.get(path)
    assert [line["proposal"] for line in page.context["lines"]] == rows[:2]
    for wrong in ("", "P-1", elsewhere.number):
        refused = client.post(path, {"add": "1", "number": wrong, f"reason-{rows[0].pk}": "절반"})
        assert refused.status_code == 422
        assert "절반" in refused.content.decode()  # what was typed stays
    typed = {f"place-{rows[0].pk}": "1", f"reason-{rows[0].pk}": "첫째"}
    page = client.post(path, typed | {"add": "1", "number": f" {rows[3].number.lower()} "})
    assert (page.status_code, page.context["also"]) == (200, [rows[3]])
    assert "첫째" in page.content.decode()
    assert not Award.objects.exists()
    again = client.post(path, typed | {"add": "1", "number": rows[2].number, "also": [rows[3].number]})
    assert [line["proposal"] for line in again.context["lines"]] == [*rows[:2], rows[3], rows[2]]
    more = {"also": [rows[3].number], f"place-{rows[3].pk}": "2", f"reason-{rows[3].pk}": "둘째"}
    assert client.post(path, typed | more).status_code == 302
    assert list(Award.objects.values_list("proposal", "place", "reason")) == [
        (rows[0].pk, 1, "첫째"), (rows[3].pk, 2, "둘째"),
    ]  # fmt: skip


def test_programs_read_calls_and_file_under_them(client, kim):
    terms = a_limited_call(who="verified")
    [row] = client.get("/api/v1/proposals/calls/").json()["results"]
    assert (row["slug"], row["stage"]) == (terms.call.process.slug, "open")
    client.force_login(kim)
    body = {"title": "골목 쉼터", "body": "쉴 곳", "topic": factories.a_topic().slug, "call": row["slug"]}
    sent = client.post("/api/v1/proposals/", body, content_type="application/json")
    assert sent.status_code == 201, sent.content
    assert Proposal.objects.get(author=kim).call == terms.call


def test_programs_begin_a_draft_in_a_call_and_it_stays_there(client, kim):
    factories.a_call()
    terms, other = a_limited_call(), a_limited_call()
    client.force_login(kim)
    named = {"title": "골목 쉼터", "call": terms.call.process.slug}
    made = client.post("/api/v1/proposals/drafts/", named, content_type="application/json")
    assert made.status_code == 201, made.content
    own = f"/api/v1/proposals/drafts/{made.json()['uuid']}/"
    moved = {"body": "쉴 곳", "call": other.call.process.slug}
    assert client.patch(own, moved, content_type="application/json").status_code == 200
    assert Proposal.objects.get(author=kim).call == terms.call
    unknown = {"title": "골목 쉼터", "call": "no-such-call"}
    assert (
        client.post("/api/v1/proposals/drafts/", unknown, content_type="application/json").status_code == 422
    )


def test_the_map_shows_what_the_list_shows(client, kim):
    call = factories.a_call()
    topic = factories.a_topic("parks")
    for borough in ("1111000000", "1111000000", "1129000000"):
        factories.a_proposal(call=call, area=factories.a_borough(borough), topic=topic)
    factories.a_proposal(call=call, area=factories.a_borough(), topic=factories.a_topic("roads"))
    type(factories.a_city()).objects.filter(level="borough").update(tile_column=1, tile_row=1)
    page = client.get("/proposals/map/?topic=parks")
    counted = {tile["href"]: tile["text"] for map_ in page.context["maps"] for tile in map_.tiles}
    assert sorted(counted.values()) == [1, 2]
    for href, number in counted.items():
        assert len(client.get(href).context["cards"]) == number
        assert href.replace("&", "&amp;") in page.content.decode()


def test_the_picture_for_messengers_is_drawn_in_both_languages(client, kim):
    long = "새솔 놀이터 앞 횡단보도에 점자블록과 음성 신호기를 함께 놓고 그늘막도 달아 주시기를 바랍니다 펲"
    one = factories.a_proposal(author=kim, title=long, support_count=20)
    page = client.get(f"/proposals/{one.number}/").content.decode()
    for language in ("ko", "en"):
        answer = client.get(f"/proposals/{one.number}/picture-{language}.png")
        assert answer["Content-Type"] == "image/png"
        assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert f"/proposals/{one.number}/picture-ko.png" in page
    assert 'property="og:image:alt"' in page
    assert page.count('property="og:image"') == page.count('property="og:title"') == 1
    hidden = factories.a_proposal(author=kim, state="hidden")
    assert client.get(f"/proposals/{hidden.number}/picture-ko.png").status_code == 404


def test_the_picture_changes_with_the_supports(client, kim):
    one = factories.a_proposal(author=kim, support_count=1)
    before = client.get(f"/proposals/{one.number}/picture-ko.png").content
    Proposal.objects.filter(pk=one.pk).update(support_count=30)
    assert client.get(f"/proposals/{one.number}/picture-ko.png").content != before
