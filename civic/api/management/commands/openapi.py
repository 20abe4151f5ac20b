"""`manage.py openapi`: write docs/api/openapi.json anew from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from civic.api.describing import checked_in, described


class Command(BaseCommand):
    """Needs no database: the description comes from the code."""

    help = "Write docs/api/openapi.json anew."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = checked_in()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(described(), encoding="utf-8")
        self.stdout.write(f"{path.relative_to(path.parents[2])}: {path.stat().st_size} bytes")
