"""QR pictures."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

from civic.common import qr


def test_every_qr_picture_is_drawn_in_one_place() -> None:
    """One edge, one black, one white: a picture that a phone cannot read is nowhere."""
    kept = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    drawing = [
        name
        for name in kept.stdout.split()
        if re.search(
            r"^\s*(import|from) segno",
            (Path(settings.BASE_DIR) / name).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert drawing == ["civic/common/qr.py"]


def test_a_picture_has_its_quiet_edge_and_is_black_on_white_in_both_forms() -> None:
    """Version 3 has 29 modules, with the edge 37; no small form, which cameras of phones do not read."""
    address = "https://civic.example/room/ABC234"
    drawn = qr.svg(address, scale=6).decode()
    assert 'width="222" height="222"' in drawn
    assert 'fill="#fff"' in drawn
    assert qr.data_address(address).startswith("data:image/svg+xml")
    assert qr.svg("A", scale=1).decode().count('width="29"') == 1
