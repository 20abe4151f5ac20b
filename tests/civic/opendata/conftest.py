"""Each test reads its own rows and writes into its own folder."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.OPENDATA_SNAPSHOT_SECONDS = 0
    settings.MEDIA_ROOT = str(tmp_path / "media")
