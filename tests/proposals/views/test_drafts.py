"""Drafts that save themselves: two windows, a lost answer, a browser without an account, and the end of a draft."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from civic.common.dates import time_text
from proposals.domain import drafting
from proposals.models import Proposal, SetAside
from proposals.views.keeping import COOKIE
from tests import factories

pytestmark = pytest.mark.django_db
PART = 6  # session, person, roles, unread notices, the draft, what was kept
TASKS = 7  # session, person, roles, unread notices, the draft, what is similar, who writes along
TITLE = "시장 뒷골목에 안내등을 달아 주세요"
SEOUL_JUNG, BUSAN_JUNG = "1114000000", "2611000000"


@pytest.fixture
def call():
    factories.a_topic()
    return factories.a_call()


@pytest.fixture
def draft(client, kim, call):
    client.force_login(kim)
    return begin(client)


def begin(client):
    client.post("/proposals/new/similar/", {"title": TITLE, "choice": "write"})
    return Proposal.objects.get(state="draft")


def page(draft, part="text"):
    return reverse("proposals:part", args=[draft.uuid, part])


def save(client, draft, window, version, body):
    return client.post(
        f"{page(draft)}save/", {"body": body, "kind": "problem", "window": window, "version": version}
    )


def test_what_is_typed_is_saved_and_the_time_is_said(client, draft):
    answer = save(client, draft, "one", draft.version, "밤길이")
    draft.refresh_from_db()
    assert (draft.body, draft.kind, draft.version) == ("밤길이", "problem", 2)
    words = answer.content.decode()
    with translation.override(answer["Content-Language"]):
        assert time_text(draft.saved_at) in words
    assert f'name="version" value="{draft.version}"' in words
    assert "밤길이" in client.get(page(draft)).content.decode()


def test_an_unreadable_sum_is_left_out_and_said(client, draft):
    answer = client.post(f"{page(draft, 'cost')}save/", {"rough_cost": "많이", "version": draft.version})
    assert answer.status_code == 200
    assert answer.context["unreadable"]
    draft.refresh_from_db()
    assert draft.rough_cost is None


def test_one_window_may_be_behind_by_lost_answers(client, draft):
    seen = draft.version
    for body in (
        "밤",
        "밤길",
        "밤길이",
    ):  # no answer ever came back, so the window still knows the first version
        assert save(client, draft, "one", seen, body).status_code == 200
    draft.refresh_from_db()
    assert draft.body == "밤길이"
    assert not SetAside.objects.exists()


def test_two_windows_on_one_part_show_both_texts_and_lose_neither(client, draft):
    seen = draft.version
    assert save(client, draft, "one", seen, "첫째 창의 글").status_code == 200
    assert save(client, draft, "two", seen, "둘째 창의 글").status_code == 409
    draft.refresh_from_db()
    assert draft.body == "첫째 창의 글"
    fields = {"kind": "problem", "window": "two", "version": seen}
    answer = client.post(page(draft), {"body": "둘째 창의 글, 길게", **fields})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "첫째 창의 글" in words
    assert "둘째 창의 글, 길게" in words
    assert (
        client.post(
            page(draft), {"body": "둘째 창의 글, 길게", **fields, "version": draft.version}
        ).status_code
        == 302
    )
    draft.refresh_from_db()
    assert draft.body == "둘째 창의 글, 길게"
    assert "첫째 창의 글" in client.get(page(draft)).content.decode()  # still kept beside it


def test_two_windows_on_two_parts_do_not_meet(client, draft):
    seen = draft.version
    assert save(client, draft, "one", seen, "글").status_code == 200
    place = {"place": "시장 뒷골목", "window": "two", "version": seen}
    assert client.post(f"{page(draft, 'place')}save/", place).status_code == 200
    draft.refresh_from_db()
    assert (draft.body, draft.place) == ("글", "시장 뒷골목")


def test_kept_texts_go_with_the_submission(client, kim, draft):
    drafting.set_aside(
        kim, draft, part="text", window="one", values={"body": "옛 글", "x": "y"}, at=timezone.now()
    )
    assert SetAside.objects.get().values == {"body": "옛 글"}
    parts = {"body": "글", "topic": factories.a_topic()}
    drafting.save_draft(kim, draft, at=timezone.now(), **parts)
    client.post(reverse("proposals:check", args=[draft.uuid]))
    assert Proposal.objects.get().state == "open"
    assert not SetAside.objects.exists()


def test_a_visitor_writes_and_signs_in_at_the_end(client, kim, call):
    draft = begin(client)
    assert draft.author is None
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert save(client, draft, "one", 1, "밤길이 어둡습니다").status_code == 200
    client.post(page(draft, "topic"), {"topic": "safety"})
    check = reverse("proposals:check", args=[draft.uuid])
    assert client.get(check).status_code == 200
    sent = client.post(check, {"next": check})
    assert sent.url == f"/account/login/?next={check.replace('/', '%2F')}"
    client.force_login(kim)
    assert client.get(check).status_code == 200
    client.post(check)
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.author, proposal.keeper) == ("open", kim, "")


def test_my_page_takes_the_drafts_of_this_device(client, kim, call):
    draft = begin(client)
    client.force_login(kim)
    assert draft.title in client.get("/me/").content.decode()
    draft.refresh_from_db()
    assert draft.author == kim


def test_another_browser_knows_nothing_of_it(client, kim, call):
    draft = begin(client)
    for stranger in (Client(), Client()):
        stranger.cookies[COOKIE] = "made-up"
        assert stranger.get(page(draft)).url.startswith("/account/login/")
        stranger.force_login(kim)
        assert stranger.get(page(draft)).status_code == 404
    assert Proposal.objects.get().author is None


def test_a_device_keeps_five_drafts(client, call):
    for _each in range(5):
        client.post("/proposals/new/similar/", {"title": TITLE, "choice": "write"})
    sixth = client.post("/proposals/new/similar/", {"title": TITLE, "choice": "write"})
    assert sixth.headers["X-Refusal"] == "proposals.too_many_drafts"
    assert Proposal.objects.count() == 5


def test_drafts_are_deleted_after_the_time_that_their_pages_say(client, kim, call):
    at = timezone.now()
    mine = drafting.start_draft(kim, call=call, at=at, title="제 제안입니다")
    kept = drafting.start_draft(_nobody(), call=call, at=at, title="이름 없는 제안", keeper="k")
    for days, left in ((29, {mine, kept}), (30, {mine}), (179, {mine}), (180, set())):
        drafting.purge(at + timedelta(days=days))
        assert set(Proposal.objects.all()) == left, days


def _nobody():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_another_title_asks_for_similar_ones_again(client, draft):
    old = factories.a_proposal(title="어린이 수영장 개방")
    answer = client.post(page(draft, "title"), {"title": "어린이 수영장을 열어 주세요"})
    similar = reverse("proposals:draft_similar", args=[draft.uuid])
    assert answer.url == similar
    assert old.number in client.get(similar).content.decode()
    assert client.post(similar, {"choice": "write"}).url == page(draft)
    draft.refresh_from_db()
    assert draft.choice_after_similar == "write"


@pytest.mark.parametrize(
    ("place", "borough"),
    [
        ("서울특별시 중구 세종대로", SEOUL_JUNG),
        ("부산 중구 광복로", BUSAN_JUNG),
        ("중구 어딘가", None),
        ("강중구로", None),
    ],
)
def test_an_address_alone_is_enough_for_the_borough(client, draft, place, borough):
    from civic.areas.models import Area

    for city, name, code in (
        ("1100000000", "서울특별시", SEOUL_JUNG),
        ("2600000000", "부산광역시", BUSAN_JUNG),
    ):
        parent, _made = Area.objects.get_or_create(code=city, defaults={"name": name, "level": "city"})
        Area.objects.get_or_create(code=code, defaults={"name": "중구", "level": "borough", "parent": parent})
    assert client.post(page(draft, "place"), {"place": place}).status_code == 302
    draft.refresh_from_db()
    assert draft.area_id == borough


def test_a_tile_of_the_map_fills_the_list_in(client, draft):
    borough = factories.a_borough()
    type(borough).objects.filter(pk=borough.pk).update(tile_column=3, tile_row=4)
    words = client.get(page(draft, "place")).content.decode()
    tile = f'href="{page(draft, "place")}?area={borough.pk}"'
    assert tile in words
    words = client.get(f"{page(draft, 'place')}?area={borough.pk}").content.decode()
    assert f'value="{borough.pk}" selected' in words


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_of_a_draft_cost_the_same_however_much_is_kept(
    client, kim, draft, django_assert_num_queries, many
):
    for n in range(many):
        values = {"body": f"다른 글 {n}"}
        drafting.set_aside(kim, draft, part="text", window=str(n), values=values, at=timezone.now())
    with django_assert_num_queries(PART):
        words = client.get(page(draft)).content.decode()
    assert words.count("다른 글") == many
    with django_assert_num_queries(TASKS):
        client.get(f"/proposals/drafts/{draft.uuid}/")
