"""``manage.py load_areas``: places, departments and topics from the shipped files or an operator's own."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from civic.areas.domain import boundaries, loading
from civic.areas.models import Area

OWN = ("file", "departments", "topics", "boundaries")


class Command(BaseCommand):
    help = "Load areas, departments and topics (running it again changes only what differs)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="CSV of areas: code, level, parent, name, name_en, population, population_as_of, tile_column, tile_row. "
            "Without it and anything else of your own the shipped files of Seoul and Busan are loaded; "
            "with it only what you name",
        )
        parser.add_argument("--city", default="", help="only the city with this 10-digit code")
        parser.add_argument(
            "--departments",
            type=Path,
            help="CSV: code, area, parent, name, name_en, phone, takes_unrouted (1 or 0)",
        )
        parser.add_argument("--topics", type=Path, help="CSV: slug, parent, name, name_en")
        parser.add_argument(
            "--boundaries",
            type=Path,
            help="GeoJSON FeatureCollection; each feature's property “code” names the area",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(self.load(**{name: options[name] for name in (*OWN, "city")}))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    @transaction.atomic
    def load(self, *, file: Path | None, city: str, **own: Path | None) -> str:
        """What is named, and the shipped files where nothing is: examples do not slip into a city's own lists."""
        if file is None and (city or not any(own.values()) or not Area.objects.exists()):
            file = loading.AREAS
        shipped = file == loading.AREAS
        departments = own["departments"] or (loading.DEPARTMENTS if shipped else None)
        topics = own["topics"] or (loading.TOPICS if shipped else None)
        counts = {
            "areas": loading.load_areas(file, city=city) if file else 0,
            "departments": loading.load_departments(departments, city=city) if departments else 0,
            "topics": loading.load_topics(topics) if topics else 0,
            "boundaries": boundaries.load(own["boundaries"]) if own["boundaries"] else 0,
        }
        return ", ".join(f"{number} {name}" for name, number in counts.items())
