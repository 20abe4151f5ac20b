"""What was answered is put into practice: reported by the department, or by the budget that pays for it."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions
from proposals.domain import holding
from proposals.domain.telling import both, tell
from proposals.models import Evidence, Proposal
from proposals.states import table


@transaction.atomic
def begin(actor: Actor, proposal: Proposal, *, at: datetime) -> Proposal:
    """The work on an answered proposal begins. Raises what `actions.implement` refuses, or StaleState."""
    actions.implement.require(actor, proposal=holding.alone(proposal.pk))
    return _move(actor, proposal, "implement", at)


@transaction.atomic
def complete(
    actor: Actor, proposal: Proposal, *, evidence: str, at: datetime, evidence_en: str = "", link: str = ""
) -> Proposal:
    """The work is done, and here is how one sees it. Raises what `actions.complete` refuses, or StaleState."""
    actions.complete.require(actor, proposal=holding.alone(proposal.pk), evidence=evidence)
    Evidence.objects.create(
        proposal=proposal,
        text=nfc(evidence).strip(),
        text_en=evidence_en.strip(),
        link=link,
        by=person(actor),
        at=at,
    )
    return _move(actor, proposal, "complete", at)


def _move(actor: Actor, proposal: Proposal, verb: str, at: datetime) -> Proposal:
    moved = table.move(proposal, verb)
    record(actor, f"proposals.{verb}", moved, at=at)
    tell("progress", moved, once=verb, **both("stage", Proposal.State(moved.state).label))
    return moved
