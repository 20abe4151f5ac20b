"""The secretary writes the committee's decision; an admission is what puts a project on the ballot."""

from datetime import datetime
from typing import Any

from django.db import transaction

from budgeting.committee import actions, queries, telling
from budgeting.committee.domain.closing import closed
from budgeting.committee.models import Challenge, Committee, Decision, Item
from budgeting.committee.queries.ballot import is_full
from budgeting.committee.refusals import ChallengePending, NoQuorum
from budgeting.committee.sessions.queries import charter_of
from budgeting.cycles.models import Envelope, Project
from budgeting.cycles.refusals import BallotFull
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.periods import due_after
from civic.notifications.domain.notifying import notify


@transaction.atomic
def decide(
    actor: Actor,
    project: Project,
    *,
    outcome: str,
    reason: str,
    at: datetime,
    reason_en: str = "",
    condition: str = "",
    condition_en: str = "",
    item: Item | None = None,
) -> Decision:
    """Write the decision with the numbers it rests on, and move the project on the ballot or off the way to it.

    The project row is locked first: sheets wait for it (their trigger) and are then refused as sealed, so that the
    numbers written are the numbers that stand; an item whose scoring is still open is closed with it. ``item``: what a
    session decided.

    Raises DecidedInSession, BallotFull, NoQuorum, ChallengePending, ReasonMissing, ConditionMissing, Sealed, NotAllowed.
    """
    given: dict[str, Any] = {"outcome": outcome, "reason": reason, "condition": condition, "item": item}
    actions.decide.require(actor, project=project, at=at, **given)
    table.move(project, "turn_down" if outcome == Decision.Outcome.REJECTED else "admit")
    if outcome != Decision.Outcome.REJECTED:
        _still_room(project)
    committee = Committee.objects.reviewing(project.envelope.cycle_id).get()
    standing = queries.standing(committee, project, at, item.settled_at if item is not None else None)
    if item is None and not standing.has_quorum:
        raise NoQuorum
    if Challenge.objects.filter(project=project, outcome=Challenge.Outcome.PENDING).exists():
        raise ChallengePending  # filed between the rule and the lock
    closing = closed(actor, standing, at=at)
    decision = Decision.objects.create(
        project=project,
        committee=committee,
        outcome=outcome,
        reason=reason.strip(),
        reason_en=reason_en.strip(),
        condition=condition.strip() if outcome == Decision.Outcome.CONDITIONAL else "",
        condition_en=condition_en.strip() if outcome == Decision.Outcome.CONDITIONAL else "",
        score=closing.score,
        lowest=closing.lowest,
        highest=closing.highest,
        raters=closing.raters,
        recused=closing.recused,
        recused_by_rule=closing.recused_rule,
        recused_by_challenge=closing.recused_challenge,
        voided=closing.voided,
        voting_members=closing.members,
        decided_by=person(actor),
        at=at,
    )
    record(
        actor,
        "committee.decide",
        project,
        outcome=outcome,
        score=str(decision.score),
        raters=decision.raters,
        recused=decision.recused,
        voting_members=decision.voting_members,
    )
    path = f"/budget/projects/{project.pk}/"
    once = str(decision.pk)  # a project that is dealt with again is decided again
    notify(
        "committee.decided", project, path=path, once=once, title=project.title,
        title_en=project.title_en, outcome=outcome,
    )  # fmt: skip
    given |= {"reason": decision.reason, "reason_en": decision.reason_en}
    given |= {"condition": decision.condition, "condition_en": decision.condition_en}
    until = due_after(at, charter_of(committee).objection_days)
    notify(telling.KIND, project, path=path, once=once, **telling.said(project, given, decision.score, until))
    return decision


def _still_room(project: Project) -> None:
    """Two decisions at once cannot pass the envelope's limit together: they meet at its row."""
    if project.envelope.max_projects is None:
        return
    Envelope.objects.select_for_update(no_key=True).get(pk=project.envelope_id)
    if is_full(project):
        raise BallotFull(most=project.envelope.max_projects)
