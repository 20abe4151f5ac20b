"""What waits for the officers of a department."""

from django.db.models import Q, QuerySet

from civic.accounts.actors import Actor, holds, offices_of, roles_of
from civic.accounts.models import Role
from proposals.models import AnswerDraft, AnswerTemplate, Proposal, ProposalQuerySet
from proposals.queries import in_list


def departments_of(actor: Actor) -> list[int] | None:
    """The departments whose officer the actor is; None means every department (an administrator)."""
    if any(role.kind == Role.Kind.ADMINISTRATOR for role in roles_of(actor)):
        return None
    return offices_of(actor)


def waiting(actor: Actor) -> ProposalQuerySet:
    return in_list(actor).filter(state=Proposal.State.REVIEW)


def due_for(actor: Actor) -> ProposalQuerySet:
    """What the actor's departments have to answer."""
    mine = departments_of(actor)
    found = waiting(actor).filter(department__isnull=False)
    return found if mine is None else found.filter(department__in=mine)


def unrouted(actor: Actor) -> ProposalQuerySet:
    """What waits for an answer and is with no department yet, by due date."""
    return waiting(actor).filter(department__isnull=True).order_by("answer_due_at", "id")


def drafts_for(actor: Actor) -> QuerySet[AnswerDraft]:
    """Drafts of answers that are not public yet: of the actor's departments; all for whoever publishes.

    Only where an answer is still waited for: what was written for a proposal that was withdrawn, merged, hidden or sent
    away meanwhile is nobody's work until it comes back.
    """
    waiting_for = AnswerDraft.objects.filter(proposal__state=Proposal.State.REVIEW)
    found = waiting_for.exclude(status=AnswerDraft.Status.PUBLISHED).select_related(
        "proposal__call", "author", "approved_by", "department"
    )
    if holds(actor, "publisher"):
        return found
    return found.filter(proposal__department__in=departments_of(actor) or [])


def templates_for(actor: Actor) -> QuerySet[AnswerTemplate]:
    """Templates of the actor's departments, and those of all."""
    found = AnswerTemplate.objects.all()
    mine = departments_of(actor)
    if mine is None:
        return found
    return found.filter(Q(department__isnull=True) | Q(department__in=mine))
