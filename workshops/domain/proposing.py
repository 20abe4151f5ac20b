"""An opinion becomes a proposal."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.areas.models import Area, Topic
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from proposals.domain import submitting
from proposals.models import Proposal
from workshops import actions
from workshops.models import Opinion


def propose(
    actor: Actor, opinion: Opinion, *, title: str, body: str, area: Area, topic: Topic | None, at: datetime
) -> Proposal:
    """Submit a proposal that grew out of ``opinion`` and tie the two together.

    Its author is whoever proposes: a host who takes it further does not publish the speaker's name.
    Raises AlreadyAProposal, RecordNotPublished, NotAllowed, and what submitting a proposal refuses.
    """
    with transaction.atomic():
        # Locked, so that the speaker and a host who propose at the same moment make one proposal.
        fresh = Opinion.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=opinion.pk)
        actions.propose_from_opinion.require(actor, opinion=fresh)
        proposal = submitting.propose_from_opinion(
            actor, title=title, body=body, author=person(actor), area=area, topic=topic, at=at
        )
        fresh.proposal = proposal
        fresh.save(update_fields=["proposal"])
        record(actor, "workshops.propose_from_opinion", fresh, proposal=proposal.number)
        notify(
            "workshops.opinion_proposed",
            fresh,
            path=f"/thread/{proposal.number}/",
            title=proposal.title,
            title_en=proposal.title_en,
            opinion=fresh.text[:120],
            opinion_en=fresh.text_en[:120],
        )
    return proposal
