"""Import a real election: ``manage.py import_pabulib FILE.pb [--area CODE]``."""

import resource
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgeting.counting import PabulibError
from budgeting.results.domain.importing import import_pabulib
from budgeting.results.models import EnvelopeCount, Standing
from civic.accounts.actors import System
from civic.areas.models import Area
from civic.common.refusals import Refusal

BAR = 30


class Command(BaseCommand):
    help = "Import a Pabulib .pb file as a finished, published cycle, count it by our rule, and compare with its official result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--area",
            help="official 10-digit code of the area the election belongs to (default: the city named in the file)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        path: Path = options["file"]
        try:
            done = import_pabulib(System("import_pabulib"), path, self._area(options["area"]), self._progress)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        except PabulibError as error:
            raise CommandError(f"{path}: {error}. Nothing was written.") from error
        except Refusal as no:
            raise CommandError(f"{path}: {no} Nothing was written.") from no
        if not done.created:
            self.stdout.write(
                f"{path.name} is here already as /results/{done.cycle.slug}/ ({done.ballots} ballots). Nothing was written."
            )
            return
        for remark in done.remarks:
            self.stdout.write(f"  note: {remark}")
        self._say(done.cycle.slug, done.cycle.pk)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(
            f"{done.ballots} ballots in {time.monotonic() - began:.1f} s, peak memory {peak} MB."
        )

    def _area(self, code: str | None) -> Area | None:
        if code is None:
            return None
        area = Area.objects.filter(code=code).first()
        if area is None:
            raise CommandError(
                f"There is no area with the code {code}. `manage.py load_areas` loads the official list."
            )
        return area

    def _say(self, slug: str, cycle: int) -> None:
        row = EnvelopeCount.objects.get(count__cycle=cycle)
        standings = Standing.objects.filter(envelope_count=row)
        compared = standings.exclude(official=None)
        differ = sum(one.funded != one.official for one in compared)
        official = (
            "no official result in the file"
            if not compared
            else f"{differ} projects differ from the official result"
        )
        funded = f"{standings.filter(funded=True).count()} of {standings.count()} funded"
        self.stdout.write(f"/results/{slug}/: rule {row.rule}, {funded}; {official}.")

    def _progress(self, stage: str, done: int, total: int) -> None:
        if not self.stderr.isatty() and done != total:
            return
        filled = BAR * done // max(total, 1)
        end = "\n" if done == total else "\r"
        self.stderr.write(
            f"{stage:8} [{'#' * filled}{'.' * (BAR - filled)}] {done:,} / {total:,}", ending=end
        )
