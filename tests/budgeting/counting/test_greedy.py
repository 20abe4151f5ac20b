"""The greedy rules on small invented elections."""

from fractions import Fraction

import pytest

from budgeting.counting import OptionError, Profile, ProjectLine, Verdict, VoterClass, count


def election(budget: int, *projects: tuple[str, int, int], **more: object) -> Profile:
    """Projects as (id, cost, votes); each vote is a ballot of its own."""
    ballots = [[at] for at, (_, _, votes) in enumerate(projects) for _ in range(votes)]
    return Profile.build(budget, [ProjectLine(name, cost) for name, cost, _ in projects], ballots, **more)  # type: ignore[arg-type]


def test_takes_by_votes_and_skips_what_does_not_fit() -> None:
    outcome = count(election(100, ("a", 60, 9), ("b", 50, 8), ("c", 40, 7)))

    assert outcome.winners == ["a", "c"]
    assert outcome.cost == 100
    assert [step.verdict for step in outcome.steps] == [Verdict.SELECTED, Verdict.SKIPPED, Verdict.SELECTED]
    assert [step.left_before for step in outcome.steps] == [100, 40, 40]


def test_no_skip_stops_at_the_first_that_does_not_fit() -> None:
    outcome = count(election(100, ("a", 60, 9), ("b", 50, 8), ("c", 40, 7)), "greedy-no-skip")

    assert outcome.winners == ["a"]
    assert [step.verdict for step in outcome.steps] == [Verdict.SELECTED, Verdict.STOPPED, Verdict.AFTER_STOP]
    assert outcome.steps[2].stopped_by == "b"


def test_threshold_leaves_out_what_has_too_few_votes() -> None:
    profile = election(100, ("a", 60, 9), ("b", 50, 8), ("c", 40, 7))

    assert count(profile, "greedy-threshold", {"threshold": 8}).winners == ["a"]
    assert count(profile, "greedy-threshold", {"threshold": 7}).winners == ["a", "c"]
    with pytest.raises(OptionError, match="needs the option 'threshold'"):
        count(profile, "greedy-threshold")


def test_a_project_excluded_by_a_chosen_one_is_passed_over_in_either_direction() -> None:
    lines = [ProjectLine("a", 10), ProjectLine("b", 10), ProjectLine("c", 10, excludes=("a",))]
    ballots = [[0]] * 3 + [[1]] * 2 + [[2]]

    outcome = count(Profile.build(100, lines, ballots), "greedy-exclusive")

    assert outcome.winners == ["a", "b"]
    assert outcome.steps[2].verdict is Verdict.EXCLUDED
    assert outcome.steps[2].excluded_by == "a"
    assert count(Profile.build(100, lines, ballots), "greedy").winners == ["a", "b", "c"]


def test_per_cost_ranks_by_votes_for_each_won() -> None:
    assert count(election(100, ("a", 100, 9), ("b", 50, 8), ("f", 0, 1)), "greedy-per-cost").winners == [
        "f",
        "b",
    ]


def test_points_and_rankings_make_the_score() -> None:
    lines = [ProjectLine("a", 10), ProjectLine("b", 10)]
    given = Profile.build(10, lines, [[0, 1], [1]], "cumulative", points=[[5, 1], [3]])
    ranked = Profile.build(10, lines, [[0, 1], [1, 0], [1]], "ordinal")

    assert [step.score for step in count(given).steps] == [5, 4]
    assert [(step.project, step.score) for step in count(ranked).steps] == [("b", 8), ("a", 5)]


def test_a_place_beyond_the_longest_ranking_gives_no_points() -> None:
    lines = [ProjectLine(name, 10) for name in "abcde"]
    ranked = Profile.build(100, lines, [[0, 1, 2, 3, 4]], "ordinal")

    assert [step.score for step in count(ranked).steps] == [3, 2, 1, 0, 0]


def test_class_weighted_divides_by_the_ballots_of_the_class() -> None:
    lines = [ProjectLine("a", 10), ProjectLine("b", 10)]
    profile = Profile.build(
        10,
        lines,
        [[0], [0], [0], [1], [1], []],
        classes=[VoterClass("citizens", 50), VoterClass("committee", 50)],
        class_of=[0, 0, 0, 0, 1, 1],
    )

    outcome = count(profile, "class-weighted")

    assert [step.score for step in outcome.steps] == [Fraction(75, 2), Fraction(75, 2)]
    assert (outcome.ties[0].projects, outcome.ties[0].by) == (("a", "b"), ("votes",))


def test_a_blank_ballot_is_a_voter() -> None:
    outcome = count(Profile.build(10, [ProjectLine("a", 10)], [[], [0], []]))

    assert outcome.voters == 3
    assert outcome.steps[0].votes == 1


def test_options_that_a_rule_does_not_read_are_refused() -> None:
    profile = election(10, ("a", 10, 1))

    with pytest.raises(OptionError, match="has no option 'utility'"):
        count(profile, "greedy", {"utility": "cardinality"})
    with pytest.raises(OptionError, match="not one of"):
        count(profile, "approval")
    with pytest.raises(OptionError, match="'colour' is not one of"):
        count(profile, "greedy", {"colour": "red"})


def test_an_election_without_voters_or_projects_has_an_outcome() -> None:
    lines = [ProjectLine("a", 10), ProjectLine("b", 5)]

    for rule in ("greedy", "equal-shares", "phragmen", "class-weighted"):
        assert len(count(Profile.build(10, lines, []), rule).steps) == 2
        assert count(Profile.build(10, [], [[], []]), rule).winners == []
    assert count(Profile.build(12, lines, []), "equal-shares", {"completion": "add1u"}).winners == ["b"]


def test_free_projects_go_first_by_score_for_each_unit_of_money_even_below_zero() -> None:
    lines = [ProjectLine("a", 2), ProjectLine("b", 0), ProjectLine("c", 0), ProjectLine("d", 1)]
    profile = Profile.build(3, lines, [[0, 1, 2, 3]], "scoring", points=[[1, -2, 1, 1]])

    assert count(profile, "greedy-per-cost").winners == ["c", "b", "d", "a"]
