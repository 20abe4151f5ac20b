"""The tie list: what it compares, in which order, and that each use is recorded."""

import pytest

from budgeting.counting import OptionError, Profile, ProjectLine, TieUse, count

LINES = [
    ProjectLine("a", 30, committee_score=70, submitted=3, lot=2),
    ProjectLine("b", 30, committee_score=90, submitted=2, lot=3),
    ProjectLine("c", 20, committee_score=80, submitted=1, lot=1),
]


def winners(*ties: str, budget: int = 30) -> list[str]:
    return count(Profile.build(budget, LINES, [[0, 1, 2]]), ties=ties).winners


@pytest.mark.parametrize(
    ("ties", "first"),
    [
        (("cost", "id"), "c"),
        (("committee",), "b"),
        (("submitted",), "c"),
        (("lot",), "c"),
        (("id",), "a"),
        (("votes", "committee"), "b"),
    ],
)
def test_the_list_decides(ties: tuple[str, ...], first: str) -> None:
    assert winners(*ties) == [first]


def test_a_project_without_the_fact_goes_after_those_with_it() -> None:
    lines = [ProjectLine("a", 10), ProjectLine("b", 10, lot=7)]

    assert count(Profile.build(10, lines, [[0, 1]]), ties=["lot"]).winners == ["b"]


def test_each_use_is_recorded_with_what_decided() -> None:
    outcome = count(Profile.build(50, LINES, [[0, 1, 2]]), ties=["cost", "committee"])

    assert outcome.ties == [TieUse(at=1, projects=("c", "b", "a"), by=("cost", "committee"), decisive=True)]
    assert outcome.options["ties"] == ["cost", "committee"]


def test_a_tie_that_changed_nothing_says_so() -> None:
    assert count(Profile.build(80, LINES, [[0, 1, 2]])).ties[0].decisive is False
    assert count(Profile.build(10, LINES, [[0, 1, 2]])).ties[0].decisive is False
    assert count(Profile.build(50, LINES, [[0, 1, 2]])).ties[0].decisive is True


def test_a_stop_inside_a_tie_is_decisive_where_another_would_have_fitted() -> None:
    outcome = count(Profile.build(20, LINES, [[0, 1, 2]]), "greedy-no-skip", ties=["committee"])

    assert outcome.winners == []
    assert outcome.ties[0].decisive is True


def test_the_id_is_the_last_resort() -> None:
    lines = [ProjectLine("b", 10), ProjectLine("a", 10)]
    outcome = count(Profile.build(10, lines, [[0, 1]]), ties=["cost"])

    assert outcome.winners == ["a"]
    assert outcome.ties[0].by == ("id",)


def test_an_unknown_or_doubled_criterion_is_refused() -> None:
    with pytest.raises(OptionError, match="tie criterion 'beauty'"):
        winners("beauty")
    with pytest.raises(OptionError, match="twice"):
        winners("cost", "cost")
