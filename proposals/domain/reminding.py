"""A draft that lies for two days: its writer is reminded, once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from civic.notifications.domain.notifying import notify
from proposals.domain import holding
from proposals.models import Proposal
from proposals.parts import kept_until

LIES = timedelta(hours=48)
AT_ONCE = 500


@transaction.atomic
def remind(at: datetime) -> int:
    """Tell the writers of drafts that nobody has touched for 48 hours and that were not reminded of; gives how many.

    Once for each draft, whatever is written in it afterwards: a second reminder would be a nag.
    """
    waiting = holding.rows_beside(skip=True).filter(
        state=Proposal.State.DRAFT, author__isnull=False, reminded_at__isnull=True, saved_at__lte=at - LIES
    )
    drafts = list(waiting.order_by("saved_at", "pk")[:AT_ONCE])
    for draft in drafts:
        notify(
            "proposals.draft_waits", draft, path=reverse("proposals:draft", args=[draft.uuid]),
            title=draft.title, title_en=draft.title_en, until=kept_until(draft).isoformat(),
        )  # fmt: skip
    Proposal.objects.filter(pk__in=[draft.pk for draft in drafts]).update(reminded_at=at)
    return len(drafts)
