"""The minutes: drawn up from the record, written by the host, public with the record."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, StaleState
from tests.workshops.conftest import an_opinion
from workshops.after import closing, refusals
from workshops.after.minutes import draft
from workshops.domain import minuting, recording
from workshops.models import AgendaItem, Minutes, Workshop

TEXT = "## 여는 말\n\n국장이 토론회의 뜻을 설명했습니다.\n\n- 불빛\n- 쉼터"


def test_the_draft_says_when_where_how_many_and_what_was_said_at_each_table(
    held: Workshop, seo: User
) -> None:
    for table in ("1", "1", "2"):
        an_opinion(held, seo, f"의견 {table}", table=table)
    text = draft(held)
    assert "2" in next(line for line in text.splitlines() if line.startswith("- ") and "1:" in line)
    assert text.count("## ") == 3


def test_the_draft_has_a_heading_for_each_item_of_the_agenda(held: Workshop, seo: User) -> None:
    for position, title in enumerate(("여는 말", "모둠 토론", "맺는 말")):
        AgendaItem.objects.create(workshop=held, position=position, title=title, minutes=40)
    an_opinion(held, seo)
    headings = [line for line in draft(held).splitlines() if line.startswith("## ")]
    assert headings[:3] == ["## 여는 말", "## 모둠 토론", "## 맺는 말"]
    assert len(headings) == 4
    assert held.minutes == 120  # how long it is: the written minutes do not stand in its way


def test_the_host_writes_them_once_the_workshop_is_held(
    held: Workshop, workshop: Workshop, seo: User, kim: User
) -> None:
    with pytest.raises(StaleState):
        minuting.write_minutes(seo, workshop, text=TEXT, at=now())
    with pytest.raises(NotAllowed):
        minuting.write_minutes(kim, held, text=TEXT, at=now())
    with pytest.raises(refusals.MinutesEmpty):
        minuting.write_minutes(seo, held, text=" \n", at=now())
    minuting.write_minutes(seo, held, text=TEXT, at=now())
    minuting.write_minutes(seo, held, text="새 회의록", at=now())
    assert Minutes.objects.get().text == "새 회의록"
    assert next(one for one in closing.tasks(held, now()) if one["id"] == "task-minutes")["done"]


def test_they_stand_in_the_white_book_as_a_page_and_as_a_pdf(
    client: Client, held: Workshop, seo: User
) -> None:
    client.cookies["django_language"] = "ko"
    an_opinion(held, seo)
    client.force_login(seo)
    there = f"/workshops/desk/{held.code}/minutes/"
    assert "## " in client.get(there).content.decode()
    assert client.post(there, {"text": ""}).status_code == 422
    client.post(there, {"text": TEXT})
    assert "국장이 토론회의" in client.get(there).content.decode()
    client.logout()
    assert client.get(f"/workshops/{held.code}/report/").status_code == 404
    recording.publish_record(seo, held, at=now())
    page = client.get(f"/workshops/{held.code}/report/").content.decode()
    assert "<h4>여는 말</h4>" in page
    read = PdfReader(BytesIO(client.get(f"/workshops/{held.code}/report.pdf").content))
    text = "".join(one.extract_text() for one in read.pages).replace(" ", "").replace("\n", "")
    for words in ("여는말", "국장이토론회의뜻을설명했습니다.", "불빛"):
        assert words in text
