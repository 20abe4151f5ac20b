"""The days in which a proposal could not be supported, because the city had put it away, are given back. See decision 0273."""

from datetime import datetime

from civic.common.periods import days_after
from proposals.models import Proposal


def days_since(proposal: Proposal, since: datetime | None, *, at: datetime) -> Proposal:
    """Open the window of one that gathers supports again for as long as was left of it ``since`` then. Its row is held.

    The date of an answer is not moved: who waits for it has waited all the same.
    """
    until = proposal.support_until
    if since is None or until is None or proposal.state != Proposal.State.OPEN or not since < min(until, at):
        return proposal
    proposal.support_until = days_after(until + (at - since), 0)  # to the end of that day
    proposal.save(update_fields=["support_until"])
    return proposal
