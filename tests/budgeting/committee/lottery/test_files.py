"""The published file repeats the draw, without Django; a wrong file is told what is wrong with it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from budgeting.committee.lottery import Pool, draw
from budgeting.committee.lottery.__main__ import main
from budgeting.committee.lottery.files import written
from tests.budgeting.committee.lottery.test_drawing import BOROUGH, uneven


def document() -> dict[str, Any]:
    pool = Pool(8, uneven(), BOROUGH, 4)
    return written(pool, "seed", "6-2-5", draw(pool, "seed", "6-2-5"), committee="2027")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(document(), ensure_ascii=False), encoding="utf-8")
    return path


def test_the_file_repeats_the_draw_in_a_process_without_django(file: Path) -> None:
    code = (
        "import sys; from budgeting.committee.lottery.__main__ import main; "
        "code = main([sys.argv[1], '--json']); assert 'django' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["holds"] is True
    assert said["selected"] == document()["selected"]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"seed": "another"}, "commitment"),
        ({"public_value": "1-1-1"}, "selected"),
        ({"candidates_hash": "0" * 64}, "list"),
        ({"selected": []}, "selected"),
        ({"reserve_list": ["x"]}, "reserves"),
    ],
)
def test_a_changed_file_is_found_out(
    file: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], broken: str
) -> None:
    file.write_text(json.dumps(document() | change), encoding="utf-8")
    assert main([str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["checks"][broken] is False
    assert main([str(file)]) == 1
    assert "NO " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is no JSON: line 1"),
        ("[]", "one JSON object"),
        ("{}", "The file lacks format, seats"),
        (json.dumps(document() | {"format": "x/9"}), "this program reads 'civic-lottery/1'"),
        (json.dumps(document() | {"seats": "8"}), "“seats” must be a whole number"),
        (json.dumps(document() | {"quotas": {"sex": 3}}), "must give a whole number of seats for each value"),
        (json.dumps(document() | {"candidates": [{"id": 3}]}), "Candidate 1 must be an object of texts"),
        (json.dumps(document() | {"candidates": "x"}), "“candidates” must be a list"),
        (json.dumps(document() | {"seed": 3}), "“seed” must be a text"),
        (json.dumps(document() | {"quotas": {"shoe": {"42": 1}}}), "A quota asks for “shoe”"),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    file.write_text(text, encoding="utf-8")
    assert main([str(file)]) == 2
    assert said in capsys.readouterr().err
    assert main([str(file), "--json"]) == 2
    assert said in json.loads(capsys.readouterr().out)["error"]


def test_a_file_that_is_not_there_is_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
