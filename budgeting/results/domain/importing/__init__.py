"""Importing a real election from a ``.pb`` file: a finished, published cycle, counted by us, compared with the official one."""

from pathlib import Path

from django.db import transaction

from budgeting.counting import read_pb
from budgeting.cycles.models import Cycle
from budgeting.results.domain.importing.ballots import Progress
from budgeting.results.domain.importing.reading import check, external_id
from budgeting.results.domain.importing.writing import Import, Imported
from civic.accounts.actors import Actor
from civic.areas.models import Area
from civic.common import locks

__all__ = ["Imported", "import_pabulib"]


def import_pabulib(
    actor: Actor, path: Path, area: Area | None = None, progress: Progress | None = None
) -> Imported:
    """Read the file and write the whole election in one transaction; the same file a second time changes nothing.

    Costs with decimals are stored in the smallest unit (cents), exactly. Raises PabulibError (with the line) for a file
    that cannot be taken, OSError, Refusal where its rule cannot be counted.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    tell("read", 0, 1)
    election = read_pb(path)
    tell("read", 1, 1)
    check(election, path)
    with transaction.atomic():
        locks.exclude(f"results.import:{external_id(election)}")
        known = Cycle.objects.filter(external_id=external_id(election)).first()
        if known is not None:
            return Imported(known, False, known.count.ballots)
        return Import(actor, election, area, tell).run()
