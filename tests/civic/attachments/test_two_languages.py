"""Staff may say in English too what a file is; readers see their own language, or the one there is."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from civic.accounts.models import User
from civic.attachments.models import Attachment
from civic.audit.models import Entry
from tests import factories
from tests.civic.attachments import making
from tests.civic.attachments.conftest import add_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client: Client, seo: User) -> User:
    factories.a_second_factor(seo)
    client.force_login(seo)
    return seo


def page_of(workshop) -> str:
    return reverse("attachments:folder", args=[f"workshops.workshop:{workshop.pk}"])


def test_staff_give_both_titles_and_each_reader_sees_theirs(client: Client, host: User) -> None:
    workshop = factories.a_workshop()
    assert 'name="words_en"' in client.get(page_of(workshop)).content.decode()
    sent = {"kind": "document", "file": BytesIO(making.PDF), "words": "발표  자료", "words_en": "The  slides"}
    assert client.post(page_of(workshop), sent).status_code == 302
    found = Attachment.objects.get()
    assert (found.title, found.title_en) == ("발표 자료", "The slides")
    with override("ko"):
        assert found.name == "발표 자료"
    with override("en"):
        assert found.name == "The slides"
    for language, words in (("ko", "발표 자료"), ("en", "The slides")):
        page = (
            Client().get(workshop.get_absolute_url(), headers={"Accept-Language": language}).content.decode()
        )
        assert f">{words}</a>" in page


def test_without_an_english_title_the_korean_one_is_shown_as_korean(kim: User, held) -> None:
    add_document(kim, held, "측정표")
    page = Client().get(held.row.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert ' lang="ko">측정표</a>' in page


def test_citizens_are_not_asked_for_english(client: Client, kim: User, held) -> None:
    client.force_login(kim)
    assert (
        "words_en"
        not in client.get(
            reverse("attachments:folder", args=[f"proposals.proposal:{held.row.pk}"])
        ).content.decode()
    )


def test_both_are_changed_and_the_record_holds_both(client: Client, host: User) -> None:
    workshop = factories.a_workshop()
    sent = {"kind": "document", "file": BytesIO(making.PDF), "words": "자료", "words_en": "Papers"}
    client.post(page_of(workshop), sent)
    path = reverse("attachments:describe", args=[Attachment.objects.get().uuid])
    assert 'value="Papers"' in client.get(path).content.decode()
    client.post(path, {"words": "새 자료", "words_en": ""})
    found = Attachment.objects.get()
    assert (found.title, found.title_en) == ("새 자료", "")
    told = Entry.objects.get(verb="attachments.change").data
    assert (told["before_en"], told["after_en"]) == ("Papers", "")
