"""Recount a counted vote from its opened ballots: ``manage.py recount CYCLE``; ends with 1 where something differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgeting.cycles.models import Cycle
from budgeting.results.actions import count_of
from budgeting.results.domain.recounting import recount


class Command(BaseCommand):
    help = (
        "Check every opened ballot against its commitment, count again, and compare with the stored result."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycle", help="the cycle's short name in its address")

    def handle(self, *args: Any, **options: Any) -> None:
        cycle = Cycle.objects.select_related("voting").filter(slug=options["cycle"]).first()
        count = count_of(cycle) if cycle else None
        if cycle is None or count is None:
            raise CommandError(f"There is no counted cycle {options['cycle']!r}.")
        differences = list(recount(cycle))
        for one in differences:
            self.stderr.write(f"{one.envelope} {one.what}: stored {one.stored}, found {one.found}")
        if differences:
            raise CommandError(
                f"{len(differences)} differences: the stored result is not what the ballots give."
            )
        self.stdout.write(f"{count.ballots} ballots recounted: the same winners, costs, steps and hashes.")
