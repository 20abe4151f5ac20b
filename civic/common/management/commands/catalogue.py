"""`manage.py catalogue`: collect the sentences of the source, take translations in, check and compile them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.common import cataloguing


class Command(BaseCommand):
    """Keep the Korean catalogue complete."""

    help = "Update, check or compile the Korean message catalogue (no gettext binary needed)."
    requires_system_checks: list[
        str
    ] = []  # an unfinished model elsewhere must not keep anybody from translating

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--take", type=Path, help='JSON file of {"English": "한국어"} to merge in')
        parser.add_argument("--prune", action="store_true", help="drop sentences the source no longer says")
        parser.add_argument("--compile", action="store_true", help="only write the .mo file")
        parser.add_argument(
            "--check", action="store_true", help="list what is missing; exit 1 if anything is"
        )
        parser.add_argument("--only", default="", help="with --check: comma-separated path prefixes")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        po = cataloguing.korean(root)
        if options["check"]:
            self._check(root, po, [one for one in options["only"].split(",") if one])
            return
        taken = _read_translations(options["take"]) if options["take"] else {}
        with cataloguing.alone(po.parent):
            if not options["compile"]:
                self._update(root, po, taken, prune=options["prune"])
            cataloguing.compile_catalogue(po)

    def _update(self, root: Path, po: Path, taken: dict[str, str], *, prune: bool) -> None:
        found = cataloguing.read_sources(root)
        self._tell_unread(found)
        if prune and found.unread:
            raise CommandError("Nothing was pruned: some files could not be read (see above).")
        merged, unknown = cataloguing.merge(cataloguing.read_catalogue(po), found, taken, prune=prune)
        cataloguing.write_catalogue(merged, po)
        for key in unknown:
            self.stderr.write(f"not in the source (stored all the same): {key!r}")
        missing = cataloguing.problems(merged, found)
        self.stdout.write(f"{len(found.messages)} sentences, {len(taken)} taken, {len(missing)} to mend.")

    def _check(self, root: Path, po: Path, only: list[str]) -> None:
        found = cataloguing.read_sources(root)
        self._tell_unread(found)
        lines = cataloguing.problems(cataloguing.read_catalogue(po), found, only)
        for line in lines:
            self.stdout.write(line)
        if lines or found.unread:
            raise CommandError(f"{len(lines)} sentences to mend, {len(found.unread)} files unreadable.")
        self.stdout.write("The Korean catalogue is complete.")

    def _tell_unread(self, found: cataloguing.Extracted) -> None:
        for place, reason in found.unread.items():
            self.stderr.write(f"could not be read: {place}: {reason}")


def _read_translations(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(content, dict):
        raise CommandError(f'{path} must hold one object of {{"English": "한국어"}}.')
    for key, text in content.items():
        if not isinstance(text, str) or not text.strip():
            raise CommandError(f"{path}: the translation of {key!r} must be a text that is not blank.")
    return content
