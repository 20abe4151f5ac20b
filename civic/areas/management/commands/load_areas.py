"""``manage.py load_areas``: places, departments and topics from the shipped files or an operator's own."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.areas.domain import boundaries, loading


class Command(BaseCommand):
    help = "Load areas, departments and topics (running it again changes only what differs)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=loading.DATA / "areas.csv",
            help="CSV of areas (default: Seoul and Busan)",
        )
        parser.add_argument("--city", default="", help="only the city with this 10-digit code")
        parser.add_argument("--departments", type=Path, default=loading.DATA / "departments.csv")
        parser.add_argument("--topics", type=Path, default=loading.DATA / "topics.csv")
        parser.add_argument(
            "--boundaries",
            type=Path,
            help="GeoJSON FeatureCollection; each feature's property “code” names the area",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            areas = loading.load_areas(options["file"], city=options["city"])
            departments = loading.load_departments(options["departments"], city=options["city"])
            topics = loading.load_topics(options["topics"])
            shapes = boundaries.load(options["boundaries"]) if options["boundaries"] else 0
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{areas} areas, {departments} departments, {topics} topics, {shapes} boundaries")
