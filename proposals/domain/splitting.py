"""Splitting a part off a proposal that asks for two things: both keep the supporters, the clock and the writer.

It is undone by merging the part back: see merging.py.
"""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.comments.domain.threads import open_thread
from civic.comments.models import Follow
from proposals import actions
from proposals.domain import holding, inheriting, numbering
from proposals.domain.counting import settle
from proposals.domain.drafting import cleaned
from proposals.domain.telling import tell
from proposals.models import CoProposer, Proposal, Support

KEPT = (
    "call", "author", "kind", "topic", "area", "place", "latitude", "longitude", "state", "support_until", "threshold",
    "next_threshold", "threshold_reached_at", "answer_due_at", "department", "group_kind", "group_name",
)  # fmt: skip


@transaction.atomic
def split(
    actor: Actor,
    proposal: Proposal,
    *,
    title: str,
    body: str,
    reason: str,
    at: datetime,
    title_en: str = "",
    body_en: str = "",
) -> Proposal:
    """A new proposal with a part of the words. Raises what `actions.split` refuses.

    Its number is new, its first day is that of the whole; every supporter supports both and can take either back. What
    had reached the threshold keeps it: nobody loses an answer by a split.
    """
    whole = holding.alone(proposal.pk)
    whole = settle(whole, at=at)  # both begin with the true number, and with what it leads to
    actions.split.require(actor, proposal=whole, title=title, body=body, reason=reason)
    [number] = numbering.take(at)
    words = cleaned({"title": title, "title_en": title_en, "body": body, "body_en": body_en})
    part = Proposal.objects.create(
        **{name: getattr(whole, name) for name in KEPT},
        **words,
        number=number,
        source="split",
        split_from=whole,
        created_at=at,
        submitted_at=whole.submitted_at,
    )
    part.thread = open_thread(part, part.get_absolute_url())
    CoProposer.objects.bulk_create(
        CoProposer(proposal=part, user_id=one.user_id, joined_at=one.joined_at)
        for one in whole.co_proposers.standing()
    )
    people = list(whole.supports.order_by("pk").values_list("user", flat=True))
    Support.objects.bulk_create(Support(proposal=part, user_id=user, at=at) for user in people)
    part.support_count = len(people)
    part.save(update_fields=["thread", "support_count"])
    _follow_both(whole, part)
    inheriting.by_split(actor, whole, part, reason=reason, at=at)
    record(actor, "proposals.split", whole, part=number, reason=reason)
    for about, other in ((whole, part), (part, whole)):
        tell("split", about, once=str(part.pk), other=other.title, other_en=other.title_en, reason=reason)
    return part


def _follow_both(whole: Proposal, part: Proposal) -> None:
    if whole.thread is None or part.thread is None:
        return
    Follow.objects.bulk_create(
        Follow(thread=part.thread, user_id=user, level=level)
        for user, level in whole.thread.follows.values_list("user", "level")
    )
