"""`manage.py verify_record`: has anything in the record been changed, taken out or put in?"""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.audit.domain.verifying import verify


class Command(BaseCommand):
    """Check the chain of the record."""

    help = "Check the sealed record; exit 1 and name what does not fit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", default="", help="a digest noted earlier, which must still be in the chain"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify(options["head"])
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(verdict), "sound": verdict.sound}))
        else:
            self.stdout.write(
                f"{verdict.seals} seals, {verdict.entries} sealed entries, {verdict.unsealed} waiting to be sealed."
            )
            self.stdout.write(f"Head: {verdict.head}")
            for trouble in verdict.troubles:
                self.stderr.write(trouble)
        if not verdict.sound:
            raise CommandError(f"The record is not sound: {len(verdict.troubles)} findings.")
