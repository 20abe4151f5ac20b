"""Giving a proposal to a department, and handing it on."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from civic.accounts.actors import Actor, person
from civic.areas.models import Department
from civic.audit.domain.recording import record
from proposals import actions
from proposals.domain import holding
from proposals.domain.telling import tell
from proposals.models import AnswerDraft, Proposal, Routing, TopicRoute


def department_for(proposal: Proposal) -> Department | None:
    """The department that is to answer: the one given by staff, by the topic, or the one that takes the unrouted.

    A topic without a route takes that of the topic above it. None when the city named no department at all; then any
    officer can take the proposal.
    """
    if proposal.department is not None:
        return proposal.department
    topic = proposal.topic
    while topic is not None:
        route = TopicRoute.objects.select_related("department").filter(topic=topic).first()
        if route is not None:
            return route.department
        topic = topic.parent
    takers = Department.objects.filter(takes_unrouted=True)
    return takers.filter(area=proposal.call.process.area_id).first() or takers.first()


@transaction.atomic
def route(actor: Actor, proposal: Proposal, *, department: Department, reason: str, at: datetime) -> Routing:
    """Hand a waiting proposal to ``department`` with a public reason; the due date stays as it is.

    What the department before has written for an answer goes along as a draft; nobody of the new one has approved it.
    Raises what `actions.route` refuses.
    """
    fresh = holding.alone(proposal.pk)
    actions.route.require(actor, proposal=fresh, department=department, reason=reason)
    fresh.department = proposal.department = department
    fresh.save(update_fields=["department"])
    drafts = AnswerDraft.objects.filter(proposal=fresh).exclude(status=AnswerDraft.Status.PUBLISHED)
    drafts.update(
        status=AnswerDraft.Status.DRAFT, approved_by=None, department=department, version=F("version") + 1
    )
    return note_routing(actor, fresh, department, reason=reason, at=at)


def note_routing(
    actor: Actor, proposal: Proposal, department: Department, *, reason: str, at: datetime
) -> Routing:
    """Write down who has it now, and tell that department's officers and the followers."""
    routing = Routing.objects.create(
        proposal=proposal, department=department, by=person(actor), reason=reason.strip()[:300], at=at
    )
    record(actor, "proposals.routed", proposal, department=department.code, reason=reason)
    tell(
        "routed", proposal, once=str(routing.pk), department=department.name, department_en=department.name_en,
        due=proposal.answer_due_at,
    )  # fmt: skip
    tell_department(proposal, once=str(routing.pk))
    return routing


def tell_department(proposal: Proposal, *, once: str) -> None:
    """The officers of the department that has a waiting proposal hear that it waits for them, and until when."""
    tell("to_answer", proposal, once=once, due=proposal.answer_due_at,
         path=f"{proposal.get_absolute_url()}answer/", department_id=proposal.department_id)  # fmt: skip


def tell_if_it_waits(proposal: Proposal, *, at: datetime) -> None:
    """The same for one that has come back into the city's hands: its date went on meanwhile."""
    if proposal.state == Proposal.State.REVIEW:
        tell_department(proposal, once=f"back:{at.isoformat()}")
