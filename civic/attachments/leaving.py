"""What a person who leaves takes along: files that were never shown. Photos of a public matter stay, without a name."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.attachments.models import Attachment
from civic.common import clock


@on_leave("attachments")
def pending(person: User) -> None:
    waiting = Attachment.objects.filter(by=person, state=Attachment.State.PENDING)
    waiting.update(state=Attachment.State.REMOVED, removed_at=clock.now())
    Attachment.objects.filter(by=person).update(by=None)
