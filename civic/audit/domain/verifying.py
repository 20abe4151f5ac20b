"""Walking the whole chain and naming what does not fit. Reads only; needs no right but to read the tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from civic.audit.domain.hashing import GENESIS, entry_digest, seal_digest
from civic.audit.domain.sealing import unsealed
from civic.audit.models import Seal, SealedEntry


@dataclass
class Verdict:
    """What was checked and what is wrong. ``head`` is the digest of the last seal, for keeping outside."""

    seals: int = 0
    entries: int = 0
    unsealed: int = 0
    head: str = GENESIS.hex()
    troubles: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.troubles


def verify(expected_head: str = "") -> Verdict:
    """Check every seal and every sealed entry.

    ``expected_head`` is a digest that was kept outside at an earlier time: the chain must contain it, else it was
    written anew from some point on, which nobody can see from the inside.
    """
    verdict = Verdict(unsealed=unsealed().count())
    previous, seen = GENESIS, {GENESIS.hex()}
    for seal in Seal.objects.order_by("id").iterator(chunk_size=200):
        verdict.seals += 1
        if bytes(seal.previous) != previous:
            verdict.troubles.append(f"seal {seal.pk}: does not follow the seal before it")
        verdict.troubles.extend(_check(seal, verdict))
        previous = bytes(seal.digest)
        seen.add(previous.hex())
    verdict.head = previous.hex()
    if expected_head and expected_head.lower() not in seen:
        verdict.troubles.append(f"the digest {expected_head} is not in the chain: it was written anew")
    return verdict


def _check(seal: Seal, verdict: Verdict) -> Iterator[str]:
    rows = list(
        SealedEntry.objects.filter(seal=seal).select_related("entry").order_by("entry__xact", "entry_id")
    )
    kept = SealedEntry.objects.filter(
        seal=seal
    ).count()  # a deleted entry drops out of the join, its mark does not
    verdict.entries += len(rows)
    for row in rows:
        if entry_digest(row.entry) != bytes(row.digest):
            yield f"entry {row.entry_id}: changed after seal {seal.pk} ({row.entry.verb} {row.entry.subject})"
    if kept != len(rows):
        there = {row.entry_id for row in rows}
        gone = [
            pk
            for pk in SealedEntry.objects.filter(seal=seal).values_list("entry_id", flat=True)
            if pk not in there
        ]
        yield f"seal {seal.pk}: entries are gone: {', '.join(map(str, sorted(gone)))}"
    if seal.entries != kept:
        yield f"seal {seal.pk}: holds {kept} entries, was made over {seal.entries}"
    if kept == len(rows) and seal_digest(bytes(seal.previous), (bytes(row.digest) for row in rows)) != bytes(
        seal.digest
    ):
        yield f"seal {seal.pk}: its digest does not fit its entries"
