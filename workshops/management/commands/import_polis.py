"""`manage.py import_polis DIR`: a finished Polis conversation becomes a workshop with statements and votes."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.areas.models import Area, Department
from workshops.domain.importing import import_conversation
from workshops.polis import BadInput

DEFAULT_AREA, DEFAULT_DEPARTMENT = "1100000000", "participation"


class Command(BaseCommand):
    """Import one conversation; safe to run twice, and a bad line leaves nothing behind."""

    help = (
        "Import a conversation that Polis exported (a folder with summary.csv, comments.csv and votes.csv)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--area", default=DEFAULT_AREA, help="10-digit code (default: %(default)s)")
        parser.add_argument("--department", default=DEFAULT_DEPARTMENT, help="code (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        area = _area(options["area"])
        department = _department(options["department"], area)
        try:
            done = import_conversation(options["folder"], area=area, department=department, told=self._tell)
        except BadInput as error:
            self._end_of_bar()
            raise CommandError(f"Nothing was written. {error}") from error
        self._end_of_bar()
        self.stdout.write(
            f"{done.workshop.title}: {done.statements} statements ({done.rejected} taken out by its moderators), "
            f"{done.votes_read} votes read, {done.votes} counted, {done.participants} participants.\n"
            f"{done.workshop.get_absolute_url()}"
        )

    def _tell(self, count: int) -> None:
        """A line that grows in place; only where somebody watches."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\rvotes read: {count:,} {'█' * (count // 5000)}")
            sys.stderr.flush()

    def _end_of_bar(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\n")


def _area(code: str) -> Area:
    """The area, or Seoul made for the occasion; any other unknown code is a mistake."""
    found = Area.objects.filter(code=code).first()
    if found is None and code != DEFAULT_AREA:
        raise CommandError(f"There is no area {code}. Load the areas first (manage.py load_areas).")
    return found or Area.objects.create(code=code, level=Area.Level.CITY, name="서울특별시", name_en="Seoul")


def _department(code: str, area: Area) -> Department:
    found = Department.objects.filter(code=code).first()
    if found is None and code != DEFAULT_DEPARTMENT:
        raise CommandError(f"There is no department {code}.")
    names = {"name": "시민참여과", "name_en": "Citizen participation division"}
    return found or Department.objects.create(code=code, area=area, **names)
