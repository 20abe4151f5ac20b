"""The writer takes a proposal back. Its page stays, with the reason."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions
from proposals.domain.telling import tell
from proposals.models import Proposal
from proposals.states import table


@transaction.atomic
def withdraw(actor: Actor, proposal: Proposal, *, reason: str, at: datetime, code: str = "other") -> Proposal:
    """Withdraw with a public reason: a word (`Proposal.Withdrawal`) and a sentence.

    Raises what `actions.withdraw` refuses, or StaleState.
    """
    actions.withdraw.require(actor, proposal=proposal, reason=reason)
    moved = table.move(
        proposal,
        "withdraw",
        withdrawal_code=Proposal.Withdrawal(code).value,
        withdrawal_reason=nfc(reason).strip()[:300],
    )
    record(actor, "proposals.withdrawn", moved, reason=moved.withdrawal_reason, at=at)
    tell("withdrawn", moved)
    return moved
