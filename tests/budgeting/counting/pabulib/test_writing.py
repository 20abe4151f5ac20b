"""What is written can be published, and reads back as the same election."""

import io
from pathlib import Path

import pytest

from budgeting.counting import ProfileError, count, profile_sha256, read_pb, write_pb
from budgeting.counting.pabulib.writing import shared_by_enough


def test_every_real_election_reads_and_comes_back_the_same(real_file: Path) -> None:
    election = read_pb(real_file)
    ids = [f"v{(at * 7919 + 13) % 1_000_003:07d}" for at in range(len(election.ballots))]
    written = io.StringIO()

    write_pb(written, election, voter_ids=ids)
    again = read_pb(io.StringIO(written.getvalue()))

    assert profile_sha256(again.profile()) == profile_sha256(election.profile())
    assert [project.line for project in again.projects] == [project.line for project in election.projects]
    assert again.official == election.official
    assert not [remark for remark in again.remarks if "num_" in remark.what]
    assert count(again.profile()).winners == count(election.profile()).winners


SMALL = '''META
key;value
budget;100
vote_type;cumulative
PROJECTS
project_id;cost;name
a;60;"가; ""나"""
VOTES
voter_id;vote;points;age
kim;a;2.5;33
lee;;;44
'''


def test_old_voter_ids_and_columns_are_gone_and_rows_follow_the_new_ids() -> None:
    written = io.StringIO()
    write_pb(written, read_pb(io.StringIO(SMALL)), voter_ids=["x9", "x1"])

    assert written.getvalue().endswith("VOTES\nvoter_id;vote;points\nx1;;\nx9;a;2.5\n")
    assert "kim" not in written.getvalue()
    assert '"가; ""나"""' in written.getvalue()


def test_a_voter_column_is_blanked_where_fewer_than_ten_share_it() -> None:
    columns = {"age": ["30"] * 12 + ["40"] * 11 + ["50"] * 9, "sex": ["F"] * 32}

    assert shared_by_enough(columns, 32) == {
        "age": ["30"] * 12 + [""] * 20,
        "sex": ["F"] * 12 + [""] * 20,
    }
    assert shared_by_enough({"age": ["30"] * 12}, 12) == {"age": ["30"] * 12}


def test_voter_classes_are_written_and_read_and_weighed() -> None:
    source = (
        "META\nkey;value\nbudget;10\nvote_type;approval\nvoter_class_weights;citizens=60, committee=40\n"
        "PROJECTS\nproject_id;cost\na;10\nb;10\nVOTES\nvoter_id;vote;voter_class\n"
        "1;a;citizens\n2;a;citizens\n3;b;citizens\n4;b;committee\n"
    )
    election = read_pb(io.StringIO(source))
    written = io.StringIO()

    write_pb(written, election, voter_ids=["d", "c", "b", "a"])
    outcome = count(read_pb(io.StringIO(written.getvalue())).profile(), "class-weighted")

    assert outcome.winners == ["b"]
    assert [step.score for step in outcome.steps] == [60, 40]
    assert outcome.profile_sha256 == profile_sha256(election.profile())


def test_ids_must_be_fresh_one_for_each_ballot() -> None:
    election = read_pb(io.StringIO(SMALL))

    with pytest.raises(ProfileError, match="1 voter ids for 2 ballots"):
        write_pb(io.StringIO(), election, voter_ids=["x"])
    with pytest.raises(ProfileError, match="used twice"):
        write_pb(io.StringIO(), election, voter_ids=["x", "x"])
