"""The official winners of real elections, reproduced by the rule each file names."""

from pathlib import Path

import pytest

from budgeting.counting import Verdict, count, read_pb, stated_rule

#: Files whose official winners differ from ours, and why. Nothing else may differ.
EXPLAINED = {
    "Poland_Warszawa_2018_Niskie_Okecie": (
        "308 and 615 have equally many votes; the city drew lots and took 615, our list takes the cheaper 308, "
        "which leaves money for 302"
    ),
}


def test_the_official_winners_come_out(real_file: Path) -> None:
    election = read_pb(real_file)
    if election.official is None:
        pytest.skip("the file names no official winners")
    stated = stated_rule(election)
    if stated is None:
        pytest.skip(f"the rule {election.rule!r} is not one of ours")

    outcome = count(election.profile(), *stated)

    if real_file.stem in EXPLAINED:
        assert set(outcome.winners) != set(election.official)
        assert any(tie.decisive for tie in outcome.ties)
    else:
        assert set(outcome.winners) == set(election.official)


def test_poznan_tops_up_the_project_that_its_rule_stops_at(real_file: Path) -> None:
    """What its files' comments say: a project is marked 2 where four fifths of its cost are left. 1 is greedy-no-skip."""
    election = read_pb(real_file)
    if (election.rule, election.meta["unit"]) != ("greedy-custom", "Poznań"):
        pytest.skip("not by Poznań's rule")
    marks = {project.line.id: project.selected for project in election.projects}

    outcome = count(election.profile(), "greedy-no-skip")

    stopped = next((step for step in outcome.steps if step.verdict is Verdict.STOPPED), None)
    topped = [stopped.project] if stopped is not None and 5 * stopped.left_before >= 4 * stopped.cost else []
    assert [project for project, mark in marks.items() if mark == 2] == topped
