"""Delete the sealed ballots of a certified vote: ``manage.py empty_box CYCLE``. The database owner's act."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgeting.voting.domain.emptying import empty_box
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import System
from civic.common.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Delete the sealed ballots of a vote whose keys are destroyed. Needs the rights of the table's owner."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cycle", help="the cycle's short name in its address")

    def handle(self, *args: Any, **options: Any) -> None:
        group = VotingGroup.objects.filter(cycle__slug=options["cycle"]).first()
        if group is None:
            raise CommandError(f"There is no vote in a cycle {options['cycle']!r}.")
        try:
            deleted = empty_box(System("empty_box"), group)
        except Refusal as no:
            raise CommandError(f"{no} {no.way_forward}") from no
        self.stdout.write(f"{deleted} sealed ballots deleted. Let the backups that hold them expire.")
