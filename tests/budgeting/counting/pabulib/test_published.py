"""What published files really look like, in invented ones: each oddity that is legitimate is read, and read right."""

import io
from fractions import Fraction
from pathlib import Path

import pytest

from budgeting.counting import PabulibError, count, profile_sha256, read_pb, write_pb
from tests.budgeting.counting.pabulib.published import file, read, said

#: The example of pabulib.org/format as it is printed there: spaces after semicolons, a colon for one, other columns first.
PRINTED = '''META
key; value
description; Municipal PB in Wieliczka
country; Poland
unit; Wieliczka
instance; 2020
num_projects; 5
num_votes; 10
budget; 2500
rule: greedy
vote_type; approval
min_length; 1
max_length; 3
date_begin; 16.09.2023
date_end; 04.10.2023
PROJECTS
project_id; cost; name; category
1; 600; "Rower; ETAP II"; culture, education
2; 800; """Konikowo"" - plac zabaw"; sport
4; 1400; Park "Zielony"; culture
5; 1000; Szkoła; health, sport
7; 1200; "Dom
kultury"; education
VOTES
voter_id; age; sex; vote
1; 34; f; 1,2,4
2; 51; m; 1,2
3; 23; m; 2,4,5
4; 19; f; 5,7
5; 62; f; 1,4,7
6; 54; m; 1,7
7; 49; m; 5
8; 27; f; 4
9; 39; f; 2,4,5
10; 44; m; 4,5
'''


def test_the_printed_example_is_read_with_its_quotes() -> None:
    election = read(PRINTED)

    assert [project.line.name for project in election.projects] == [
        "Rower; ETAP II",
        '"Konikowo" - plac zabaw',
        'Park "Zielony"',
        "Szkoła",
        "Dom\nkultury",
    ]
    assert (len(election.ballots), said(election)) == (10, [])
    assert count(election.profile()).winners == ["4", "5"]


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", ";;\n"),
        lambda text: text.replace("META", "meta").replace("PROJECTS", "Projects ").replace("VOTES", " votes"),
        lambda text: text.replace("budget", "Budget").replace("vote_type", "VOTE_TYPE"),
        lambda text: text.replace("project_id;cost", "Project_ID; Cost").replace("approval", "Approval"),
        lambda text: text.replace("project_id;cost", "id;cost").replace("voter_id;vote", "ID;vote"),
        lambda text: text.replace("1;a", '"1";"a"').replace("a;60", 'a; "60"'),
        lambda text: text.replace("1;a", "1; a ,").replace("2;b", "2;,b"),
        lambda text: text.rstrip("\n"),
    ],
)
def test_the_same_election_however_it_is_written(changed) -> None:  # type: ignore[no-untyped-def]
    assert profile_sha256(read(changed(file())).profile()) == profile_sha256(read(file()).profile())


@pytest.mark.parametrize(
    ("budget", "exactly"),
    [
        ("1000.0", Fraction(1000)),
        ("1 000,50", Fraction(2001, 2)),
        ("1\u00a0000", Fraction(1000)),
        ("1406666.6666666667", Fraction(14066666666666667, 10**10)),
        ("9007199254740993", Fraction(2**53 + 1)),
    ],
)
def test_amounts_are_read_exactly(budget: str, exactly: Fraction) -> None:
    election = read(file(budget=budget))

    assert Fraction(election.budget, election.unit) == exactly
    assert [Fraction(project.line.cost, election.unit) for project in election.projects] == [60, 50]
    written = io.StringIO()
    write_pb(written, election, voter_ids=["x", "y"])
    assert profile_sha256(read(written.getvalue()).profile()) == profile_sha256(election.profile())


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        (file(budget="50,000"), 3, "'50,000' can be read two ways"),
        (file(projects="a;1,500\nb;50"), 7, "'1,500' can be read two ways"),
        (file(budget="9" * 24 + ".1234567"), 3, "out of range"),
        (file(budget="0", projects="a;9999999999999999.00000000000000001\nb;50"), 7, "out of range"),
        (file(budget="1.5E+06"), 3, "not a number"),
        (file(budget="0." + "3" * 21), 3, "more than 20 decimals"),
        (file(budget="100 PLN"), 3, "not a number"),
        (file(budget="100/3"), 3, "not a number"),
        (file(projects="a;\nb;50"), 7, "cost '' is not a number"),
        (file(meta="Budget;200\n"), 5, "'budget' is given twice"),
        (file(kind="ordinal", meta="max_length;2.5\n"), 5, "no ranking is 2.5 places long"),
        (file(kind="ordinal", meta="max_length;0\n"), 5, "no ranking is 0 places long"),
        (file(kind="scoring", meta="default_score;some\n", votes="1;a;1"), 5, "default_score: 'some'"),
        (file(columns="project_id;cost;selected", projects="a;60;yes\nb;50;no"), 7, "selected 'yes'"),
        (file(columns="project_id;cost;selected", projects="a;60;0.5\nb;50;1"), 7, "not a whole number"),
        (file(kind="cumulative", votes="1;a;0.3333333333333333"), 11, "more digits than can be counted"),
        (file(kind="cumulative", votes="1;a;0.333333333\n2;a;2"), None, "too large to be counted"),
        (file(columns="cost;id", projects="60;a"), 6, "PROJECTS has no column 'project_id'"),
        (file(meta="voter_class_weights;a=1,a=2\n"), 5, "voter class 'a' has two weights"),
        (file(projects='a;60\n"b;50' + "\n1;a" * 150 + "x" * 200_000), 8, "is a quotation mark not closed?"),
        (file(votes="1;none of these"), 11, "'none of these' is not in PROJECTS"),
        (
            "META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\n",
            5,
            "ends before the header of PROJECTS",
        ),
        (file().replace("voter_id;vote\n1;a\n2;b\n", ""), 9, "ends before the header of VOTES"),
    ],
)
def test_what_could_be_counted_wrong_is_refused(source: str, line: int | None, what: str) -> None:
    with pytest.raises(PabulibError) as refusal:
        read(source)

    assert what in refusal.value.what
    assert refusal.value.line == (None if line is None else line)


def quoted(comment: str = "x", name: str = "y", place: str = "z") -> str:
    """Cells that may be quoted, and what would vanish with them."""
    return file(
        f'1;a;{place}\n2;b;z\n3;b;"z"',
        meta=f'num_projects;3\ncomment;{comment}\nmin_project_score_threshold;2\ndescription;"z"\n',
        columns="project_id;cost;name",
        projects=f'a;60;{name}\nb;50;y\nc;5;"y"',
        header="voter_id;vote;district",
    )


def test_a_text_may_have_lines_and_semicolons_of_its_own() -> None:
    several = '"a first line\n- rule: none; 1;\n\nthe last"'
    election = read(quoted(several, several))

    assert election.meta["comment"] == "a first line\n- rule: none; 1;\n\nthe last"
    assert election.projects[0].line.name == election.meta["comment"]
    assert (len(election.projects), len(election.ballots)) == (3, 3)
    assert election.threshold == 2


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (quoted(comment='"x'), 6),
        (quoted(name='"y'), 11),
        (quoted(name='"y').replace("num_projects;3\n", ""), 10),
        (quoted(place='"z'), 16),
    ],
)
def test_rows_do_not_vanish_in_a_quotation_mark_that_nobody_closed(source: str, line: int) -> None:
    """The next quotation mark closes it, so that the file reads well, but for the rows between."""
    with pytest.raises(PabulibError, match="a quotation mark that is opened here is not closed") as refusal:
        read(source)

    assert refusal.value.line == line


def test_a_length_of_rankings_may_be_written_with_a_point() -> None:
    assert read(file(kind="ordinal", meta="max_length;5.0\n")).ranking_length == 5


def test_selected_as_programs_write_it() -> None:
    source = file(columns="project_id;cost;selected", projects="a;60;1.0\nb;50;0.0\nc;1;\nd;1;nan\ne;1;3")
    election = read(source)

    assert [project.selected for project in election.projects] == [1, 0, None, None, 3]
    assert election.official == ["a"]


def test_a_vote_of_none_is_blank_unless_a_project_is_called_so() -> None:
    assert list(read(file("1;a\n2;None\n3;nan")).ballots) == [([0], None), ([], None), ([], None)]
    assert list(read(file("1;a;3\n2;None;None", kind="cumulative")).ballots) == [([0], [3]), ([], [])]
    assert list(read(file("1; None", projects="None;60\nb;50")).ballots) == [([0], None)]


def test_ids_are_text() -> None:
    election = read(file("1;01,1\n2;A 1\n3;1", projects="01;60\n1;50\nA 1;5"))

    assert list(election.ballots) == [([0, 1], None), ([2], None), ([1], None)]


def test_voters_and_rows_that_are_named_like_a_section() -> None:
    assert list(read(file("votes;\nmeta;a\nprojects;b")).ballots) == [([], None), ([0], None), ([1], None)]


def test_an_election_without_a_ballot_is_counted() -> None:
    profile = read(file("")).profile()

    assert count(profile).winners == [
        "b"
    ]  # both have no vote; the cheaper one goes first, and the other no longer fits
    assert count(profile, "equal-shares").winners == count(profile, "phragmen").winners == []


def test_scoring_ballots_give_the_default_to_what_they_do_not_name() -> None:
    meta = "default_score;0.5\n"
    election = read(file("1;a;-1\n2;b,a;1,2\n3;", kind="scoring", meta=meta, projects="a;60\nb;50\nc;10"))

    assert election.points_unit == 10
    assert list(election.ballots) == [
        ([0, 1, 2], [-10, 5, 5]),
        ([1, 0, 2], [10, 20, 5]),
        ([0, 1, 2], [5, 5, 5]),
    ]
    assert {step.project: step.score for step in count(election.profile()).steps} == {
        "a": Fraction(3, 2),
        "b": 2,
        "c": Fraction(3, 2),
    }
    assert list(read(file("1;a;1", kind="cumulative", meta=meta)).ballots) == [([0], [1])]


def test_the_newer_columns_are_written_and_read_again() -> None:
    columns = "project_id;cost;beneficiaries;subunit;description;public_id"
    election = read(file(columns=columns, projects='a;60;youth,seniors;North;"x; y";A-1\nb;50;;;;'))
    written = io.StringIO()
    write_pb(written, election, voter_ids=["x", "y"])

    assert read(written.getvalue()).projects == election.projects


def test_a_stream_is_refused_as_a_file_is(tmp_path: Path) -> None:
    path = tmp_path / "x.pb"
    path.write_bytes(file(projects="ż;60\nb;50", votes="").encode("iso-8859-2"))

    with path.open(encoding="utf-8") as stream, pytest.raises(PabulibError, match=r"^not UTF-8 text"):
        read_pb(stream)
    with pytest.raises(PabulibError, match="line 7: not UTF-8 text"):
        read_pb(path)
