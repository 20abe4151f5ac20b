"""``python -m workshops.groups``: what it prints, what it refuses, and that it needs no Django."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from workshops.groups.__main__ import main

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"


def written(folder: Path, text: str) -> str:
    path = folder / "votes.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(list(arguments), out, err), out.getvalue(), err.getvalue()


def conversation() -> str:
    rows = [
        f"{voter},x,{statement},{voter},{1 if (statement % 2) == (voter >= 12) else -1}"
        for voter in range(24)
        for statement in range(8)
    ]
    return HEAD + "\n".join(rows) + "\n"


def test_it_prints_the_group_of_each_voter_and_the_counts_of_each_statement(tmp_path: Path) -> None:
    code, out, err = run(written(tmp_path, conversation()), "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert {said["groups"][str(voter)] for voter in range(12)} != {
        said["groups"][str(voter)] for voter in range(12, 24)
    }
    assert {name: said["statements"]["0"][name] for name in ("agree", "disagree", "pass")} == {
        "agree": 12, "disagree": 12, "pass": 0,
    }  # fmt: skip


def test_the_last_vote_of_a_pair_counts_by_its_time_not_its_line(tmp_path: Path) -> None:
    later = "9,x,0,1,1\n5,x,0,1,-1\n"
    _code, out, _err = run(written(tmp_path, HEAD + later), "--json")
    assert json.loads(out)["statements"]["0"]["agree"] == 1
    same_moment = "5,x,0,1,1\n5,x,0,1,-1\n"
    _code, out, _err = run(written(tmp_path, HEAD + same_moment), "--json")
    assert json.loads(out)["statements"]["0"]["disagree"] == 1


def test_three_columns_are_enough(tmp_path: Path) -> None:
    code, out, _err = run(written(tmp_path, "comment-id,voter-id,vote\n1,a,1\n1,b,0\n"), "--json")
    assert code == 0
    assert json.loads(out)["statements"]["1"]["pass"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: no column comment-id, voter-id, vote"),
        ("comment-id,voter-id,vote\n", "there is no vote"),
        ("comment-id,voter-id,vote\n1,a,2\n", "line 2: a vote is 1, 0 or -1, not '2'"),
        ("comment-id,voter-id,vote\n1,,1\n", "line 2: no voter-id"),
        ("comment-id,voter-id,vote\n1\n", "line 2: no voter-id"),
        (HEAD + "soon,x,1,a,1\n", "line 2: timestamp must be a whole number, not 'soon'"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    code, out, err = run(path, "--json")
    assert (code, out) == (2, "")
    assert err == f"{path}: {said}\n"


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.csv"))[2].endswith("No such file or directory\n")
    (tmp_path / "bytes.csv").write_bytes(b"comment-id,voter-id,vote\n\xff\xfe")
    assert "not UTF-8" in run(str(tmp_path / "bytes.csv"))[2]


def test_it_runs_without_django(tmp_path: Path) -> None:
    path = written(tmp_path, conversation())
    lines = ("import sys", "sys.modules['django'] = None", "from workshops.groups.__main__ import main")
    program = "; ".join((*lines, "sys.exit(main([sys.argv[1]]))"))
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "group 0: 12 people" in done.stdout
