"""What ``comments/thread.html`` and ``comments/follow.html`` ask: a page includes them with ``thread`` and no more."""

from typing import Any

from django import template

from civic.comments.forms import CommentForm
from civic.comments.models import Comment, Follow, Thread
from civic.comments.queries import best_of, level_of, page_of
from civic.common.paging import Page

register = template.Library()


@register.simple_tag
def newest_comments(thread: Thread, viewer: Any) -> Page[Comment]:
    """The newest comments with their replies: two queries."""
    return page_of(thread, viewer, size=10)


@register.simple_tag
def best_comments(thread: Thread) -> list[Comment]:
    """The best for and the best against; one query, none in a thread with fewer than two comments."""
    return best_of(thread) if thread.comment_count > 1 else []


@register.simple_tag
def comment_form() -> CommentForm:
    """A fresh form with a key of its own."""
    return CommentForm(auto_id="comment_%s")


@register.simple_tag
def follow_level(thread: Thread, viewer: Any) -> str:
    """How closely the viewer follows: one query, none for somebody who is not signed in."""
    return level_of(viewer, thread)


@register.simple_tag
def follow_levels() -> list[tuple[str, Any]]:
    """The three steps with their labels."""
    return list(Follow.Level.choices)
