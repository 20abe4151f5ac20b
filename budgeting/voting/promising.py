"""The promise on a receipt: signed, this commitment will be in the public ledger by this time.

Who holds it and does not find their commitment in the ledger later has evidence that anybody can check with the vote's
public key; no promise says who voted or what was chosen. The time is coarse, so that it does not tell when one voted.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from budgeting.voting import keys
from budgeting.voting.ledger import lines
from budgeting.voting.models import VotingGroup

WINDOW = timedelta(minutes=10)
MERGE_DELAY = 2 * WINDOW  # ballots wait for the end of their window; the sequencer has one more for its work


@dataclass(frozen=True)
class Promise:
    """What the platform owes the holder of a receipt."""

    vote: str
    commitment: bytes
    due: datetime
    signature: bytes

    @property
    def text(self) -> str:
        """One line of JSON, as it stands on the receipt and as witness.py reads it."""
        return json.dumps(
            {
                "commitment": self.commitment.hex(),
                "due": lines.moment(self.due),
                "signature": base64.b64encode(self.signature).decode(),
                "vote": self.vote,
            }
        )


def window_end(at: datetime) -> datetime:
    """The end of the ten-minute window that a moment lies in."""
    return at.replace(minute=at.minute - at.minute % 10, second=0, microsecond=0) + WINDOW


def promise(group: VotingGroup, commitment: bytes, at: datetime) -> Promise | None:
    """Sign for a ballot cast at this moment. None for a vote without a ledger. Raises KeyMissing."""
    if group.log_key is None:
        return None
    due = window_end(at) + WINDOW
    signature = lines.sign(keys.log_key(group.pk), lines.receipt_text(group.pk, commitment, due))
    return Promise(str(group.pk), commitment, due, signature)
