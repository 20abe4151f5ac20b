"""What a person who leaves takes along: what they follow. What they wrote stays."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.comments.models import Follow


@on_leave("comments")
def follows(person: User) -> None:
    Follow.objects.filter(user=person).delete()
