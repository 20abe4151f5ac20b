"""What the supporters of a proposal were promised goes along when it is merged or split: the date of the answer, and the
higher steps that it has reached."""

from datetime import datetime

from civic.accounts.actors import Actor, person
from proposals.domain.reaching import begin_review
from proposals.domain.routing import department_for, note_routing, tell_department
from proposals.models import Merge, Proposal, Routing, Rung

State = Proposal.State


def by_merge(actor: Actor, done: Merge, *, at: datetime) -> Proposal:
    """The target owes by the earlier of two dates what the source was owed; gives the target. Both are held alone.

    A source under review takes a target that still gathers supports with it: nobody waits longer because of a merge.
    """
    source, target = done.source, done.target
    hand_down(source, target)
    if done.state_before != State.REVIEW or source.answer_due_at is None:
        return target
    if target.state == State.OPEN:
        department = source.department or department_for(target)
        target = begin_review(
            target,
            reached_at=source.threshold_reached_at or at,
            due=source.answer_due_at,
            department=department,
        )
        if department is not None:
            note_routing(actor, target, department, reason=done.reason, at=at)
    elif target.answer_due_at is None or source.answer_due_at < target.answer_due_at:
        target.answer_due_at, target.due_soon_told_at = source.answer_due_at, None
        target.save(update_fields=["answer_due_at", "due_soon_told_at"])
        tell_department(target, once=f"merge:{done.pk}")
    return target


def by_split(actor: Actor, whole: Proposal, part: Proposal, *, reason: str, at: datetime) -> None:
    """The part has the steps of the whole, and its department hears that there are two answers to give now."""
    hand_down(whole, part)
    if part.state == State.REVIEW and part.department is not None:
        Routing.objects.create(
            proposal=part, department=part.department, by=person(actor), reason=reason.strip()[:300], at=at
        )
        tell_department(part, once=f"split:{whole.pk}")


def hand_down(source: Proposal, target: Proposal) -> None:
    """The steps that the source has reached and nobody has settled are reached by the target too, each once."""
    Rung.objects.bulk_create(
        [
            Rung(
                proposal=target,
                consequence=rung.consequence,
                count=rung.count,
                answer_days=rung.answer_days,
                reached_at=rung.reached_at,
                due_at=rung.due_at,
            )
            for rung in source.rungs.filter(settled_at__isnull=True)
        ],
        ignore_conflicts=True,
    )
