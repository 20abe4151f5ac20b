"""Reading ``.pb`` files: patient with the untidy, strict with the wrong."""

import io
from pathlib import Path

import pytest

from budgeting.counting import PabulibError, count, profile_sha256, read_pb

HEAD = """META
key;value
description;시험
country;KR
unit;서울
instance;2027
num_projects;2
num_votes;2
budget;100
vote_type;{vote_type}
rule;greedy
date_begin;2027
date_end;2027
"""


def text(
    votes: str, *, vote_type: str = "approval", projects: str = "a;60;2\nb 1;50;1", more: str = ""
) -> str:
    header = "voter_id;vote;points" if vote_type in ("cumulative", "scoring") else "voter_id;vote"
    head = HEAD.format(vote_type=vote_type)
    return f"{head}{more}PROJECTS\nproject_id;cost;votes\n{projects}\nVOTES\n{header}\n{votes}\n"


def ballots(source: str) -> list[tuple[list[int], list[int] | None]]:
    return list(read_pb(io.StringIO(source)).ballots)


def test_reads_ids_with_spaces_blank_ballots_and_spaces_around() -> None:
    election = read_pb(io.StringIO(text("1;a, b 1\n2;\n")))

    assert list(election.ballots) == [([0, 1], None), ([], None)]
    assert election.profile().voters == 2


def test_reads_decimal_commas_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "x.pb"
    source = text("1;a\n2;b 1", projects="a;60,5;1\nb 1;50.25;1").replace("budget;100", "budget;110,75")
    file.write_bytes(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode())

    election = read_pb(file)

    assert (election.budget, election.unit) == (11075, 100)
    assert [project.line.cost for project in election.projects] == [6050, 5025]
    assert count(election.profile()).as_json(steps=False)["cost"] == 110.75


def test_strikes_out_a_project_named_twice_on_one_ballot_and_says_so() -> None:
    election = read_pb(io.StringIO(text("1;a,b 1,a\n2;b 1")))

    assert list(election.ballots) == [([0, 1], None), ([1], None)]
    assert any("already named" in str(remark) for remark in election.remarks)


def test_remarks_on_figures_that_do_not_match() -> None:
    election = read_pb(io.StringIO(text("1;a,b 1\n1;a\n3;")))
    said = [str(remark) for remark in election.remarks]

    assert "line 8: META: num_votes is 2, but the file has 3" in said
    assert any("voter ids come again" in remark for remark in said)
    assert not any("'votes' differs" in remark for remark in said)


def test_points_may_have_decimals() -> None:
    election = read_pb(io.StringIO(text("1;a,b 1;2.5,1\n2;a;3", vote_type="cumulative")))

    assert election.points_unit == 10
    assert list(election.ballots) == [([0, 1], [25, 10]), ([0], [30])]
    assert count(election.profile()).steps[0].score == 5.5


def test_points_given_twice_to_a_project_are_added() -> None:
    assert ballots(text("1;a,a;2,1\n2;b 1;1", vote_type="scoring")) == [([0], [3]), ([1], [1])]


def test_a_block_boundary_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    source = text("\n".join(f"{at};{'a,b 1' if at % 3 else ''}" for at in range(20)))
    whole = profile_sha256(read_pb(io.StringIO(source)).profile())
    monkeypatch.setattr("budgeting.counting.pabulib.votes._BLOCK", 3)

    assert profile_sha256(read_pb(io.StringIO(source)).profile()) == whole


def test_voter_columns_are_held_only_on_request() -> None:
    source = text("").replace("voter_id;vote\n", "voter_id;vote;age;sex\n1;a;33;F\n2;;33;M\n")

    assert read_pb(io.StringIO(source)).kept == {}
    assert read_pb(io.StringIO(source), keep=["age"]).kept == {"age": (["33"], [0, 0])}


def test_projects_carry_what_the_tie_list_needs() -> None:
    source = text("1;a", projects="a;60;1;7;90.5;b").replace(
        "id;cost;votes", "id;cost;votes;lot;committee_score;excludes"
    )
    line = read_pb(io.StringIO(source.replace("90.5;b", "90.5;b\nb;1;0;;;"))).projects[0].line

    assert (line.lot, line.committee_score, line.excludes) == (7, 90.5, ("b",))


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("", 0, "ends before PROJECTS"),
        ("hello\n", 1, "does not begin with META"),
        (text("1;a").replace("budget;100\n", ""), 13, "META has no 'budget'"),
        (text("1;a").replace("budget;100", "budget;much"), 9, "'much' is not a number"),
        (text("1;a").replace("budget;100", "budget;100\nbudget;200"), 10, "given twice"),
        (text("1;a", vote_type="guess"), 10, "'guess' is not known"),
        (text("1;a", projects="a;x;1"), 16, "cost 'x' is not a number"),
        (text("1;a", projects="a;-5;1"), 16, "below zero"),
        (text("1;a", projects="a;5;1\na;6;1"), 17, "used twice"),
        (text("1;a", projects="a;5;1;2"), 16, "4 cells under 3 columns"),
        (text("1;a", projects="a"), 16, "1 cells where at least 2"),
        (text("1;a", projects='a;5;1\n"b;5;1'), 17, "quotation mark"),
        (text("1;a\n2;a,c"), 21, "project 'c' is not in PROJECTS"),
        (text("1;a\n2"), 21, "1 cells where at least 2"),
        (text("1;a\n2;a;3"), 21, "3 cells under 2 columns"),
        (text("1;a;1\n2;a,b 1;1", vote_type="cumulative"), 21, "1 points for 2 projects"),
        (text("1;a;x", vote_type="cumulative"), 20, "'x' is not a number"),
        (text("1;a").replace("voter_id;vote", "voter_id;choice"), 19, "VOTES has no column 'vote'"),
        (text("1;a", vote_type="scoring").replace(";points", ""), 19, "no column 'points'"),
        (text("1;a").replace("PROJECTS\n", "VOTES\n"), 14, "section VOTES where PROJECTS is expected"),
        (text("1;a") + "META\n", 21, "section META where the end of the file is expected"),
    ],
)
def test_a_bad_file_is_refused_with_the_line(source: str, line: int, what: str) -> None:
    with pytest.raises(PabulibError) as refusal:
        read_pb(io.StringIO(source))

    assert what in refusal.value.what
    assert refusal.value.line == line


def test_text_that_is_not_utf8_is_refused_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "x.pb"
    file.write_bytes(text("1;a").encode().replace("시험".encode(), "ł".encode("iso-8859-2")))

    with pytest.raises(PabulibError, match="line 3: not UTF-8 text"):
        read_pb(file)
