"""What a person who leaves takes along: the wish to be reminded before a close."""

from budgeting.voting.models import Reminder
from civic.accounts.leaving import on_leave
from civic.accounts.models import User


@on_leave("voting.reminders")
def reminders(person: User) -> None:
    Reminder.objects.filter(user=person).delete()
