"""How the views get at a vote: through the viewer."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from budgeting.cycles.models import Cycle
from budgeting.voting import keys, queries, sealing
from budgeting.voting.ballots import Paper, paper
from budgeting.voting.models import RollEntry, VotingGroup
from civic.accounts.models import User


def votes(viewer: Any) -> QuerySet[Cycle]:
    """The cycles with a voting phase that the viewer may see."""
    return (
        Cycle.objects.visible_to(viewer)
        .filter(process__phases__kind="voting")
        .select_related("process", "voting", "rules")
        .prefetch_related("process__phases")
    )


def vote(viewer: Any, slug: str) -> Cycle:
    """One of them, or 404."""
    return get_object_or_404(votes(viewer), slug=slug)


def named(viewer: Any, slug: str) -> Cycle:
    """One of them with its group only, or 404: casting reads the rest anew. What everybody may see needs no look at roles."""
    everybody = Cycle.objects.visible_to(AnonymousUser()).filter(process__phases__kind="voting", slug=slug)
    return everybody.select_related("voting").first() or vote(viewer, slug)


def paper_of(cycle: Cycle, group: VotingGroup, voter: User, entry: RollEntry | None = None) -> Paper:
    """The voter's own ballot paper, in their own order."""
    entry = entry or queries.roll_entry(group, voter)
    if group.keys_destroyed_at is not None:
        return paper(cycle, entry.area_code if entry else None)
    seed = sealing.order_seed(keys.hmac_key(group.pk), group.pk, voter.uuid)
    return paper(cycle, entry.area_code if entry else None, seed)
