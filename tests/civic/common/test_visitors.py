"""The store of pages for visitors: one rendering for all of them, and never one person's page for another."""

import re
from typing import Any

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from civic.accounts.models import User
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/proposals/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def stored_for_a_while(settings: Any) -> None:
    cache.clear()
    settings.VISITOR_PAGE_SECONDS = 60


def read(path: str = LIST, client: Client | None = None, **headers: Any) -> str:
    answer = (client or Client()).get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def without_token(page: str) -> str:
    return TOKEN.sub("", page)


def test_the_second_visitor_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    factories.a_proposal(title="그늘 쉼터")
    first = read()
    with django_assert_num_queries(0):
        second = read()
    assert without_token(second) == without_token(first)
    assert "그늘 쉼터" in second


def test_the_store_is_asked_only_where_it_is_switched_on(settings: Any) -> None:
    settings.VISITOR_PAGE_SECONDS = 0
    assert "그늘 쉼터" not in read()
    factories.a_proposal(title="그늘 쉼터")
    assert "그늘 쉼터" in read()


def test_each_visitor_gets_a_form_token_that_works() -> None:
    read()
    for _visitor in range(2):
        client = Client(enforce_csrf_checks=True)
        token = TOKEN.search(read(client=client))
        assert token is not None
        given = {"language": "en", "next": LIST, "csrfmiddlewaretoken": token[1]}
        assert client.post("/i18n/setlang/", given).status_code == 302
        assert "Citizens' proposals" in read(client=client).replace("&#x27;", "'")


def test_two_visitors_never_share_a_form_token() -> None:
    read()
    secrets = set()
    for _visitor in range(2):
        client = Client()
        read(client=client)
        secrets.add(client.cookies[project.CSRF_COOKIE_NAME].value)
    assert len(secrets) == 2


def test_languages_are_kept_apart() -> None:
    korean, english = read(**{"accept-language": "ko"}), read(**{"accept-language": "en"})
    assert '<html lang="ko">' in korean
    assert '<html lang="en">' in english
    assert '<html lang="ko">' in read(**{"accept-language": "ko"})


def test_a_signed_in_person_neither_takes_nor_leaves_a_page(kim: User) -> None:
    client = Client()
    client.force_login(kim)
    assert "/me/" in read(client=client)
    assert "/me/" not in read()
    factories.a_proposal(title="그늘 쉼터")
    assert "그늘 쉼터" in read(client=client)
    assert "그늘 쉼터" not in read()


def test_who_carries_a_draft_sees_their_own_page() -> None:
    read()
    factories.a_proposal(title="그늘 쉼터")
    client = Client()
    client.cookies["draft-2027"] = "sealed"
    assert "그늘 쉼터" in read(client=client)


def test_a_page_that_begins_a_session_is_not_stored() -> None:
    for number in range(8):
        factories.a_proposal(title=f"제안 {number}")
    path = f"{LIST}?order=random"
    client = Client()
    read(path, client)
    assert project.SESSION_COOKIE_NAME in client.cookies
    other = Client()
    read(path, other)
    assert project.SESSION_COOKIE_NAME in other.cookies


def test_a_page_that_is_not_there_is_not_stored() -> None:
    proposal = factories.a_proposal()
    path = proposal.get_absolute_url()
    Proposal.objects.filter(pk=proposal.pk).update(number=None, state="draft")
    assert Client().get(path).status_code == 404
    Proposal.objects.filter(pk=proposal.pk).update(number=proposal.number, state="open")
    assert proposal.title in read(path)
