"""What a file says of itself beside what is in it: nothing is refused for it, and the reader is told."""

from budgeting.counting import count
from tests.budgeting.counting.pabulib.published import file, read, said


def test_meta_that_nothing_is_counted_by_is_only_remarked_upon() -> None:
    election = read(file(meta="comment;#1: a; b\ncomment;#2: c\nnum_votes;two\nmax_length;many\n"))

    assert election.meta["comment"] == "#1: a;b"
    assert said(election) == [
        "line 6: META: 'comment' is given twice; the first value stands",
        "line 7: META: num_votes is two, but the file has 2",
    ]


def test_rankings_without_a_length_say_what_a_first_place_gives() -> None:
    election = read(
        file("1;a,b\n2;b", kind="ordinal", columns="project_id;cost;score", projects="a;60;2\nb;50;2")
    )

    assert said(election) == [
        "META has no max_length: a first place gives 3 points",
        "PROJECTS: 'score' differs from the ballots for a, b",
    ]


def test_a_project_cut_short_is_remarked_upon() -> None:
    """``60`` may be all that is left of ``60000;3;...``."""
    election = read(file(columns="project_id;cost;votes;name", projects="a;60\nb;50;1;;"))

    assert said(election) == ["line 7: PROJECTS: 2 cells under 4 columns; the others are taken for empty"]


def test_limits_that_ballots_do_not_keep_are_remarked_upon() -> None:
    approval = file("1;a,b\n2;b\n3;", meta="max_length;1\nmin_length;1\nmin_sum_cost;55\nmax_sum_cost;100\n")
    points = file(
        "1;a,b;3,4\n2;b;-1\n3;;",
        kind="cumulative",
        meta="max_sum_points;6\nmin_sum_points;1\nmax_points;3\n",
    )

    assert said(read(approval)) == [
        "VOTES: ballots with more than 1 projects (max_length): 1",
        "VOTES: ballots with more than 100 of cost (max_sum_cost): 1",
        "VOTES: ballots with less than 55 of cost (min_sum_cost): 1",
    ]
    assert said(read(points)) == [
        "VOTES: ballots with more than 6 points in all (max_sum_points): 1",
        "VOTES: ballots with less than 1 points in all (min_sum_points): 1",
        "VOTES: ballots with more than 3 points for a project (max_points): 1",
        "VOTES: ballots with less than 0 points for a project (min_points): 1",
    ]
    assert said(read(file("1;a,b", kind="choose-1"))) == [
        "VOTES: ballots with more than 1 projects (max_length): 1"
    ]


def test_figures_of_projects_are_compared_with_the_ballots() -> None:
    columns = "project_id;cost;votes;score"
    right = file("1;a,b;2.5,1\n2;a;1", kind="cumulative", columns=columns, projects="a;60;2.0;3.5\nb;50;1;1")
    wrong = right.replace("3.5", "4").replace("b;50;1", "b;50;7")

    assert said(read(right)) == []
    assert said(read(wrong)) == [
        "PROJECTS: 'votes' differs from the ballots for b",
        "PROJECTS: 'score' differs from the ballots for a",
    ]


def test_a_withdrawn_project_stops_nothing() -> None:
    """Pabulib marks it with a cost of 999,999,999, and its own checker passes it over."""
    source = file("1;a\n2;a\n3;b", projects="a;999999999\nb;50")
    election = read(source)

    assert count(election.profile(), "greedy-no-skip").winners == ["b"]
    assert said(election) == [
        "line 7: PROJECTS: 'a' costs 999999999, the mark of a project withdrawn after the vote"
    ]
    dear = read(source.replace("999999999", "999999998"))
    assert count(dear.profile(), "greedy-no-skip").winners == []
    rich = read(source.replace("budget;100", "budget;1000000000"))
    assert count(rich.profile(), "greedy-no-skip").winners == ["a"]
    assert rich.remarks == read(source.replace("budget;100", "budget;1000000000")).remarks
