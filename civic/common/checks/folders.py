"""Where Civic keeps what is not in the database."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution


@register("deploy", "civic", deploy=True)
def folders(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Folders that cannot be written are found out by the first upload or, worse, by the vote that makes its keys."""
    found: list[CheckMessage] = []
    for name, folder in (
        ("CIVIC_MEDIA_ROOT", settings.MEDIA_ROOT),
        ("CIVIC_KEY_DIR", settings.BALLOT_KEY_DIR),
    ):
        if not Path(folder).is_absolute():
            found.append(
                Error(
                    f"{name} names {folder}: web, worker and commands would each look beside themselves.",
                    hint="Set it to a path that begins with /.",
                    id="civic.E026",
                )
            )
        there = next(
            one for one in (Path(folder).absolute(), *Path(folder).absolute().parents) if one.exists()
        )
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            found.append(
                Error(
                    f"{name} names {folder}, which this user cannot write.",
                    hint="Make the folder and give it to the user that runs Civic (docs/operations.md, section 2).",
                    id="civic.E019",
                )
            )
    keys = Path(settings.BALLOT_KEY_DIR)
    if keys.is_dir() and keys.stat().st_mode & 0o077:
        found.append(
            Caution(
                f"Others than its owner may look into {keys}, which holds the keys of ballots.",
                hint=f"chmod 0700 {keys}",
                id="civic.W020",
            )
        )
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        found.append(
            Caution(
                f"The static files are not collected in {settings.STATIC_ROOT}; pages cannot be shown without them.",
                hint="manage.py collectstatic --no-input",
                id="civic.W027",
            )
        )
    return found
