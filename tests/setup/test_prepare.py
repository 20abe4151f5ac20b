"""The first preparation of a fresh tree: what is written into the database then is written in both languages."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.setup.helpers import ROOT, clean_environment, tracked_files

FIRST_COMMAND = """
from django.core import management
from django.utils.translation import gettext, override

def first(name, **options):
    with override("ko"):
        print(name, gettext("implemented"))
    raise SystemExit(0)

management.call_command = first
from civic.stack import prepare
prepare.main()
"""


def test_a_fresh_tree_speaks_korean_from_its_first_command_on(tmp_path: Path) -> None:
    """No compiled catalogue lies in a fresh tree; one that comes when Django has looked for it is never read."""
    for path in tracked_files():
        name = path.relative_to(ROOT)
        if name.parts[0] not in ("docs", "tests"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_COMMAND],
        cwd=tmp_path,
        env=clean_environment(
            DATABASE_URL="postgresql://nobody@localhost/nothing",
            REDIS_URL="redis://localhost/0",
            CIVIC_LOCAL=str(tmp_path / "local"),
            PYTHONIOENCODING="utf-8",
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "migrate 시행 완료"
