"""Count a closed vote: ``manage.py count_votes CYCLE`` (the desk does the same through a worker)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgeting.cycles.models import Cycle
from budgeting.results.domain.counting import count_votes
from civic.accounts.actors import System
from civic.common.refusals import Refusal


class Command(BaseCommand):
    help = "Open the ballots of a closed vote and count them. Publishing stays a second person's act."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycle", help="the cycle's short name in its address")

    def handle(self, *args: Any, **options: Any) -> None:
        cycle = Cycle.objects.filter(slug=options["cycle"]).first()
        if cycle is None:
            raise CommandError(f"There is no cycle {options['cycle']!r}.")
        try:
            result = count_votes(System("count_votes"), cycle, self._progress)
        except Refusal as no:
            raise CommandError(f"{no} {no.way_forward}") from no
        for row in result.envelopes.select_related("envelope"):
            funded = row.standings.filter(funded=True).count()
            self.stdout.write(
                f"{row.envelope.key}: {row.ballots} ballots, {funded} funded, {row.cost} of {row.budget}, {row.digest}"
            )

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} / {total}")
