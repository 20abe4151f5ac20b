"""Questions asked from several places."""

from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from civic.comments.models import Comment, Follow, Thread
from civic.comments.subjects import registry
from civic.common.paging import Page, keyset
from civic.moderation.subjects import found, split

REPLIES_SHOWN = 100
SIDES = [Comment.Stance.FOR.value, Comment.Stance.AGAINST.value]


class Shown(NamedTuple):
    """A thread that the viewer may see, and what it is about in the words of its subject."""

    thread: Thread
    about: str


def shown_thread(pk: int, viewer: Any) -> Shown:
    """The thread, if its subject may be seen by the viewer; raises Http404."""
    thread = Thread.objects.filter(pk=pk).first()
    if thread is None:
        raise Http404
    known = split(thread.subject)
    if known is None:
        return Shown(thread, _of_what(thread, viewer))
    row = found([thread.subject]).get(thread.subject)
    if row is None or not known[0].may_be_seen(row, viewer):
        raise Http404
    return Shown(thread, known[0].title(row))


def _of_what(thread: Thread, viewer: Any) -> str:
    label, _colon, key = thread.subject.rpartition(":")
    if label not in registry:
        return thread.path
    title = registry[label](key, viewer)
    if title is None:
        raise Http404
    return title


def page_of(
    thread: Thread, viewer: Any, *, stance: str = "", at: str = "", cursor: str | None = None, size: int = 20
) -> Page[Comment]:
    """Comments with their replies, newest first or from the comment ``at`` on: two queries, whatever their number."""
    shown = Comment.objects.visible_to(viewer).select_related("author")
    replies = shown.order_by("id")[:REPLIES_SHOWN]
    top: QuerySet[Comment] = shown.filter(thread=thread, parent__isnull=True).prefetch_related(
        Prefetch("replies", replies, to_attr="shown_replies")
    )
    if stance in Comment.Stance.values:
        top = top.filter(stance=stance)
    if at.isdecimal() and len(at) < 19:
        top = top.filter(pk__lte=int(at))
    return keyset(top, order=["-id"], cursor=cursor, size=size)


def best_of(thread: Thread) -> list[Comment]:
    """The comment for and the one against that most people find helpful, if there is one of each; one query."""
    shown = Comment.objects.filter(
        thread=thread, parent__isnull=True, hidden_at__isnull=True, like_count__gt=0, stance__in=SIDES
    )
    best = list(shown.select_related("author").order_by("stance", "-like_count", "-id").distinct("stance"))
    return sorted(best, key=lambda one: SIDES.index(one.stance)) if len(best) == len(SIDES) else []


def level_of(viewer: Any, thread: Thread) -> str:
    """How closely the viewer follows the thread; "" when they never chose."""
    if not getattr(viewer, "is_authenticated", False) or not viewer.pk:
        return ""
    return (
        Follow.objects.filter(thread=thread, user_id=viewer.pk).values_list("level", flat=True).first() or ""
    )
