"""What auditors are shown on site: ``manage.py audit_package CYCLE FOLDER``, then ``python3 recount.py FOLDER``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgeting.results.domain.auditing import write_for_auditors
from budgeting.results.models import Count
from civic.accounts.actors import System
from civic.common.refusals import Refusal


class Command(BaseCommand):
    help = "Write the package of a published vote with every ballot, also those not published one by one, for auditors on site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycle", help="the cycle's short name in its address")
        parser.add_argument("folder", type=Path, help="a folder that does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        count = Count.objects.select_related("cycle__voting").filter(cycle__slug=options["cycle"]).first()
        if count is None:
            raise CommandError(f"There is no counted cycle {options['cycle']!r}.")
        try:
            withheld = write_for_auditors(System("audit_package"), count, options["folder"])
        except Refusal as no:
            raise CommandError(f"{no} {no.way_forward}") from no
        except FileExistsError as error:
            raise CommandError(f"{options['folder']} is there already; nothing was written.") from error
        self.stdout.write(
            f"{withheld} ballots that are not published one by one. "
            "Show them here, to the auditors alone, and delete the folder afterwards."
        )
