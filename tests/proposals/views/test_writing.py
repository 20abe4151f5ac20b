"""Writing a proposal in the browser, without JavaScript: from the title to the number."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from civic.areas.models import Area
from civic.comments.models import Follow
from civic.common.periods import days_after
from civic.processes.models import Phase
from proposals import shown
from proposals.models import Call, Encounter, Ladder, Proposal
from tests import factories

pytestmark = pytest.mark.django_db

PARTS = {
    "text": ("body", "kind"), "topic": ("topic",), "place": ("area", "place"), "cost": ("rough_cost",),
    "group": ("group_kind", "group_name"),
}  # fmt: skip
TITLE = "시장 뒷골목에 안내등을 달아 주세요"
DETAILS = {
    "body": "밤길이 어둡습니다.\n\n안내등을 달면 모두가 안전합니다.",
    "kind": "solution",
    "topic": "safety",
    "area": "1111000000",
    "place": "시장 뒷골목",
    "rough_cost": "1,200만원",
    "group_kind": "",
    "group_name": "",
}


@pytest.fixture
def call():
    factories.a_topic()
    return factories.a_call()


def a_draft(client):
    client.post("/proposals/new/similar/", {"title": TITLE, "choice": "write"})
    return Proposal.objects.get(state="draft")


def page(draft, part):
    return reverse("proposals:part", args=[draft.uuid, part])


def fill_in(client, draft, **other):
    """Every part, one after the other; gives the last answer."""
    for part, names in PARTS.items():
        answer = client.post(page(draft, part), {name: (DETAILS | other)[name] for name in names})
        assert answer.status_code == 302, part
    return answer


def test_the_whole_way_from_the_title_to_the_number(client, kim, call):
    client.force_login(kim)
    assert client.get("/proposals/new/").status_code == 200
    to_similar = client.post("/proposals/new/", {"title": TITLE})
    assert to_similar.url == f"/proposals/new/similar/?title={quote(TITLE).replace('%20', '+')}"
    assert client.get(to_similar.url).status_code == 200
    to_text = client.post("/proposals/new/similar/", {"title": TITLE, "choice": "write"})
    draft = Proposal.objects.get()
    assert to_text.url == page(draft, "text")
    following = [client.get(to_text.url).status_code]
    tasks = client.get(f"/proposals/drafts/{draft.uuid}/")
    assert [one["done"] for one in tasks.context["tasks"]] == [
        True,
        True,
        False,
        False,
        False,
        False,
        False,
        False,
    ]
    assert tasks.context["tasks"][-1]["href"] == ""  # nothing to submit yet
    for part, names in PARTS.items():
        answer = client.post(page(draft, part), {name: DETAILS[name] for name in names})
        following.append(answer.url)
    assert following == [
        200, page(draft, "topic"), page(draft, "place"), page(draft, "cost"), page(draft, "group"),
        f"/proposals/drafts/{draft.uuid}/check/",
    ]  # fmt: skip
    assert client.get(f"/proposals/drafts/{draft.uuid}/").context["tasks"][-1]["href"] == following[-1]
    shown = client.get(following[-1]).content.decode()
    assert shown.count("1,200만 원") == 2  # among the answers, and as others will see it
    assert "시장 뒷골목" in shown
    assert f"{page(draft, 'place')}?back=check#id_place" in shown
    back = client.post(page(draft, "place"), {"place": "시장 앞", "area": "1111000000", "back": "check"})
    assert back.url == following[-1]
    done = client.post(following[-1])
    draft.refresh_from_db()
    assert (draft.state, draft.place) == ("open", "시장 앞")
    assert draft.number == f"P-{timezone.localtime().year}-00001"
    assert done.url == f"/proposals/{draft.number}/submitted/"
    for _time in range(2):  # it can be opened again
        assert draft.number in client.get(done.url).content.decode()
    assert draft.threshold == 50
    assert draft.support_until == days_after(draft.submitted_at, 30)
    assert Follow.objects.filter(user=kim, thread=draft.thread).exists()


def test_a_title_of_81_characters_comes_back_with_what_was_typed(client, kim, call):
    client.force_login(kim)
    answer = client.post("/proposals/new/", {"title": "가" * 81})
    assert answer.status_code == 422
    assert "가" * 81 in answer.content.decode()


def test_missing_details_come_back_with_an_error_summary(client, kim, call):
    client.force_login(kim)
    draft = a_draft(client)
    for part, wrong, kept in (
        ("text", {"body": "", "kind": "problem"}, "problem"),
        ("topic", {"topic": ""}, ""),
        ("cost", {"rough_cost": "많이"}, "많이"),
    ):
        answer = client.post(page(draft, part), wrong)
        words = answer.content.decode()
        assert answer.status_code == 422
        assert "error-summary" in words
        assert f"#id_{next(iter(wrong))}" in words
        assert kept in words


def test_personal_data_asks_once_more(client, kim, call):
    client.force_login(kim)
    draft = a_draft(client)
    body = "연락 주세요 010-0000-1234"
    fill_in(client, draft, body=f"어둡습니다.\n{body}. 꼭 달아 주세요.")
    asked = client.get(reverse("proposals:check", args=[draft.uuid]))
    assert asked.url == reverse("proposals:personal_data", args=[draft.uuid])
    [found] = client.get(asked.url).context["found"]
    assert (found.text, found.sentence) == ("010-0000-1234", f"{body}.")
    assert client.get(reverse("proposals:check", args=[draft.uuid])).url == asked.url
    client.post(asked.url)
    client.post(reverse("proposals:check", args=[draft.uuid]))
    draft.refresh_from_db()
    assert draft.state == "open"


def test_a_resident_number_cannot_be_waved_through(client, kim, call):
    client.force_login(kim)
    draft = a_draft(client)
    fill_in(client, draft, body="900101-1234567 입니다")
    assert client.post(reverse("proposals:personal_data", args=[draft.uuid])).status_code == 422
    answer = client.post(reverse("proposals:check", args=[draft.uuid]))
    assert answer.headers["X-Refusal"] == "proposals.resident_number"
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_similar_ones_can_be_supported_instead(client, lee, call):
    old = factories.a_proposal(title="시장 뒷골목 안내등 설치 요청", call=call)
    client.force_login(lee)
    assert old.number in client.get("/proposals/new/similar/", {"title": TITLE}).content.decode()
    answer = client.post(
        "/proposals/new/similar/", {"title": TITLE, "number": old.number, "choice": "support"}
    )
    assert answer.url.startswith(f"/proposals/{old.number}/")
    old.refresh_from_db()
    assert old.support_count == 1
    met = Encounter.objects.get()
    assert (met.choice, met.chosen, met.shown, met.person) == ("support", old, [old.number], lee)
    assert not Proposal.objects.filter(state="draft").exists()


def test_writing_anyway_is_remembered(client, lee, call):
    factories.a_proposal(title="시장 뒷골목 안내등 설치 요청", call=call)
    client.force_login(lee)
    assert a_draft(client).choice_after_similar == "write"
    assert Encounter.objects.get().choice == "write"


def test_a_closed_call_says_when_the_next_one_opens(client, kim):
    opens = timezone.now() + timedelta(days=10)
    process = factories.a_process()
    phase = Phase.objects.create(
        process=process, kind="gather", opens_at=opens, closes_at=opens + timedelta(days=30)
    )
    Call.objects.create(process=process, ladder=Ladder.objects.create(slug="soon", name="사다리"))
    client.force_login(kim)
    answer = client.get("/proposals/new/")
    assert answer.status_code == 200
    words = answer.content.decode()
    assert 'id="id_title"' not in words
    assert phase.opens_at.isoformat() in words
    assert client.post("/proposals/new/", {"title": TITLE}).headers["X-Refusal"] == "proposals.call_closed"


def test_a_draft_is_nobody_elses(client, kim, lee, call):
    client.force_login(kim)
    draft = a_draft(client)
    client.force_login(lee)
    for name in ("draft", "draft_similar", "check", "personal_data", "discard"):
        assert client.get(reverse(f"proposals:{name}", args=[draft.uuid])).status_code == 404
    for part in ("title", *PARTS):
        assert client.get(page(draft, part)).status_code == 404
        assert client.post(f"{page(draft, part)}save/").status_code == 404


def test_a_draft_can_be_thrown_away(client, kim, call):
    client.force_login(kim)
    draft = a_draft(client)
    client.post(reverse("proposals:discard", args=[draft.uuid]))
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        ("37.56632", "126.97792", "37.5663, 126.9779"),
        ("37.5", "", ""),
        ("91", "126.9", ""),
        ("nan", "126.9", ""),
        ("x", "y", ""),
    ],
)
def test_a_position_of_the_device_is_a_place(client, kim, call, latitude, longitude, kept):
    client.force_login(kim)
    draft = a_draft(client)
    answer = client.post(page(draft, "place"), {"latitude": latitude, "longitude": longitude})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert shown.position(draft) == kept
    assert (kept or "-") in client.get(reverse("proposals:check", args=[draft.uuid])).content.decode()


def test_a_position_names_its_borough_where_the_boundaries_are_loaded(client, kim, call):
    square = [[126.9, 37.5], [127.0, 37.5], [127.0, 37.6], [126.9, 37.6], [126.9, 37.5]]
    Area.objects.filter(code="1129000000").update(geometry={"type": "Polygon", "coordinates": [square]})
    client.force_login(kim)
    draft = a_draft(client)
    client.post(page(draft, "place"), {"latitude": "37.55", "longitude": "126.95"})
    draft.refresh_from_db()
    assert draft.area_id == "1129000000"
    client.post(page(draft, "place"), {"latitude": "37.55", "longitude": "126.95", "area": "1111000000"})
    draft.refresh_from_db()
    assert draft.area_id == "1111000000"  # what the writer chose stands
