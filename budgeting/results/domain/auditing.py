"""For auditors on site: the published package, and beside it the ballots that are not published one by one."""

import json
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from budgeting.results.domain.packing import BALLOTS, ballot_lines, path_of
from budgeting.results.models import Count
from budgeting.results.refusals import NotPublished
from budgeting.voting.models import OpenedBallot, VotingGroup
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record

WITHHELD = "withheld.jsonl"


def write_for_auditors(actor: Actor, count: Count, folder: Path) -> int:
    """Write the package into a new ``folder`` that only its owner reads, with all other ballots in ``withheld.jsonl``.

    ``recount.py FOLDER`` then repeats what nobody can repeat outside. Gives the number of ballots that were withheld. Raises
    NotPublished, FileExistsError (nothing is written over).
    """
    if not count.is_published:
        raise NotPublished
    group: VotingGroup = count.cycle.voting
    folder.mkdir(mode=0o700)
    for name in count.files:
        with default_storage.open(path_of(count.cycle, name)) as file:
            (folder / name).write_bytes(file.read())
    published = set[str]()
    if BALLOTS in count.files:
        with (folder / BALLOTS).open(encoding="utf-8") as file:
            published = {json.loads(line)["commitment"] for line in file}
    withheld = 0
    with transaction.atomic(), (folder / WITHHELD).open("w", encoding="utf-8") as file:
        for commitment, line in ballot_lines(group, OpenedBallot.objects.all()):
            if commitment not in published:
                file.write(line)
                withheld += 1
        record(actor, "results.shown_to_auditors", count, ballots=withheld)
    return withheld
