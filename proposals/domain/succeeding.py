"""A department has ended: its proposals go to the one that has come after it, with the same dates."""

from django.db.models import Q

from civic.audit.domain.recording import record
from civic.departments.duties import ACTOR, Handover
from proposals.domain import holding
from proposals.domain.telling import tell
from proposals.models import AnswerDraft, Proposal, Routing


def hand_over(proposal: Proposal, handover: Handover) -> None:
    """Give a proposal to the successor; what is drafted goes along as it stands: the same people go on with it."""
    before, now = handover.before, handover.now
    fresh = holding.alone_where(proposal.pk, Q(department=before))
    if fresh is None:
        return
    fresh.department = now
    fresh.save(update_fields=["department"])
    drafts = AnswerDraft.objects.filter(proposal=fresh, department=before)
    drafts.exclude(status=AnswerDraft.Status.PUBLISHED).update(department=now)
    Routing.objects.create(proposal=fresh, department=now, reason=before.ended_because, at=handover.at)
    record(ACTOR, "proposals.department_followed", fresh, before=before.code, department=now.code)
    tell("department_changed", fresh, once=handover.once, **handover.said)
