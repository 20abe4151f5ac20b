"""Is the ledger of every open vote whole? Asked by ``/readyz``."""

from budgeting.voting import keeping, proofs
from budgeting.voting.models import VotingGroup
from civic.common.health import health_check


@health_check("ballot-ledger")
def ledgers_are_whole() -> None:
    """The database knows each vote's ledger at least as far as it was signed and kept. Raises LedgerBehind."""
    for group in VotingGroup.objects.filter(log_key__isnull=False, keys_destroyed_at__isnull=True):
        known = keeping.kept(group.pk)  # before the database is asked: the sequencer writes it after
        head = proofs.newest_head(group)
        if behind := keeping.gap(known, head.size if head else None):
            raise behind
