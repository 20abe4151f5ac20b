"""`manage.py index_proposals`: write anew what similar proposals are found by."""

from typing import Any

from django.core.management.base import BaseCommand

from proposals.domain import weighing


class Command(BaseCommand):
    help = "Write anew what similar proposals are found by. Needed after an upgrade that says so; safe at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = weighing.rewrite_keys()
        mended = weighing.mend_pairs()
        common = weighing.count_shares()
        self.stdout.write(
            f"{changed} proposals had other keys, {mended} rows of pairs were mended, {common} pairs are common."
        )
