"""The rule that a file names, as files write it."""

import io

import pytest

from budgeting.counting import Options, count, read_pb, stated_rule

FILE = """META
key;value
unit;{unit}
budget;100
vote_type;approval
rule;{rule}
{more}PROJECTS
project_id;cost
a;60
b;50
c;40
VOTES
voter_id;vote
1;a
2;a
3;b
4;b,c
5;a
"""
ADD1 = Options(completion="add1", integral=True, exhaustive=False)


@pytest.mark.parametrize(
    ("rule", "unit", "stated"),
    [
        ("greedy", "Gdańsk", ("greedy", Options())),
        (" Greedy ", "Gdańsk", ("greedy", Options())),
        ("greedy-no-skip", "Gdynia", ("greedy-no-skip", Options())),
        ("greedy-exclusive", "Ruda Śląska", ("greedy-exclusive", Options())),
        ("greedy-threshold", "Łódź", None),  # without its threshold
        ("greedy-custom", "Poznań", ("greedy-no-skip", Options())),
        ("greedy-custom", "Helsinki", None),
        ("equalshares", "Aarau", ("equal-shares", Options())),
        ("equalshares-comparison", "Aarau", ("equal-shares", Options(comparison=True))),
        ("equalshares/add1", "Świecie", ("equal-shares", ADD1)),
        ("equalshares/add1-comparison", "Wieliczka", ("equal-shares", ADD1.with_(comparison=True))),
        ("unknown", "Zürich", None),
        ("", "Zürich", None),
    ],
)
def test_the_rules_that_files_name(rule: str, unit: str, stated: tuple[str, Options] | None) -> None:
    election = read_pb(io.StringIO(FILE.format(rule=rule, unit=unit, more="")))

    assert stated_rule(election) == stated
    if stated is not None:
        assert count(election.profile(), *stated).winners


@pytest.mark.parametrize("rule", ["greedy-threshold", "greedy"])
def test_the_threshold_of_the_file_belongs_to_the_rule(rule: str) -> None:
    """Older files say ``greedy`` and state a threshold all the same."""
    more = "min_project_score_threshold;3\n"
    election = read_pb(io.StringIO(FILE.format(rule=rule, unit="Łódź", more=more)))
    stated = stated_rule(election)

    assert stated == ("greedy-threshold", Options(threshold=election.threshold))
    assert count(election.profile(), *stated).winners == ["a"]
