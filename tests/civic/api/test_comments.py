"""Comments for programs: the same rules and codes as on the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.api.domain.tokens import make_token
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Thread
from civic.moderation.domain.deciding import decide
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(kim: User) -> Thread:
    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    return thread


def path(thread: Thread) -> str:
    return f"/api/v1/threads/{thread.pk}/comments/"


def post(client: Client, thread: Thread, body: dict[str, Any], **headers: str) -> Any:
    return client.post(path(thread), body, content_type="application/json", headers=headers)


def test_a_token_writes_and_a_second_try_with_the_same_key_writes_nothing_more(
    client: Client, thread: Thread, lee: User
) -> None:
    secret = make_token(lee, name="script", days=30, scopes=["take_part"]).secret
    headers = {"Authorization": f"Token {secret}", "Idempotency-Key": str(uuid4())}
    first = post(client, thread, {"body": "찬성", "stance": "for"}, **headers)
    again = post(client, thread, {"body": "찬성", "stance": "for"}, **headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Comment.objects.get().author == lee
    other = post(client, thread, {"body": "반대"}, **headers)
    assert (other.status_code, other.json()["type"]) == (422, "urn:civic:problem:comments.key_used")


def test_a_key_that_is_no_uuid_is_refused(client: Client, thread: Thread, lee: User) -> None:
    client.force_login(lee)
    assert post(client, thread, {"body": "x"}, **{"Idempotency-Key": "abc"}).status_code == 422
    assert not Comment.objects.exists()


def test_the_same_refusals_as_on_the_page(client: Client, thread: Thread, lee: User) -> None:
    client.force_login(lee)
    Thread.objects.update(open=False)
    assert post(client, thread, {"body": "x"}).json()["type"].endswith("comments.thread_closed")
    Thread.objects.update(open=True)
    assert (
        post(client, thread, {"body": "x", "reply_to": 999999})
        .json()["type"]
        .endswith("comments.cannot_reply_here")
    )


def test_a_hidden_comment_shows_its_rule_only(client: Client, thread: Thread, lee: User, park: User) -> None:
    comment = write_comment(lee, thread, Words("전화 010-0000-0000"))
    decide(park, comment, outcome="hidden", rule="personal_data", reason="번호")
    found = client.get(path(thread)).json()["results"][0]
    assert (found["body"], found["author"], found["hidden_rule"]) == ("", "", "personal_data")


def test_names_are_masked(client: Client, thread: Thread, lee: User) -> None:
    User.objects.filter(pk=lee.pk).update(display_name="홍길동")
    lee.refresh_from_db()
    write_comment(lee, thread, Words("x"))
    assert client.get(path(thread)).json()["results"][0]["author"] == "홍*동"


def test_a_page_has_at_most_a_hundred_rows(client: Client, thread: Thread) -> None:
    Comment.objects.bulk_create(Comment(thread=thread, body=f"{n}") for n in range(130))
    assert client.get(path(thread), {"size": 101}).status_code == 422
    first = client.get(path(thread), {"size": 100}).json()
    second = client.get(path(thread), {"size": 100, "after": first["next"]}).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (100, 30, None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_a_fixed_number_of_queries(
    count: int, client: Client, thread: Thread, lee: User, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        write_comment(lee, thread, Words(f"{n}"))
    with django_assert_num_queries(4):  # thread, proposal, may it be seen, comments
        assert len(client.get(path(thread)).json()["results"]) == count
