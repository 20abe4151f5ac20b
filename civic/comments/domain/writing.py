"""Writing a comment: once for each form, whatever the network does."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.comments import actions
from civic.comments.domain.threads import follow
from civic.comments.models import Comment, Thread
from civic.comments.refusals import CannotReplyHere, CommentEmpty, KeyUsedForAnother
from civic.common import clock
from civic.common.korean import nfc
from civic.moderation.subjects import found, split
from civic.notifications.domain.notifying import notify

LONGEST = 1000


class Words(NamedTuple):
    """What a person wants to say."""

    body: str
    stance: str = Comment.Stance.NEUTRAL
    parent_id: int | None = None
    key: UUID | None = None


@transaction.atomic
def write_comment(actor: Actor, thread: Thread, words: Words) -> Comment:
    """Write a comment; a second try with the same key gives the comment of the first.

    The thread's row is locked (not its key: followers come meanwhile): its closing and its counter cannot be overtaken.
    Raises the refusals of ``comments.write``, CommentEmpty, KeyUsedForAnother.
    """
    thread = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    body = nfc(words.body.strip())
    if words.key is not None and (earlier := _written_with(words.key, actor, thread, body)) is not None:
        return earlier
    parent = _parent(words.parent_id)
    actions.write.require(actor, thread=thread, at=clock.now(), parent=parent)
    if not 1 <= len(body) <= LONGEST:
        raise CommentEmpty(limit=LONGEST)
    comment = Comment.objects.create(
        thread=thread,
        author=person(actor),
        parent=parent,
        stance=words.stance,
        body=body,
        idempotency_key=words.key,
    )
    thread.comment_count += 1
    thread.save(update_fields=["comment_count"])
    record(actor, "comments.wrote", comment, thread=thread.subject, reply=parent is not None)
    _tell(comment, parent, thread)
    author = person(actor)
    if author is not None:
        follow(author, thread)
    return comment


def _written_with(key: UUID, actor: Actor, thread: Thread, body: str) -> Comment | None:
    """The comment that this form has written already. The thread's lock makes the look and the insert one step."""
    earlier = Comment.objects.filter(idempotency_key=key).first()
    if earlier is None:
        return None
    author = person(actor)
    if (
        author is None
        or earlier.author_id != author.pk
        or earlier.thread_id != thread.pk
        or earlier.body != body
    ):
        raise KeyUsedForAnother
    return earlier


def _parent(parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    parent = Comment.objects.filter(pk=parent_id).select_related("author").first()
    if parent is None:
        raise CannotReplyHere
    return parent


def title_of(thread: Thread) -> str:
    """What the thread is about, in the words of its subject where the subject's app registered it."""
    row = found([thread.subject]).get(thread.subject)
    known = split(thread.subject)
    return known[0].title(row) if row is not None and known is not None else thread.path


def _tell(comment: Comment, parent: Comment | None, thread: Thread) -> None:
    title = title_of(thread)
    replied_to: User | None = parent.author if parent is not None else None
    if replied_to is not None and replied_to.pk != comment.author_id:
        notify("comments.replied", comment, path=comment.path, title=title, to=replied_to.pk)
    notify(
        "comments.posted",
        comment,
        path=comment.path,
        title=title,
        thread=thread.pk,
        but=[pk for pk in (comment.author_id, replied_to.pk if replied_to else None) if pk is not None],
    )
