"""Photos and documents in the browser, without JavaScript."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from civic.accounts.models import User
from civic.attachments import uploads
from civic.attachments.domain import rendering
from civic.attachments.holders import Held, seen
from civic.attachments.models import Attachment
from civic.moderation.domain.deciding import decide
from proposals.models import Proposal
from tests import factories
from tests.civic.attachments import making
from tests.civic.attachments.conftest import add_document, add_photo

pytestmark = pytest.mark.django_db
BARE = 10
"""Queries of a proposal's page for a visitor, without any file."""


def a_file(data: bytes | None = None, name: str = "IMG.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, making.photo() if data is None else data)


def page_of(row: Any) -> str:
    return reverse("attachments:folder", args=[f"{row._meta.label_lower}:{row.pk}"])


def send(client: Client, proposal: Proposal, kind: str = "photo", **fields: Any) -> Any:
    return client.post(page_of(proposal), {"kind": kind, **fields})


def test_the_author_adds_a_photo_and_everybody_sees_it_with_its_description(
    client: Client, proposal: Proposal, kim: User
) -> None:
    client.force_login(kim)
    assert page_of(proposal) in client.get(proposal.get_absolute_url()).content.decode()
    response = send(client, proposal, file=a_file(), words="불 꺼진 골목")
    assert (response.status_code, response["Location"]) == (302, page_of(proposal))
    assert "준비 중" in client.get(page_of(proposal)).content.decode()
    visitor = Client()
    assert "불 꺼진 골목" not in visitor.get(proposal.get_absolute_url()).content.decode()
    rendering.prepare(Attachment.objects.get().pk)
    page = visitor.get(proposal.get_absolute_url()).content.decode()
    assert 'alt="불 꺼진 골목"' in page
    photo = Attachment.objects.get()
    for part in ("small", "medium", "large"):
        answer = visitor.get(reverse("attachments:photo", args=[photo.uuid, part]))
        assert answer["Content-Type"] == "image/jpeg"
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert visitor.get(reverse("attachments:photo", args=[photo.uuid, "original"])).status_code == 404


def test_a_document_is_a_download_that_can_do_nothing(client: Client, kim: User, held: Held) -> None:
    document = add_document(kim, held, "측정표 1차")
    answer = client.get(reverse("attachments:document", args=[document.uuid]))
    assert b"".join(answer.streaming_content) == making.PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%EC%B8%A1")
    assert answer["Content-Disposition"].endswith(".pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"].startswith("private")
    assert set(answer["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "frame-ancestors 'none'",
        "sandbox",
    }


def test_a_file_is_kept_when_the_description_is_missing(
    client: Client, proposal: Proposal, kim: User
) -> None:
    client.force_login(kim)
    wrong = send(client, proposal, file=a_file(name="골목.jpg"), words="")
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "골목.jpg" in page
    assert "보관하고 있습니다" in page
    right = send(client, proposal, words="골목의 밤")
    assert right.status_code == 302
    photo = Attachment.objects.get()
    assert (photo.state, photo.alt, photo.file_name) == ("preparing", "골목의 밤", "골목.jpg")


def test_choosing_again_drops_what_was_kept(client: Client, proposal: Proposal, kim: User) -> None:
    client.force_login(kim)
    send(client, proposal, file=a_file(name="first.jpg"), words="")
    send(client, proposal, file=a_file(name="second.jpg"), words="골목")
    assert dict(Attachment.objects.values_list("file_name", "state")) == {
        "first.jpg": "removed",
        "second.jpg": "preparing",
    }


def test_what_is_kept_is_nobody_elses_and_can_be_dropped(
    client: Client, proposal: Proposal, kim: User, lee: User
) -> None:
    client.force_login(kim)
    send(client, proposal, "document", file=a_file(making.PDF), words="")
    kept = Attachment.objects.get()
    away = reverse("attachments:remove", args=[kept.uuid])
    other = Client()
    other.force_login(lee)
    assert other.post(away).status_code == 403
    assert client.get(reverse("attachments:document", args=[kept.uuid])).status_code == 404
    assert client.post(away)["Location"] == page_of(proposal)
    assert Attachment.objects.get().state == "removed"


def test_words_are_kept_when_the_file_is_not_taken(client: Client, proposal: Proposal, kim: User) -> None:
    client.force_login(kim)
    disguised = send(client, proposal, file=a_file(b"<script>alert(1)</script>"), words="골목의 밤")
    page = disguised.content.decode()
    assert disguised.status_code == 422
    assert "골목의 밤" in page
    assert "JPEG, PNG, WebP, HEIC를 받습니다" in page
    assert "<title>오류:" in page.replace("\n", "")
    nothing = send(client, proposal, words="골목의 밤")
    assert "파일을 선택해 주십시오." in nothing.content.decode()
    assert not Attachment.objects.exists()


def test_a_file_above_the_ceiling_is_told_and_read_no_further(
    client: Client, proposal: Proposal, kim: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST", 100_000)
    client.force_login(kim)
    large = send(client, proposal, file=a_file(b"\xff\xd8\xff" + b"\0" * 300_000), words="골목의 밤")
    page = large.content.decode()
    assert large.status_code == 422
    assert "파일이 너무 큽니다" in page
    assert "골목의 밤" in page


def test_a_stranger_fetches_nothing_of_a_hidden_thing(
    client: Client, proposal: Proposal, kim: User, held: Held, lee: User, park: User
) -> None:
    photo, document = add_photo(kim, held), add_document(kim, held)
    addresses = [
        reverse("attachments:photo", args=[photo.uuid, "large"]),
        reverse("attachments:document", args=[document.uuid]),
    ]
    stranger = Client()
    stranger.force_login(lee)
    assert [stranger.get(one).status_code for one in addresses] == [200, 200]
    decide(park, proposal, outcome="hidden", rule="spam", reason="광고입니다.")
    assert [stranger.get(one).status_code for one in addresses] == [404, 404]
    assert [Client().get(one).status_code for one in addresses] == [404, 404]
    assert stranger.get(page_of(proposal)).status_code == 404
    client.force_login(kim)
    assert [client.get(one).status_code for one in addresses] == [200, 200]


def test_a_photo_hidden_by_a_moderator_is_gone_for_all_others_and_comes_back(
    client: Client, proposal: Proposal, kim: User, held: Held, park: User
) -> None:
    photo = add_photo(kim, held, "사람이 보이는 골목")
    address = reverse("attachments:photo", args=[photo.uuid, "medium"])
    assert client.get(reverse("moderation:report", args=[photo.moderation_subject])).status_code == 302
    decide(park, photo, outcome="hidden", rule="personal_data", reason="얼굴이 보입니다.")
    client.force_login(kim)
    assert (Client().get(address).status_code, client.get(address).status_code) == (404, 404)
    assert "사람이 보이는 골목" not in Client().get(proposal.get_absolute_url()).content.decode()
    assert "운영 담당자가 비공개 처리" in client.get(page_of(proposal)).content.decode()
    moderator = Client()
    factories.a_second_factor(park)
    moderator.force_login(park)
    assert moderator.get(address).status_code == 200
    photo.refresh_from_db()
    decide(park, photo, outcome="restored", reason="동의를 받았습니다.")
    assert Client().get(address).status_code == 200


def test_an_unknown_file_and_an_unknown_thing_are_404(client: Client, kim: User) -> None:
    client.force_login(kim)
    nowhere = UUID(int=1)
    for name in ("describe", "remove", "document"):
        assert client.get(reverse(f"attachments:{name}", args=[nowhere])).status_code == 404
    for subject in ("proposals.proposal:9999", "accounts.user:1", "x"):
        assert client.get(reverse("attachments:folder", args=[subject])).status_code == 404


def test_describing_and_removing_in_the_browser(
    client: Client, proposal: Proposal, kim: User, held: Held
) -> None:
    photo = add_photo(kim, held)
    client.force_login(kim)
    there = reverse("attachments:describe", args=[photo.uuid])
    assert "어두운 골목" in client.get(there).content.decode()
    assert client.post(there, {"words": ""}).status_code == 422
    assert client.post(there, {"words": "밝은 골목"}).status_code == 302
    assert 'alt="밝은 골목"' in client.get(proposal.get_absolute_url()).content.decode()
    away = reverse("attachments:remove", args=[photo.uuid])
    assert "삭제하시겠습니까" in client.get(away).content.decode()
    client.post(away)
    assert client.get(reverse("attachments:photo", args=[photo.uuid, "large"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_the_things_ask_one_query_for_all_files(
    client: Client, kim: User, proposal: Proposal, held: Held, count: int, django_assert_num_queries: Any
) -> None:
    client.get(proposal.get_absolute_url())  # content types and the like
    with django_assert_num_queries(BARE):
        client.get(proposal.get_absolute_url())
    for _ in range(count):
        add_photo(kim, held)
    with django_assert_num_queries(BARE + 1):
        client.get(proposal.get_absolute_url())


def test_programs_read_the_same(client: Client, kim: User, proposal: Proposal, held: Held) -> None:
    address = f"/api/v1/proposals/{proposal.number}/"
    assert client.get(address).json()["files"] == {"photos": [], "documents": []}
    photo, document = add_photo(kim, held), add_document(kim, held)
    files = client.get(address).json()["files"]
    assert files["photos"][0]["alt"] == "어두운 골목"
    assert files["photos"][0]["large"].endswith(f"/files/{photo.uuid}/large.jpg")
    assert files["documents"][0]["sha256"] == document.sha256
    assert (files["documents"][0]["media_type"], files["documents"][0]["size"]) == (
        "application/pdf",
        len(making.PDF),
    )


def test_staff_add_to_what_is_theirs_and_to_nothing_else(
    client: Client, oh: User, seo: User, yoon: User, kim: User, park: User
) -> None:
    project, workshop = (
        factories.a_project(factories.an_envelope(factories.a_cycle())),
        factories.a_workshop(),
    )
    milestone = factories.a_delivery(
        factories.a_project(factories.an_envelope(factories.a_cycle("result")), state="funded"), 1
    ).milestones.get()
    for person in (oh, seo, yoon, park):
        factories.a_second_factor(person)
    allowed = {
        (project, oh): 200,
        (project, seo): 403,
        (workshop, seo): 200,
        (workshop, yoon): 403,
        (milestone, yoon): 200,
        (milestone, oh): 403,
        (project, kim): 403,
        (milestone, kim): 403,
    }
    for (row, person), status in allowed.items():
        client.force_login(person)
        assert client.get(page_of(row)).status_code == status, (row, person)
    for row, person in ((project, oh), (workshop, seo), (milestone, yoon)):
        held = seen(f"{row._meta.label_lower}:{row.pk}", person)
        assert held is not None
        add_photo(person, held, f"{row._meta.model_name} 사진")
        page = Client().get(held.how.path(row).partition("#")[0]).content.decode()
        assert f'alt="{row._meta.model_name} 사진"' in page


def test_a_person_who_is_kept_from_writing_adds_nothing(
    client: Client, proposal: Proposal, kim: User, park: User
) -> None:
    decision = decide(park, proposal, outcome="warned", rule="abuse", reason="욕설입니다.", block_days=3)
    assert decision.block.until > timezone.now() + timedelta(days=2)
    client.force_login(kim)
    response = client.get(page_of(proposal))
    assert response.status_code == 403
    assert response["X-Refusal"] == "moderation.blocked"
