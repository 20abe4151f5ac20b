"""Every refusal and remark has its Korean."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgeting.counting.korean import SENTENCES, in_korean
from tests.budgeting.counting.test_cli import ROOT, SMALL, run

SAID_BY = {"PabulibError": 1, "Remark": 1, "OptionError": 0, "ProfileError": 0}
#: For programmers, not for whoever runs the command.
INSIDE = ("language 'X'", "a trace needs")


def sample(node: ast.expr) -> str | None:
    """The sentence with an X for everything that varies."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    pieces = [part.value if isinstance(part, ast.Constant) else "X" for part in node.values]
    return "".join(map(str, pieces))


def sentences() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "budgeting" / "counting").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            at = SAID_BY.get(node.func.id, 0 if node.func.id == "ValueError" else None)
            if at is not None and len(node.args) > at:
                found = sample(node.args[at])
                if found is not None and not found.startswith(INSIDE):
                    yield f"{path.name}:{node.lineno}", found


@pytest.mark.parametrize(("where", "sentence"), list(sentences()))
def test_a_sentence_of_the_library_has_its_korean(where: str, sentence: str) -> None:
    said = in_korean(sentence)

    assert said != sentence, where
    assert sentence.count("X") == said.count("X")


def test_the_table_keeps_what_varies_and_its_order() -> None:
    assert [
        english for english, korean in SENTENCES.items() if english.count("{}") != korean.count("{}")
    ] == []
    assert len(list(sentences())) > 50


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("line 7: PROJECTS: cost '60,000' can be read two ways: does the comma separate thousands or decimals?",
         "7행: PROJECTS: 비용: 두 가지로 읽힙니다. 쉼표가 천 단위인지 소수점인지 알 수 없습니다: '60,000'"),
        ("line 3: META: budget: 'much' is not a number", "3행: META 항목 budget: 숫자가 아닙니다: 'much'"),
        ("line 8: META: num_votes is 2, but the file has 3", "8행: META: num_votes 값은 2, 파일에 실제로 있는 수는 3"),
        ("VOTES: ballots with more than 5 projects (max_length): 3",
         "VOTES: 한도를 넘은 투표 - 최대 5, 사업 수(max_length): 3건"),
        ("line 20: VOTES: project 'x' is not in PROJECTS", "20행: VOTES: PROJECTS 부분에 없는 사업입니다: 'x'"),
        ("rule 'nope' is not one of greedy, phragmen", "쓸 수 없는 값입니다: rule 'nope' (가능한 값: greedy, phragmen)"),
        ("something else", "something else"),
    ],
)  # fmt: skip
def test_reads_like_this(english: str, korean: str) -> None:
    assert in_korean(english) == korean


def test_the_command_line_says_it_in_the_language_asked_for(tmp_path: Path) -> None:
    wrong = run(tmp_path, "--explain", "ko", text=SMALL.replace("2;a,c", "2;a,x"))
    odd = run(tmp_path, "--explain", "ko", text=SMALL.replace("num_votes;3", "num_votes;4"))
    absent = run(tmp_path, "--explain", "ko", "--rule", "phragmen", text=SMALL.replace("approval", "ordinal"))

    assert "23행: VOTES: PROJECTS 부분에 없는 사업입니다: 'x'" in wrong.stderr
    assert "! 8행: META: num_votes 값은 4, 파일에 실제로 있는 수는 3" in odd.stdout
    assert "사업 고르기 투표만 셉니다. 이 파일의 투표 방식: ordinal" in absent.stderr
    assert (wrong.returncode, odd.returncode, absent.returncode) == (2, 0, 2)
