"""Merging a proposal into another, and undoing it. Nothing is destroyed: the text stays, its address leads on."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.models import Follow
from civic.common import locks
from civic.common.korean import nfc
from proposals import actions
from proposals.domain import giving_back, holding, inheriting
from proposals.domain.counting import settle, take_in
from proposals.domain.routing import tell_if_it_waits
from proposals.domain.telling import tell
from proposals.models import CoProposer, Merge, Proposal, Support
from proposals.states import table, unmerging

ONE_AT_A_TIME = "proposals.merge"
RELATED = ("call__process", "thread", "topic", "department", "merged_into")


@transaction.atomic
def merge(actor: Actor, source: Proposal, target: Proposal, *, reason: str, at: datetime) -> Merge:
    """Lead ``source`` to ``target`` and unite the supports by person. Raises what `actions.merge` refuses.

    What the supporters of ``source`` were promised (a date, a higher step) ``target`` owes them from now on.
    Whoever supports both counts once; those who propose ``target`` do not come to support it. Supports of which only the
    number is known (imports) cannot be united by person and stay where they are. Followers follow on; both writers are told.
    """
    locks.exclude(ONE_AT_A_TIME)
    # Both alone: a support that is being given to either shares it and ends before us, or begins after us.
    from_, to = holding.both_alone(source.pk, target.pk, *RELATED)
    actions.merge.require(actor, source=from_, target=to, reason=reason)
    done = Merge.objects.create(
        source=from_,
        target=to,
        reason=nfc(reason).strip()[:300],
        state_before=from_.state,
        by=person(actor),
        at=at,
    )
    take_in(from_)
    added = _unite(done, at)
    moved = table.move(from_, "merge", merged_into=to)
    source.state, source.merged_into = moved.state, to
    _follow_on(from_, to)
    record(actor, "proposals.merged", moved, into=to.number, reason=done.reason, supports=added)
    _tell("merged", done)
    _tell("took_in", done)
    settle(inheriting.by_merge(actor, done, at=at), added, at=at)
    target.refresh_from_db(fields=["support_count", "state"])
    return done


def _unite(done: Merge, at: datetime) -> int:
    """Give ``target`` every supporter of ``source`` that it lacks; gives how many."""
    has = Support.objects.filter(proposal=done.target).values("user")
    lacking = Support.objects.filter(proposal=done.source).exclude(user__in=has)
    if done.target.author_id is not None:
        lacking = lacking.exclude(user=done.target.author_id)
    lacking = lacking.exclude(
        user__in=CoProposer.objects.standing().filter(proposal=done.target).values("user")
    )
    people = list(lacking.order_by("pk").values_list("user", flat=True))
    Support.objects.bulk_create(
        [Support(proposal=done.target, user_id=user, at=at, merge=done) for user in people],
        ignore_conflicts=True,
    )
    return Support.objects.filter(merge=done).count()


def _follow_on(source: Proposal, target: Proposal) -> None:
    if source.thread is None or target.thread is None:
        return
    Follow.objects.bulk_create(
        [
            Follow(thread=target.thread, user_id=user, level=level)
            for user, level in source.thread.follows.values_list("user", "level")
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def undo_merge(actor: Actor, source: Proposal, *, reason: str, at: datetime) -> Merge:
    """Bring a merged proposal back to the state it had. Supports that came by the merge go; what they started stays.

    Raises what `actions.undo_merge` refuses.
    """
    locks.exclude(ONE_AT_A_TIME)
    into = (
        Merge.objects.filter(source=source, undone_at__isnull=True).values_list("target", flat=True).first()
    )
    from_, target = holding.both_alone(
        source.pk, into or source.pk, *RELATED
    )  # one merge at a time: it stays so
    actions.undo_merge.require(actor, source=from_, reason=reason)
    done = Merge.objects.select_for_update().get(source=from_, undone_at__isnull=True)
    gone, _rows = Support.objects.filter(merge=done).delete()
    take_in(target, -gone)
    done.undone_at, done.undone_by, done.undone_reason = at, person(actor), nfc(reason).strip()[:300]
    done.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    moved = table.move(from_, unmerging(done.state_before), merged_into=None)
    tell_if_it_waits(moved, at=at)
    settle(giving_back.days_since(moved, done.at, at=at), at=at)
    source.state, source.merged_into = moved.state, None
    record(actor, "proposals.unmerged", moved, from_=done.target.number, reason=done.undone_reason)
    _tell("unmerged", done)
    return done


def _tell(name: str, done: Merge) -> None:
    """The followers of each side hear of the other: "merged" and "unmerged" those of the source, "took_in" the target's."""
    about, other = (done.target, done.source) if name == "took_in" else (done.source, done.target)
    tell(
        name, about, once=str(done.pk), other=other.title, other_en=other.title_en,
        reason=done.undone_reason or done.reason,
    )  # fmt: skip
