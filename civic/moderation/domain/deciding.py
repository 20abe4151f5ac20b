"""Hiding, keeping and restoring: one decision with a rule and a reason, public, and told to the author."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import override

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record, reference
from civic.common import clock, locks
from civic.moderation import actions
from civic.moderation.models import Appeal, Block, Decision, Report, Rule
from civic.moderation.queries import held_against
from civic.moderation.refusals import AlreadySo, ReasonMissing
from civic.moderation.subjects import Moderated, registry
from civic.notifications.domain.notifying import notify

Outcome = Decision.Outcome
WITH_A_RULE = Decision.AGAINST_THE_AUTHOR
ON_APPEAL = (Outcome.KEPT, Outcome.RESTORED, Outcome.LIFTED)  # an appeal never makes it worse


@transaction.atomic
def decide(
    actor: Actor,
    row: Model,
    *,
    outcome: str,
    rule: str = "",
    reason: str,
    block_days: int = 0,
    end_block: bool = False,
) -> Decision:
    """Decide on ``row``: "hidden" or "warned" (need a ``Rule``), "kept" as it is, "restored", or "lifted" (the warning).

    With ``block_days`` the author of a hidden or warned text writes nothing for so long; restoring and lifting end it,
    and so does ``end_block`` where the decision itself is kept. On an appeal it can only stay or get better.
    Open reports and the open appeal are settled by it. Raises the refusals of ``moderation.decide``, ReasonMissing, and
    AlreadySo when the text is already hidden or shown. One lock for each subject: two moderators decide one after the other.
    """
    subject = reference(row)
    locks.exclude(f"moderation:{subject}")
    how = registry[row._meta.label_lower]
    row = how.rows([str(row.pk)]).get()  # as it is now, under the lock
    appealed = _open_appeal(subject)
    actions.decide.require(
        actor,
        author=how.author(row),
        appealed=appealed.decision if appealed else None,
        together=how.together(row),
    )
    _check(how, row, outcome, rule, reason, appealed)
    decision = Decision.objects.create(
        subject=subject, outcome=outcome, rule=rule, reason=reason.strip(), moderator=_moderator(actor)
    )
    if outcome == Outcome.HIDDEN:
        how.hide(row, by=actor, rule=rule)
    elif outcome == Outcome.RESTORED:
        how.restore(row, by=actor)
    ended = 0
    if outcome in (Outcome.RESTORED, Outcome.LIFTED) or end_block:
        running = Block.objects.filter(
            decision__subject=subject, lifted_at__isnull=True, until__gt=clock.now()
        )
        ended = running.update(lifted_at=clock.now())
    reporters = _settle(subject, appealed)
    _block(decision, how.author(row), block_days)
    record(actor, f"moderation.{outcome}", row, rule=rule, reason=reason.strip(), decision=decision.pk)
    _tell_author(how, row, decision, appealed)
    _tell_reporters(decision, reporters)
    if ended and (author := how.author(row)) is not None:
        notify("moderation.unblocked", decision, path=how.path(row), to=author.pk)
    return decision


def _block(decision: Decision, author: User | None, days: int) -> None:
    """Keep the author from writing, if the decision says so and somebody is there."""
    if days > 0 and author is not None and decision.outcome in WITH_A_RULE:
        Block.objects.create(decision=decision, user=author, until=clock.now() + timedelta(days=days))


def _check(
    how: Moderated[Any], row: Model, outcome: str, rule: str, reason: str, appealed: Appeal | None
) -> None:
    if not reason.strip() or (outcome in WITH_A_RULE and rule not in Rule.values):
        raise ReasonMissing
    hidden = how.is_hidden(row)
    if (
        outcome not in Outcome.values
        or (hidden and outcome in WITH_A_RULE)
        or (not hidden and outcome == Outcome.RESTORED)
        or (outcome == Outcome.LIFTED and not _is_warned(reference(row), hidden))
        or (appealed is not None and outcome not in ON_APPEAL)
    ):
        raise AlreadySo


def _is_warned(subject: str, hidden: bool) -> bool:
    standing = None if hidden else held_against(subject)
    return standing is not None and standing.outcome == Outcome.WARNED


def _moderator(actor: Actor) -> Any:
    """The person who decides: a decision is always somebody's, so the platform itself makes none."""
    moderator = person(actor)
    if moderator is None:
        raise TypeError("a moderation decision is made by a person")
    return moderator


def _open_appeal(subject: str) -> Appeal | None:
    against = held_against(subject)
    if against is None:
        return None
    return Appeal.objects.filter(decision=against, decided_at__isnull=True).select_related("decision").first()


def _settle(subject: str, appealed: Appeal | None) -> list[int]:
    """Whatever waited for this decision is decided; gives who had reported it."""
    now = clock.now()
    waiting = Report.objects.filter(subject=subject, decided_at__isnull=True)
    reporters = list(waiting.order_by("reporter").values_list("reporter", flat=True))
    waiting.update(decided_at=now)
    if appealed is not None:
        Appeal.objects.filter(pk=appealed.pk).update(decided_at=now)
    return reporters


def _tell_reporters(decision: Decision, reporters: list[int]) -> None:
    """Whoever said that something was wrong hears what came of it, without the text: it may be what was wrong."""
    if reporters:
        words = _in_both(Outcome(decision.outcome).label)
        notify(
            "moderation.report_decided", decision, path=reverse("moderation:log"), to=reporters, reason=decision.reason,
            outcome=words["ko"], outcome_en=words["en"],
        )  # fmt: skip


def _in_both(label: Any) -> dict[str, str]:
    said = {}
    for language in ("ko", "en"):
        with override(language):
            said[language] = str(label)
    return said


def _tell_author(how: Moderated[Any], row: Model, decision: Decision, appealed: Appeal | None) -> None:
    """The author, and who stands for it with them, are told of what changed, and of the end of an appeal; a report that
    came to nothing troubles no author."""
    author = how.author(row)
    told = [*([author.pk] if author is not None else []), *how.together(row)]
    if not told or (decision.outcome == Outcome.KEPT and appealed is None):
        return
    kind = f"moderation.{decision.outcome}"
    if decision.outcome == Outcome.KEPT and appealed is not None:
        warned = appealed.decision.outcome == Outcome.WARNED
        kind = "moderation.warning_stands" if warned else "moderation.appeal_refused"
    against = decision.outcome in WITH_A_RULE  # leads to the rule, the reason and the second look
    for pk in told:
        notify(
            kind,
            decision,
            path=reverse("moderation:appeal", args=[decision.subject]) if against else how.path(row),
            once=str(pk),
            to=pk,
            title=how.title(row),
            reason=decision.reason,
            rule=decision.rule,
        )
    block: Block | None = getattr(decision, "block", None)
    if block is not None and author is not None:
        notify(
            "moderation.blocked", decision, path=reverse("moderation:appeal", args=[decision.subject]), to=author.pk,
            until=block.until.isoformat(),
        )  # fmt: skip
