"""Hiding, keeping and restoring: one decision with a rule and a reason, public, and told to the author."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record, reference
from civic.common import clock, locks
from civic.moderation import actions
from civic.moderation.models import Appeal, Block, Decision, Report, Rule
from civic.moderation.queries import hidden_because
from civic.moderation.refusals import AlreadySo, ReasonMissing
from civic.moderation.subjects import Moderated, registry
from civic.notifications.domain.notifying import notify

Outcome = Decision.Outcome
WITH_A_RULE = (Outcome.HIDDEN, Outcome.WARNED)


@transaction.atomic
def decide(
    actor: Actor, row: Model, *, outcome: str, rule: str = "", reason: str, block_days: int = 0
) -> Decision:
    """Decide on ``row``: "hidden" or "warned" (need a ``Rule``), "kept" as it is, or "restored".

    With ``block_days`` the author of a hidden or warned text writes nothing for so long; restoring lifts it.
    Open reports and the open appeal are settled by it. Raises the refusals of ``moderation.decide``, ReasonMissing, and
    AlreadySo when the text is already hidden or shown. One lock for each subject: two moderators decide one after the other.
    """
    subject = reference(row)
    locks.exclude(f"moderation:{subject}")
    how = registry[row._meta.label_lower]
    row = how.rows([str(row.pk)]).get()  # as it is now, under the lock
    appealed = _open_appeal(subject)
    actions.decide.require(actor, author=how.author(row), appealed=appealed.decision if appealed else None)
    _check(how, row, outcome, rule, reason)
    decision = Decision.objects.create(
        subject=subject, outcome=outcome, rule=rule, reason=reason.strip(), moderator=_moderator(actor)
    )
    if outcome == Outcome.HIDDEN:
        how.hide(row, by=actor, rule=rule)
    elif outcome == Outcome.RESTORED:
        how.restore(row, by=actor)
        Block.objects.filter(decision__subject=subject, lifted_at__isnull=True).update(lifted_at=clock.now())
    _settle(subject, appealed)
    _block(decision, how.author(row), block_days)
    record(actor, f"moderation.{outcome}", row, rule=rule, reason=reason.strip(), decision=decision.pk)
    _tell_author(how, row, decision, appealed)
    return decision


def _block(decision: Decision, author: User | None, days: int) -> None:
    """Keep the author from writing, if the decision says so and somebody is there."""
    if days > 0 and author is not None and decision.outcome in WITH_A_RULE:
        Block.objects.create(decision=decision, user=author, until=clock.now() + timedelta(days=days))


def _check(how: Moderated[Any], row: Model, outcome: str, rule: str, reason: str) -> None:
    if not reason.strip() or (outcome in WITH_A_RULE and rule not in Rule.values):
        raise ReasonMissing
    hidden = how.is_hidden(row)
    if (
        outcome not in Outcome.values
        or (hidden and outcome in WITH_A_RULE)
        or (not hidden and outcome == Outcome.RESTORED)
    ):
        raise AlreadySo


def _moderator(actor: Actor) -> Any:
    """The person who decides: a decision is always somebody's, so the platform itself makes none."""
    moderator = person(actor)
    if moderator is None:
        raise TypeError("a moderation decision is made by a person")
    return moderator


def _open_appeal(subject: str) -> Appeal | None:
    hidden = hidden_because(subject)
    if hidden is None:
        return None
    return Appeal.objects.filter(decision=hidden, decided_at__isnull=True).select_related("decision").first()


def _settle(subject: str, appealed: Appeal | None) -> None:
    now = clock.now()
    Report.objects.filter(subject=subject, decided_at__isnull=True).update(decided_at=now)
    if appealed is not None:
        Appeal.objects.filter(pk=appealed.pk).update(decided_at=now)


def _tell_author(how: Moderated[Any], row: Model, decision: Decision, appealed: Appeal | None) -> None:
    """The author is told of what changed, and of the end of an appeal; a report that came to nothing troubles nobody."""
    author = how.author(row)
    if author is None or (decision.outcome == Outcome.KEPT and appealed is None):
        return
    kind = (
        "moderation.appeal_refused" if decision.outcome == Outcome.KEPT else f"moderation.{decision.outcome}"
    )
    notify(
        kind,
        decision,
        path=how.path(row),
        to=author.pk,
        title=how.title(row),
        reason=decision.reason,
        rule=decision.rule,
    )
    block: Block | None = getattr(decision, "block", None)
    if block is not None:
        notify(
            "moderation.blocked", decision, path=how.path(row), to=author.pk, until=block.until.isoformat()
        )
