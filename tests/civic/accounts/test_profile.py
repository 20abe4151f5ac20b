"""The profile, the language of a person, and the switch."""

import unicodedata

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from civic.accounts.domain.profiles import save_profile
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.refusals import SignInFirst

pytestmark = pytest.mark.django_db


def test_a_name_is_stored_composed_and_with_single_spaces(kim: User) -> None:
    save_profile(kim, display_name=unicodedata.normalize("NFD", "  김   한강 "), language="ko")
    kim.refresh_from_db()
    assert kim.display_name == "김 한강"


def test_the_record_says_what_changed_but_not_to_what(kim: User) -> None:
    save_profile(kim, display_name="비밀스런이름", language="en")
    entry = Entry.objects.get(verb="accounts.edit_profile")
    assert entry.data == {"changed": ["display_name", "language"]}


def test_saving_the_same_again_records_nothing(kim: User) -> None:
    save_profile(kim, display_name=kim.display_name, language=kim.language)
    assert not Entry.objects.exists()


def test_nobody_signed_in_saves_nothing() -> None:
    with pytest.raises(SignInFirst):
        save_profile(AnonymousUser(), display_name="x", language="ko")  # type: ignore[arg-type]  # the wrong actor on purpose


def test_the_page_saves_and_says_so(client: Client, kim: User) -> None:
    client.force_login(kim)
    done = client.post("/account/profile/", {"display_name": "김강", "language": "ko"}, follow=True)
    assert "저장" in done.content.decode()
    kim.refresh_from_db()
    assert kim.display_name == "김강"


def test_an_empty_name_comes_back_with_an_error(client: Client, kim: User) -> None:
    client.force_login(kim)
    response = client.post("/account/profile/", {"display_name": "", "language": "en"})
    assert response.status_code == 422
    assert 'href="#id_display_name"' in response.content.decode()
    kim.refresh_from_db()
    assert kim.language == "ko"


def test_visitors_are_sent_to_sign_in(client: Client) -> None:
    assert client.get("/account/profile/")["Location"] == "/account/login/?next=/account/profile/"


def test_a_person_reads_in_the_language_of_their_profile(client: Client, kim: User) -> None:
    User.objects.filter(pk=kim.pk).update(language="en")
    client.force_login(kim)
    assert '<html lang="en">' in client.get("/").content.decode()


def test_the_switch_of_this_browser_goes_before_the_profile(client: Client, kim: User) -> None:
    client.force_login(kim)
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()


def test_visitors_read_korean_whatever_is_not_spoken_here(client: Client) -> None:
    assert '<html lang="ko">' in client.get("/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "en-GB"}).content.decode()
