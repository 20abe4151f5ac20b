"""A draft that several people write outlives the account of the one who began it."""

from django.urls import reverse

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from proposals.domain import holding
from proposals.models import Proposal

ACTOR = System("accounts.leave")


def to_the_next(draft: Proposal) -> bool:
    """Give it to the co-proposer who joined first and still has an account, and tell them; False where there is none."""
    fresh = holding.beside(draft.pk)
    standing = fresh.co_proposers.standing().filter(user__is_active=True).exclude(user=fresh.author_id)
    heir = standing.select_related("user").order_by("joined_at", "pk").first()
    if heir is None:
        return False
    fresh.author = heir.user
    fresh.save(update_fields=["author"])
    heir.delete()
    record(ACTOR, "proposals.draft_handed_over", fresh)
    notify(
        "proposals.draft_yours", fresh, path=reverse("proposals:draft", args=[fresh.uuid]), title=fresh.title,
        title_en=fresh.title_en,
    )  # fmt: skip
    return True
