"""What a person who leaves takes along: what they said of outcomes, and a choice that is not counted yet."""

from budgeting.delivery.models import AwardVote, Verdict
from civic.accounts.leaving import on_leave
from civic.accounts.models import User


@on_leave("delivery")
def judgements(person: User) -> None:
    Verdict.objects.filter(user=person).delete()
    AwardVote.objects.filter(user=person).delete()
