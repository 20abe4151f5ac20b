"""How the settings read the environment, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.setup.helpers import ROOT

SAY = """
import json, django
django.setup()
from django.conf import settings as s
print(json.dumps([s.DATABASES["default"]["NAME"], s.REDIS_URL, s.MEDIA_ROOT, s.BALLOT_KEY_DIR, s.STATIC_ROOT, s.EMAIL_FILE_PATH]))
"""


def test_the_folder_of_a_stack_of_ones_own_is_found_by_every_command(tmp_path: Path) -> None:
    """What `make services` in one terminal promises for `manage.py` in another."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "env").write_text("DATABASE_URL=postgres://c@h:5/there\nREDIS_URL=redis://h:6/7\n")
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "CIVIC_LOCAL": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "civic.settings.dev",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    folders = [str(tmp_path / name) for name in ("media", "keys", "static", "mail")]
    assert json.loads(done.stdout) == ["there", "redis://h:6/7", *folders]
