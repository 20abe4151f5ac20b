"""How the views get at a vote: through the viewer."""

from time import monotonic
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from budgeting.cycles.models import Cycle, Project
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


def project_of(viewer: Any, slug: str, pk: int) -> Project:
    """A project of a vote that the viewer may see, with the vote's cycle on it, or 404."""
    cycle = vote(viewer, slug)
    project = get_object_or_404(Project.objects.visible_to(viewer).filter(envelope__cycle=cycle), pk=pk)
    project.envelope.cycle = cycle
    return project


#: For how long a process keeps which vote an address means (seconds). Neither the address of a cycle, nor its group, nor
#: that it is published ever changes back; a demo city that is filled anew while the process lives takes its addresses along.
KEPT_SECONDS = 2.0
_kept: dict[str, tuple[float, Cycle]] = {}


def named(viewer: Any, slug: str) -> Cycle:
    """One of them with its group only, or 404: casting reads all that decides anew, under the locks.

    What everybody may see needs no look at roles, and is kept for two seconds.
    """
    until, found = _kept.get(slug, (0.0, None))
    if found is None or monotonic() > until:
        everybody = Cycle.objects.visible_to(AnonymousUser()).filter(
            process__phases__kind="voting", voting__isnull=False, slug=slug
        )
        found = everybody.select_related("voting").first()
        if found is None:
            return vote(viewer, slug)
        _kept.clear()  # one vote is open at a time, as a rule
        _kept[slug] = (monotonic() + KEPT_SECONDS, found)
    return found


def paper_of(cycle: Cycle, group: VotingGroup, voter: User, entry: RollEntry | None = None) -> Paper:
    """The voter's own ballot paper, in their own order."""
    entry = entry or queries.roll_entry(group, voter)
    if group.keys_destroyed_at is not None:
        return paper(cycle, entry.area_code if entry else None)
    seed = sealing.order_seed(keys.hmac_key(group.pk), group.pk, voter.uuid)
    return paper(cycle, entry.area_code if entry else None, seed)
