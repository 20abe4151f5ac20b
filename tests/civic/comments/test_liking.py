"""Finding a comment helpful: once each, not one's own, and the best of both sides stand side by side."""

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.comments.domain import hiding, liking
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment, Thread
from civic.comments.queries import best_of
from civic.common import clock
from civic.common.refusals import Refusal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(kim: User) -> Thread:
    found = factories.a_proposal(author=kim).thread
    assert found is not None
    return found


def said(thread: Thread, who: User, stance: str, body: str = "의견") -> Comment:
    return write_comment(who, thread, Words(body, stance))


def like(who: User, comment: Comment) -> bool:
    return liking.like(who, comment, at=clock.now())


def test_a_second_press_takes_it_back_and_nobody_likes_their_own(
    thread: Thread, kim: User, lee: User
) -> None:
    comment = said(thread, lee, "for")
    assert [like(kim, comment), like(kim, comment), like(kim, comment)] == [True, False, True]
    comment.refresh_from_db()
    assert (comment.like_count, comment.likes.count()) == (1, 1)
    with pytest.raises(Refusal) as refused:
        like(lee, comment)
    assert refused.value.code == "comments.own_comment"


def test_the_best_of_both_sides_stand_side_by_side_or_none_does(thread: Thread, kim: User, lee: User) -> None:
    pro, weaker = said(thread, lee, "for", "찬성합니다"), said(thread, lee, "for", "저도 찬성")
    like(kim, pro)
    like(kim, weaker)
    like(factories.a_person("na"), pro)
    assert best_of(thread) == [], "one side alone is not shown above the other"
    con = said(thread, kim, "against", "반대합니다")
    like(lee, con)
    assert best_of(thread) == [pro, con]
    hiding.hide(pro, "abuse")
    assert best_of(thread) == [weaker, con]


def test_the_page_shows_both_and_a_press_comes_back_to_it(
    thread: Thread, kim: User, lee: User, client: Client
) -> None:
    pro, con = said(thread, lee, "for", "찬성합니다"), said(thread, lee, "against", "반대합니다")
    client.force_login(kim)
    for one in (pro, con):
        answer = client.post(f"/comments/{thread.pk}/like/{one.pk}/", {"next": thread.path})
        assert answer["Location"] == thread.path
    assert "양쪽" in client.get(thread.path).content.decode()
    client.logout()
    assert "/account/login/" in client.post(f"/comments/{thread.pk}/like/{pro.pk}/")["Location"]
