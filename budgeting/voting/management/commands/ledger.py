"""The public ledger from a terminal: ``manage.py ledger CYCLE [--everything | --check | --annul TEXT]``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from budgeting.voting.domain.checking import troubles_of
from budgeting.voting.domain.ledgering import append_annul
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.models import VotingGroup
from budgeting.voting.proofs import newest_head
from civic.common.clock import now
from civic.common.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Bring the public ledger of a vote up to date, or check it from its first line, or log an annulment."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycle", help="the cycle's short name in its address")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--everything", action="store_true", help="also ballots that are fewer than a batch")
        act.add_argument(
            "--check", action="store_true", help="check every entry and head; exit code 1 for trouble"
        )
        act.add_argument(
            "--annul", metavar="TEXT", help="log that a court or the committee annulled the vote"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        group = (
            VotingGroup.objects.select_related("cycle__process").filter(cycle__slug=options["cycle"]).first()
        )
        if group is None or group.log_key is None:
            raise CommandError(f"There is no vote with a ledger in a cycle {options['cycle']!r}.")
        try:
            if options["check"]:
                self._check(group)
            else:
                self._bring_up_to_date(group, options)
        except Refusal as no:
            raise CommandError(f"{no} {no.way_forward}") from no

    def _check(self, group: VotingGroup) -> None:
        troubles = list(troubles_of(group))
        for one in troubles:
            self.stderr.write(one)
        if troubles:
            raise CommandError(f"{len(troubles)} things do not fit.")
        self._say(group)

    def _bring_up_to_date(self, group: VotingGroup, options: dict[str, Any]) -> None:
        if options["annul"]:
            with transaction.atomic():
                append_annul(group, options["annul"])
        added = sequence(group, now(), everything=options["everything"])
        self.stdout.write(f"{added} ballots added.")
        self._say(group)

    def _say(self, group: VotingGroup) -> None:
        head = newest_head(group)
        if head is not None:
            self.stdout.write(f"{head.size} entries, root {bytes(head.root).hex()}")
