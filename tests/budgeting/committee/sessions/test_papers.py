"""Published minutes as a tagged PDF: the same content, set in the background, its hash on the record."""

import io
from hashlib import sha256

import pgtrigger
import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

from budgeting.committee.domain import minuting
from budgeting.committee.domain.printing import print_minutes, print_waiting
from budgeting.committee.models import Minutes, Paper
from budgeting.committee.tasks import print_minutes as task
from civic.audit.models import Entry
from civic.common.clock import now
from tests.budgeting.committee.sessions.conftest import Sitting
from tests.budgeting.committee.sessions.test_minutes import confirmed, over


def published(room: Sitting, access: str = "open") -> Minutes:
    minutes = over(room)
    confirmed(room, minutes)
    ground = "" if access == "open" else "정보공개법 제9조제1항제5호"
    return minuting.publish_minutes(room.han, minutes, access=access, ground=ground, at=now())


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_the_file_says_what_the_page_says(room: Sitting, client: Client) -> None:
    minutes = published(room)
    task()
    page = client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    address = f"/committee/minutes/{minutes.pk}/minutes-ko.pdf"
    assert f'href="{address}"' in page
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    data = b"".join(answer)  # type: ignore[arg-type]
    text = text_of(data)
    [item] = minutes.content["items"]
    for said in (
        minutes.digest, item["title"], item["reason"], minutes.note, minutes.content["place"], "출석 명단",
        "이해관계로 제외", "찬성 3", "의결권이 있는 위원 5명 중 3명", "짧은 기간",
    ):  # fmt: skip
        assert (said in text) == (said in " ".join(page.split())), said
    assert minutes.digest in text
    assert item["reason"] in text
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), "/StructTreeRoot" in root) == (
        "ko",
        True,
        True,
    )


def test_the_hash_and_size_of_the_file_are_on_the_page_and_on_the_record(
    room: Sitting, client: Client
) -> None:
    minutes = published(room)
    assert "PDF 파일을 만들고 있습니다." in client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    assert print_waiting(now()) == 1
    paper = Paper.objects.get(language="ko")
    with default_storage.open(paper.path) as file:
        data = file.read()
    assert (sha256(data).hexdigest(), len(data)) == (paper.digest, paper.size)
    said = Entry.objects.filter(verb="committee.print_minutes").order_by("-pk")
    assert {entry.data["sha256"] for entry in said} == set(Paper.objects.values_list("digest", flat=True))
    page = client.get(f"/committee/minutes/{minutes.pk}/").content.decode()
    assert paper.digest in page
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.update(digest="0" * 64)


def test_a_second_run_sets_nothing_again_and_each_language_has_its_file(
    room: Sitting, client: Client
) -> None:
    minutes = published(room)
    print_waiting(now())
    assert print_waiting(now()) == 0
    assert print_minutes(minutes.pk, "ko", at=now()) is None
    assert set(Paper.objects.values_list("language", flat=True)) == {"ko", "en"}
    english = text_of(b"".join(client.get(f"/committee/minutes/{minutes.pk}/minutes-en.pdf")))  # type: ignore[arg-type]
    assert "Minutes of session 1" in english
    assert client.get(f"/committee/minutes/{minutes.pk}/minutes-fr.pdf").status_code == 404


def test_drafts_are_not_set(room: Sitting) -> None:
    over(room)
    assert print_waiting(now()) == 0


@pytest.mark.parametrize(
    ("access", "attendance", "reasons"), [("partly", False, True), ("closed", False, False)]
)
def test_what_is_closed_is_not_in_the_file(
    room: Sitting, access: str, attendance: bool, reasons: bool
) -> None:
    print_minutes(published(room, access).pk, "ko", at=now())
    with default_storage.open(Paper.objects.get().path) as file:
        text = text_of(file.read())
    assert "정보공개법 제9조제1항제5호" in text
    assert ("출석 명단" in text, "필요합니다." in text) == (attendance, reasons)


def test_after_a_crash_the_same_file_is_written_again(room: Sitting) -> None:
    """The file was saved and its row was not."""
    minutes = published(room)
    paper = print_minutes(minutes.pk, "ko", at=now())
    assert paper is not None
    first = paper.digest
    with pgtrigger.ignore("committee.Paper:append_only"):
        Paper.objects.all().delete()
    again = print_minutes(minutes.pk, "ko", at=now())
    assert again is not None
    assert again.digest == first
    with default_storage.open(again.path) as file:
        assert sha256(file.read()).hexdigest() == first
