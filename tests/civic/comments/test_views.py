"""Comments in the browser, without JavaScript."""

from typing import Any
from uuid import uuid4

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from civic.accounts.models import User
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Follow, Thread
from civic.moderation.domain.deciding import decide
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(kim: User) -> Thread:
    found = factories.a_proposal(author=kim).thread
    assert found is not None
    return found


def sent(**fields: Any) -> dict[str, Any]:
    return {"body": "찬성합니다.", "stance": "for", "to": "", "key": str(uuid4()), **fields}


def test_posting_leads_to_the_comment(client: Client, thread: Thread, lee: User) -> None:
    client.force_login(lee)
    response = client.post(reverse("comments:thread", args=[thread.pk]), sent())
    comment = Comment.objects.get()
    assert (response.status_code, response["Location"]) == (302, comment.path)
    assert "찬성합니다." in client.get(comment.path).content.decode()


def test_what_was_typed_comes_back_when_it_cannot_be_taken(client: Client, thread: Thread, lee: User) -> None:
    client.force_login(lee)
    response = client.post(reverse("comments:thread", args=[thread.pk]), sent(body="가" * 1001))
    assert response.status_code == 422
    assert "가" * 1001 in response.content.decode()
    assert not Comment.objects.exists()


def test_the_text_of_somebody_who_is_not_signed_in_survives_the_sign_in(
    client: Client, thread: Thread, lee: User
) -> None:
    fields = sent()
    response = client.post(reverse("comments:thread", args=[thread.pk]), fields)
    assert response.status_code == 302
    back = reverse("comments:write", args=[thread.pk])
    assert response["Location"].startswith("/account/login/")
    assert back in response["Location"]
    assert not Comment.objects.exists()
    client.force_login(lee)
    page = client.get(back)
    assert page.context["form"].initial["body"] == "찬성합니다."
    assert page.context["form"].initial["key"] == fields["key"]
    client.post(reverse("comments:thread", args=[thread.pk]), fields)
    assert Comment.objects.get().author == lee
    assert not client.get(back).context["kept"]


def test_a_hidden_comment_leaves_its_place_and_the_rule(
    client: Client, thread: Thread, lee: User, park: User
) -> None:
    comment = write_comment(lee, thread, Words("전화번호는 010-0000-0000"))
    decide(park, comment, outcome="hidden", rule="personal_data", reason="번호가 있습니다.")
    client.cookies["django_language"] = "en"
    page = client.get(reverse("comments:thread", args=[thread.pk])).content.decode()
    assert "010-0000-0000" not in page
    assert "personal data of somebody" in page
    client.force_login(lee)
    page = client.get(reverse("comments:thread", args=[thread.pk])).content.decode()
    assert reverse("moderation:appeal", args=[f"comments.comment:{comment.pk}"]) in page


def test_the_comments_of_a_thing_that_is_hidden_are_not_shown(
    client: Client, thread: Thread, kim: User
) -> None:
    comment = write_comment(kim, thread, Words("x"))
    Thread.objects.filter(pk=thread.pk).update(subject=f"comments.comment:{comment.pk}")
    Comment.objects.update(hidden_at=comment.created_at, hidden_rule="spam")
    assert client.get(reverse("comments:thread", args=[thread.pk])).status_code == 404


def test_following_in_three_steps(client: Client, thread: Thread, lee: User) -> None:
    client.force_login(lee)
    for level in ("important", "all", "off"):
        client.post(reverse("comments:follow", args=[thread.pk]), {"level": level})
        assert Follow.objects.get().level == level
    assert client.post(reverse("comments:follow", args=[thread.pk]), {"level": "x"}).status_code == 400


def test_commenting_again_does_not_switch_a_chosen_level_on(
    client: Client, thread: Thread, lee: User
) -> None:
    Follow.objects.create(user=lee, thread=thread, level="off")
    write_comment(lee, thread, Words("x"))
    assert Follow.objects.get(user=lee).level == "off"


@pytest.mark.parametrize("count", [1, 3])
def test_the_thread_costs_two_queries(
    count: int, thread: Thread, lee: User, kim: User, rf: Any, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        first = write_comment(lee, thread, Words(f"{n}"))
        for _ in range(count):
            write_comment(kim, thread, Words("reply", parent_id=first.pk))
    request = rf.get("/")
    request.user = lee
    template = engines["django"].from_string('{% include "comments/thread.html" %}')
    with django_assert_num_queries(2):
        html = template.render({"thread": thread, "user": lee}, request)
    assert html.count('id="comment-') == count + count * count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_all_comments_costs_a_fixed_number_of_queries(
    count: int, client: Client, thread: Thread, lee: User, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        write_comment(lee, thread, Words(f"{n}"))
    with django_assert_num_queries(5):  # thread, proposal, may it be seen, comments, replies
        client.get(reverse("comments:thread", args=[thread.pk]))


def test_pages_of_comments_follow_each_other(client: Client, thread: Thread) -> None:
    for n in range(45):
        Comment.objects.create(thread=thread, body=f"c{n}")
    seen, cursor = [], ""
    while True:
        page = client.get(reverse("comments:thread", args=[thread.pk]), {"after": cursor}).context["page"]
        seen += [one.body for one in page]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [f"c{n}" for n in reversed(range(45))]


def test_ones_own_comment_has_no_button_that_only_refuses(
    client: Client, thread: Thread, lee: User, kim: User
) -> None:
    comment = write_comment(lee, thread, Words("찬성합니다."))
    marks = (f"/like/{comment.pk}/", f"/moderation/report/comments.comment:{comment.pk}/")
    for person, offered in ((lee, False), (kim, True), (None, True)):
        if person is None:
            client.logout()
        else:
            client.force_login(person)
        page = client.get(reverse("comments:thread", args=[thread.pk])).content.decode()
        assert [mark in page for mark in marks] == [offered, offered]
