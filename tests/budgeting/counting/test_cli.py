"""The command line, as a stranger runs it: another process, no Django, no settings, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

SMALL = """META
key;value
description;시험
country;KR
unit;서울
instance;2027
num_projects;3
num_votes;3
budget;100
vote_type;approval
rule;greedy
date_begin;2027
date_end;2027
currency;KRW
PROJECTS
project_id;cost;name
a;60;가
b;50;나
c;40;다
VOTES
voter_id;vote
1;a,b
2;a,c
3;
"""


def run(tmp_path: Path, *arguments: str, text: str = SMALL) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "election.pb"
    file.write_text(text, encoding="utf-8")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "DATABASE"))
    }
    environment["PYTHONIOENCODING"] = "utf-8"
    command = [sys.executable, "-m", "budgeting.counting", str(file), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False, encoding="utf-8"
    )


def test_prints_the_outcome_as_json(tmp_path: Path) -> None:
    ran = run(tmp_path, "--rule", "greedy", "--json")
    outcome = json.loads(ran.stdout)

    assert ran.returncode == 0
    assert outcome["winners"] == ["a", "c"]
    assert (outcome["rule"], outcome["budget"], outcome["cost"], outcome["voters"]) == ("greedy", 100, 100, 3)
    assert len(outcome["profile_sha256"]) == 64
    # b costs 50 and 40 were left: it would not have fitted before c either
    assert outcome["ties"] == [{"at": 2, "projects": ["c", "b"], "by": ["cost"], "decisive": False}]


def test_prints_why_in_words(tmp_path: Path) -> None:
    ran = run(tmp_path, "--explain", "ko", "--rule", "greedy-no-skip", "--tie", "id")

    assert "이 규칙은 예산에 들지 않는 첫 사업에서 선정을 멈춥니다." in ran.stdout


def test_pairs_that_exclude_each_other_may_be_given(tmp_path: Path) -> None:
    ran = run(tmp_path, "--rule", "greedy-exclusive", "--exclude", "a,c", "--json", "--steps")
    outcome = json.loads(ran.stdout)

    assert outcome["winners"] == ["a"]
    assert outcome["steps"][1]["excluded_by"] == "a"
    again = json.loads(
        run(tmp_path, "--rule", "greedy-exclusive", *["--exclude", "a,c"] * 2, "--json").stdout
    )
    assert again["profile_sha256"] == outcome["profile_sha256"]
    assert "not two projects" in run(tmp_path, "--exclude", "a,z").stderr
    ignored = run(tmp_path, "--exclude", "a,c", "--json")
    assert (ignored.returncode, ignored.stdout) == (2, "")
    assert "'greedy' does not look at what excludes what" in ignored.stderr


def test_equal_shares_takes_its_options(tmp_path: Path) -> None:
    arguments = (
        "--rule",
        "equal-shares",
        "--utility",
        "cardinality",
        "--completion",
        "add1u",
        "--integral",
        "--json",
    )
    outcome = json.loads(run(tmp_path, *arguments).stdout)

    assert outcome["winners"] == ["a", "c"]
    assert outcome["options"] == {
        "utility": "cardinality",
        "completion": "add1u",
        "integral": True,
        "exhaustive": True,
        "step": 1,
        "ties": ["cost", "votes", "lot", "id"],
    }


def test_bad_input_is_one_sentence_with_the_line_and_exit_code_2(tmp_path: Path) -> None:
    ran = run(tmp_path, "--json", text=SMALL.replace("2;a,c", "2;a,x"))

    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "line 23: VOTES: project 'x' is not in PROJECTS" in ran.stderr


def test_without_a_threshold_every_project_is_looked_at_and_that_is_said(tmp_path: Path) -> None:
    plain = json.loads(run(tmp_path, "--json").stdout)
    ran = json.loads(run(tmp_path, "--json", "--rule", "greedy-threshold").stdout)

    assert ran["winners"] == plain["winners"]
    assert "no min_project_score_threshold: every project was looked at" in ran["warnings"]
    least = json.loads(run(tmp_path, "--json", "--rule", "greedy-threshold", "--threshold", "1000").stdout)
    assert (least["winners"], least["warnings"]) == ([], plain["warnings"])


def test_a_threshold_that_the_rule_does_not_look_at_is_told(tmp_path: Path) -> None:
    stated = SMALL.replace("currency;KRW", "currency;KRW\nmin_project_score_threshold;2")

    def counted(*arguments: str) -> tuple[list[str], list[str]]:
        outcome = json.loads(run(tmp_path, "--json", *arguments, text=stated).stdout)
        return outcome["winners"], outcome["warnings"]

    assert counted("--rule", "greedy") == (
        ["a", "c"],
        ["min_project_score_threshold 2: rule 'greedy' does not look at it"],
    )
    assert counted("--rule", "greedy", "--threshold", "2") == (["a"], [])
    assert counted("--rule", "greedy-no-skip") == (["a"], [])


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """``… | head`` closes the pipe when it has enough."""
    file = tmp_path / "small.pb"
    file.write_text(SMALL)
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "budgeting.counting", str(file)]
    ran = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(writes)

    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "budgeting.counting", str(tmp_path / "none.pb")]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    assert ran.returncode == 2
    assert "No such file" in ran.stderr


def test_reads_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "small.pb"
    command = [sys.executable, "-m", "budgeting.counting", "-", "--json"]
    for content, code, said in ((SMALL.encode(), 0, ""), (SMALL.encode("euc-kr"), 2, "-: not UTF-8 text\n")):
        file.write_bytes(content)
        with file.open("rb") as given:
            ran = subprocess.run(command, stdin=given, capture_output=True, text=True, cwd=ROOT, check=False)

        assert (ran.returncode, ran.stderr) == (code, said)
        assert bool(ran.stdout) is not code


@pytest.mark.parametrize("arguments", [["--json"], ["--explain", "ko"]])
def test_writes_utf8_whatever_the_terminal_says(tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "small.pb"
    file.write_text(
        SMALL.replace("a;60", "ż;60").replace("1;a", "1;ż").replace("2;a", "2;ż"), encoding="utf-8"
    )
    command = [sys.executable, "-m", "budgeting.counting", str(file), *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}

    ran = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "ż" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Is a directory"),
        (b"", "the file ends before PROJECTS"),
        (bytes(range(256)) * 999, "line 2: not UTF-8 text"),
        (b"\0" * 200_000, "line 1: a cell of more than 131,072 characters"),
        (SMALL.encode("utf-16"), "line 1: not UTF-8 text"),
        (b"a,b\n1,2\n", "line 1: the file does not begin with META"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "thing"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    command = [sys.executable, "-m", "budgeting.counting", str(file), "--json"]

    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_counting_imports_nothing_of_django_or_civic() -> None:
    probe = (
        "import sys, budgeting.counting.cli; "
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('django', 'civic', 'proposals', 'workshops') or (name.startswith('budgeting.') "
        "and not name.startswith('budgeting.counting'))])"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)

    assert ran.stdout.strip() == "[]"
