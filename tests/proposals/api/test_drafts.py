"""Drafts, proposing together and files by the API."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from proposals.models import CoProposer, Proposal
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/api/v1/proposals/"
JSON = "application/json"
TITLE = {"title": "시장 뒷골목 안내등"}


@pytest.fixture
def call():
    factories.a_topic()
    factories.a_city()
    return factories.a_call()


def kind_of(answer):
    return answer.json()["type"].removeprefix("urn:civic:problem:")


def test_a_draft_is_begun_changed_submitted_and_public(client, kim, call):
    client.force_login(kim)
    made = client.post(f"{URL}drafts/", TITLE, JSON)
    assert made.status_code == 201, made.json()
    own = f"{URL}drafts/{made.json()['uuid']}/"
    assert kind_of(client.post(f"{own}submit/")) == "proposals.incomplete"
    changed = client.patch(own, {"body": "어둡습니다", "topic": "safety", "version": 1}, JSON).json()
    assert (changed["body"], changed["version"]) == ("어둡습니다", 2)
    stale = client.patch(own, {"body": "다른 글", "version": 1}, JSON)
    assert (stale.status_code, kind_of(stale)) == (409, "proposals.changed_meanwhile")
    assert [one["title"] for one in client.get(f"{URL}drafts/").json()["results"]] == [TITLE["title"]]
    submitted = client.post(f"{own}submit/")
    assert submitted.status_code == 201
    assert client.get(own).status_code == 404
    client.logout()
    assert client.get(f"{URL}{submitted.json()['number']}/").json()["body"] == "어둡습니다"


def test_a_draft_is_nobody_elses(client, kim, lee, park, call):
    draft = factories.a_proposal(author=kim, state="draft", call=call)
    factories.a_second_factor(park)
    own = f"{URL}drafts/{draft.uuid}/"
    assert client.get(f"{URL}drafts/").status_code == client.get(own).status_code == 401
    for person in (lee, park):
        client.force_login(person)
        assert client.get(f"{URL}drafts/").json()["results"] == []
        answers = [
            client.get(own), client.patch(own, TITLE, JSON), client.delete(own), client.post(f"{own}submit/"),
            client.post(f"{own}invitation/"),
        ]  # fmt: skip
        assert {answer.status_code for answer in answers} == {404}
    client.force_login(kim)
    assert client.delete(own).status_code == 204
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("where", ["", "drafts/"])
def test_a_key_that_is_sent_twice_writes_once(client, kim, lee, call, where):
    client.force_login(kim)
    parts = TITLE | {"body": "어둡습니다", "topic": "safety"}
    key = {"HTTP_IDEMPOTENCY_KEY": str(uuid4())}
    first, second = (client.post(URL + where, parts, JSON, **key) for _time in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    name = "uuid" if where else "number"
    assert first.json()[name] == second.json()[name]
    assert Proposal.objects.count() == 1
    other = client.post(URL + where, parts | {"title": "다른 제안입니다"}, JSON, **key)
    assert kind_of(other) == "proposals.key_used"
    client.force_login(lee)
    assert kind_of(client.post(URL + where, parts, JSON, **key)) == "proposals.key_used"
    wrong = client.post(URL + where, parts, JSON, HTTP_IDEMPOTENCY_KEY="no uuid")
    assert wrong.status_code == 422


def test_others_join_by_the_link_and_leave(client, kim, lee, call):
    proposal = factories.a_proposal(author=kim, call=call)
    invitation = f"{URL}{proposal.number}/invitation/"
    client.force_login(lee)
    assert kind_of(client.post(invitation)) == "proposals.not_the_author"
    client.force_login(kim)
    made = client.post(invitation).json()
    assert made["url"].endswith(f"/proposals/join/{made['token']}/")
    joining = f"{URL}invitations/{made['token']}/"
    client.logout()
    assert client.get(joining).status_code == 401
    client.force_login(lee)
    assert client.get(joining).json()["author"] == "k**"
    assert client.post(joining).status_code == 204
    assert kind_of(client.post(joining)) == "proposals.already_together"
    assert client.get(f"{URL}{proposal.number}/").json()["co_proposers"] == ["l**"]
    assert client.delete(f"{URL}{proposal.number}/co-proposal/").status_code == 204
    client.force_login(kim)
    assert client.delete(invitation).status_code == 204
    client.force_login(lee)
    assert kind_of(client.post(joining)) == "proposals.invitation_over"
    assert client.get(f"{URL}invitations/1:x/").status_code == 404
    assert not CoProposer.objects.standing().exists()


def a_picture():
    content = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(content, "JPEG")
    content.seek(0)
    content.name = "골목.jpg"
    return content


def test_a_photo_is_added_with_its_description(client, kim, lee, call, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    proposal = factories.a_proposal(author=kim, call=call)
    files = f"{URL}{proposal.number}/files/"
    sent = {"kind": "photo", "words": "가로등 하나만 켜진 골목"}
    client.force_login(lee)
    assert client.post(files, sent | {"file": a_picture()}).status_code == 403
    client.force_login(kim)
    lacking = client.post(files, {"kind": "photo", "file": a_picture()})
    assert (lacking.status_code, set(lacking.json()["errors"])) == (422, {"words"})
    added = client.post(files, sent | {"file": a_picture()})
    assert (added.status_code, added.json()["kind"]) == (202, "photo"), added.json()
    assert client.post(files, sent, JSON).status_code == 415


def test_a_co_proposer_may_add_files_and_not_submit(client, kim, lee, call):
    draft = factories.a_proposal(author=kim, state="draft", call=call)
    CoProposer.objects.create(proposal=draft, user=lee, joined_at=timezone.now())
    client.force_login(lee)
    own = f"{URL}drafts/{draft.uuid}/"
    assert client.patch(own, {"body": "함께 쓴 글"}, JSON).status_code == 200
    for refused in (client.post(f"{own}submit/"), client.delete(own), client.post(f"{own}invitation/")):
        assert kind_of(refused) == "proposals.not_the_author"
