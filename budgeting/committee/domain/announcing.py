"""The decisions of a session are published together, after a preview; each proposer gets a letter."""

from datetime import datetime

from django.db import transaction

from budgeting.committee.domain.deciding import decide
from budgeting.committee.models import Decision, Item, Session
from budgeting.committee.queries.ballot import comes_to_nothing
from budgeting.committee.sessions import actions, queries
from budgeting.committee.telling import OUTCOMES
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record


@transaction.atomic
def publish_decisions(actor: Actor, session: Session, *, at: datetime) -> list[Decision]:
    """Publish every decision of a closed session at once; all or none. Projects go on the ballot by the one door, ``decide``.

    A project that has left the committee since its vote is decided no more, nor is one admitted to a vote that has opened:
    what was voted stands in the minutes only.

    Raises SessionNotClosed, NothingToPublish, and whatever ``decide`` raises for a project.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("committee").get(pk=session.pk)
    actions.publish_decisions.require(actor, session=session)
    waiting = list(
        queries.unpublished(session)
        .select_for_update(of=("self",))
        .select_related("project__envelope__cycle__process", "project__proposal", "project__department")
    )
    made = [
        _decided(actor, item, at)
        for item in waiting
        if item.project is not None and session.committee.reviews and not comes_to_nothing(item, at)
    ]
    Item.objects.filter(pk__in=[item.pk for item in waiting]).update(published_at=at)
    record(actor, "committee.publish_decisions", session, items=len(waiting), projects=len(made))
    return made


def _decided(actor: Actor, item: Item, at: datetime) -> Decision:
    if item.project is None:
        raise ValueError("an item without a project decides on no project")
    return decide(
        actor,
        item.project,
        outcome=OUTCOMES[Item.Outcome(item.outcome)],
        reason=item.reason,
        reason_en=item.reason_en,
        condition=item.condition,
        condition_en=item.condition_en,
        item=item,
        at=at,
    )
