"""Every thing a person may do here, with its rule."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, person
from civic.comments.models import Comment, Thread
from civic.comments.refusals import CannotReplyHere, OwnComment, ThreadClosed, TooManyComments
from civic.common.actions import action
from civic.common.refusals import Refusal, SignInFirst
from civic.moderation.actions import not_blocked

MOST_IN_AN_HOUR = 20


@action("comments.write", label=_("Write a comment"))
def write(actor: Actor, *, thread: Thread, at: datetime, parent: Comment | None = None) -> Iterator[Refusal]:
    """Whoever is signed in may comment while the thread is open; replies have one level; nobody floods a thread."""
    if not actor.is_authenticated:
        yield SignInFirst()
    yield from not_blocked(actor, at=at)
    if not thread.open:
        yield ThreadClosed()
    if parent is not None and (
        parent.thread_id != thread.pk or parent.parent_id is not None or parent.hidden_at is not None
    ):
        yield CannotReplyHere()
    recent = Comment.objects.filter(author=person(actor), created_at__gt=at - timedelta(hours=1))
    if recent[:MOST_IN_AN_HOUR].count() >= MOST_IN_AN_HOUR:
        yield TooManyComments(count=MOST_IN_AN_HOUR)


@action("comments.like", label=_("Find a comment helpful"))
def like(actor: Actor, *, comment: Comment) -> Iterator[Refusal]:
    """Whoever is signed in, for a comment of somebody else that is shown."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if comment.hidden_at is not None:
        yield CannotReplyHere()
    if comment.author_id is not None and comment.author_id == actor.pk:
        yield OwnComment()


@action("comments.follow", label=_("Follow"))
def follow(actor: Actor) -> Iterator[Refusal]:
    """Whoever is signed in may follow."""
    if not actor.is_authenticated:
        yield SignInFirst()
