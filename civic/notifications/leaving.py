"""What a person who leaves takes along: their inbox and their settings."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.notifications.models import Message, Preference


@on_leave("notifications")
def inbox(person: User) -> None:
    """Delete what was delivered or waits to be mailed, and the settings."""
    Message.objects.filter(user=person).delete()
    Preference.objects.filter(user=person).delete()
