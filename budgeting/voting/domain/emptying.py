"""After the keys are gone: the sealed ballots and the undelivered notices of one vote are deleted for good.

The box refuses every DELETE (trigger). Only the owner of the table can put the trigger to sleep, so this is the owner's
act, done by a command and written into the record; the web's own role cannot do it where it owns nothing.
"""

from django.db import connection, transaction

from budgeting.voting.models import SealedBallot, VotingGroup, VotingNotice
from budgeting.voting.refusals import KeysStillThere
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record

_GUARD = "pgtrigger_append_only_cd4d7"  # of voting_sealedballot, as migration 0001 names it


def empty_box(actor: Actor, group: VotingGroup) -> int:
    """Delete the vote's sealed ballots; gives how many there were. Raises KeysStillThere."""
    if group.keys_destroyed_at is None:
        raise KeysStillThere
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # a table with checks still to do cannot be altered
            cursor.execute(f"ALTER TABLE voting_sealedballot DISABLE TRIGGER {_GUARD}")
        deleted, _each = SealedBallot.objects.filter(group=group).delete()
        VotingNotice.objects.filter(group=group).delete()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE voting_sealedballot ENABLE TRIGGER {_GUARD}")
        record(actor, "voting.box_emptied", group, ballots=deleted)
    return deleted
