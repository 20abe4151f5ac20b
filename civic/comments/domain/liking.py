"""Finding a comment helpful, and taking it back: the same press. The counter moves by one and is never counted anew."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from civic.accounts.actors import Actor, person
from civic.comments import actions
from civic.comments.models import Comment, Like


@transaction.atomic
def like(actor: Actor, comment: Comment, *, at: datetime) -> bool:
    """Count the actor once, or no longer when they were counted; gives whether they are counted now.

    The comment's row is locked, so that two presses of one person follow each other. Raises what `comments.like` refuses.
    """
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    actions.like.require(actor, comment=fresh)
    given, created = Like.objects.get_or_create(comment=fresh, user=person(actor), defaults={"at": at})
    if not created:
        given.delete()
    Comment.objects.filter(pk=fresh.pk).update(like_count=F("like_count") + (1 if created else -1))
    return created
