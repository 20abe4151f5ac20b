"""Comments may be reported and hidden."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.comments.domain import hiding
from civic.comments.models import Comment
from civic.moderation.subjects import Moderated, moderated


class ModeratedComment(Moderated[Comment]):
    noun = _("comment")

    def rows(self, keys: Collection[str]) -> QuerySet[Comment]:
        return Comment.objects.filter(pk__in=keys).select_related("author")

    def title(self, row: Comment) -> str:
        return Truncator(" ".join(row.body.split())).chars(60)

    def text(self, row: Comment) -> str:
        return row.body

    def author(self, row: Comment) -> User | None:
        return row.author

    def path(self, row: Comment) -> str:
        return row.path

    def is_hidden(self, row: Comment) -> bool:
        return row.hidden_at is not None

    def hide(self, row: Comment, *, by: Actor, rule: str) -> None:
        hiding.hide(row, rule)

    def restore(self, row: Comment, *, by: Actor) -> None:
        hiding.show(row)


moderated("comments.comment", ModeratedComment())
