"""Why and why not, in words."""

import re

import pytest

from budgeting.counting import Profile, ProjectLine, Verdict, count, explain

LINES = [
    ProjectLine("놀이터", 70_000_000),
    ProjectLine("도서관", 80_000_000, excludes=("쉼터",)),
    ProjectLine("쉼터", 20_000_000),
    ProjectLine("텃밭", 10_000_000),
]
BALLOTS = [[0, 1]] * 3 + [[0, 2]] * 2 + [[0]] + [[3]]


def sentences(rule: str, language: str, **options: object) -> dict[str, str]:
    outcome = count(Profile.build(100_000_000, LINES, BALLOTS), rule, options)
    return {step.project: explain(step, language) for step in outcome.steps}


def test_korean_names_votes_cost_and_money_left() -> None:
    told = sentences("greedy", "ko")

    assert (
        told["놀이터"]
        == "받은 표 6, 비용 7,000만 원. 남은 예산 1억 원 안에 들어 1번째 순서에서 선정되었습니다."
    )
    assert told["도서관"] == (
        "받은 표 3, 비용 8,000만 원. 차례가 왔을 때 남은 예산이 3,000만 원뿐이어서 5,000만 원만큼 모자라 선정되지 못했습니다."
    )


def test_english_names_votes_cost_and_money_left() -> None:
    assert sentences("greedy", "en")["도서관"] == (
        "3 votes, cost ₩80,000,000. Only ₩30,000,000 was left when its turn came (place 2), ₩50,000,000 too little."
    )


def test_every_verdict_of_the_greedy_rules_has_its_sentence() -> None:
    assert "최소 점수 2점" in sentences("greedy-threshold", "ko", threshold=2)["텃밭"]
    assert "first project that does not fit" in sentences("greedy-no-skip", "en")["도서관"]
    assert "(도서관)" in sentences("greedy-no-skip", "ko")["쉼터"]


def test_an_excluded_project_names_the_other() -> None:
    profile = Profile.build(200_000_000, LINES, BALLOTS)
    steps = count(profile, "greedy-exclusive").steps
    excluded = next(step for step in steps if step.verdict is Verdict.EXCLUDED)

    assert (excluded.project, excluded.excluded_by) == ("쉼터", "도서관")
    assert "도서관" in explain(excluded, "ko")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_sentence_leaves_a_gap(language: str) -> None:
    for rule in ("greedy", "greedy-no-skip", "greedy-exclusive", "greedy-per-cost"):
        for told in sentences(rule, language).values():
            assert not re.search(r"None|\{|\}|  |\(\)", told), told


def test_another_language_is_refused() -> None:
    step = count(Profile.build(10, LINES, BALLOTS)).steps[0]

    with pytest.raises(ValueError, match="'pl' is not one of ko, en"):
        explain(step, "pl")
