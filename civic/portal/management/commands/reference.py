"""``manage.py reference``: write docs/reference/ from the registries."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from civic.portal.referencing import pages


class Command(BaseCommand):
    help = "Write the reference pages of the documentation from what is registered."
    requires_system_checks: list[str] = []  # needs no database

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
