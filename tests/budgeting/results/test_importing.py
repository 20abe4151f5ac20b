"""Real elections from .pb files."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgeting.cycles.models import Cycle, Project
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.voting.models import OpenedBallot
from civic.areas.models import Area
from civic.processes.models import Process

pytestmark = pytest.mark.django_db
REAL = Path(os.environ.get("CIVIC_REAL_DATA", Path(__file__).parents[4] / "shared" / "data")) / "pabulib"

ELECTION = """META
key;value
description;A small vote
country;Poland
unit;Łódź
instance;2022
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
rule;greedy
date_begin;07.10.2022
date_end;31.10.2022
max_length;2
currency;PLN
PROJECTS
project_id;cost;votes;name;selected
L1;600.25;3;Boisko;1
L2;500;2;Sala;0
L3;400.25;1;Ogród;1
VOTES
voter_id;vote
1;L1
2;L1,L2
3;L1,L2
4;L3
"""


@pytest.fixture
def election(tmp_path):
    def write(text=ELECTION):
        path = tmp_path / "election.pb"
        path.write_text(text)
        return path

    return write


def imported(path, **options):
    out = StringIO()
    call_command("import_pabulib", path, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_an_election_becomes_a_published_cycle_with_its_official_result(client, election):
    said = imported(election())
    assert "0 projects differ" in said
    cycle = Cycle.objects.get()
    assert cycle.slug.startswith("lodz-2022-")
    assert Count.objects.get().is_published
    found = [(one.project.number, one.funded, one.official) for one in Standing.objects.order_by("rank")]
    assert found == [("L1", True, True), ("L2", False, False), ("L3", True, True)]
    assert client.get(f"/results/{cycle.slug}/").status_code == 200
    assert list(recount(cycle)) == []


def test_costs_with_decimals_are_kept_exactly_in_cents(client, election):
    imported(election())
    row = EnvelopeCount.objects.get()
    assert (row.budget, row.cost, row.unit) == (100_050, 100_050, 100)
    assert sorted(Project.objects.values_list("cost", flat=True)) == [40_025, 50_000, 60_025]
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{Cycle.objects.get().slug}/").content.decode()
    assert "1,000.50 PLN" in page
    assert "₩" not in page


def test_the_same_file_twice_changes_nothing(election):
    imported(election())
    assert "Nothing was written" in imported(election())
    assert (Cycle.objects.count(), OpenedBallot.objects.count()) == (1, 4)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (ELECTION.replace("L2;500", "L2;0"), "line 19"),
        (ELECTION.replace("L2;500", "L2;five"), "line 19"),
        (ELECTION.replace("L2;500", "L2;999999999"), "line 19.*withdrawn"),
        (ELECTION.replace("L2;500", "L2;99999999999999"), "line 19.*more than the platform can hold"),
        (
            ELECTION.replace("budget;1000.50", "budget;99999999999999"),
            "line 9.*more than the platform can hold",
        ),
        (ELECTION.replace("07.10.2022", "7th October"), "line 12"),
        (ELECTION.replace("4;L3", "4;L9"), "line 26"),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_nothing_half_written(election, wrong, line):
    with pytest.raises(CommandError, match=line):
        imported(election(wrong))
    assert not Process.objects.exists()
    assert not OpenedBallot.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(election, monkeypatch):
    from budgeting.results.domain.importing import writing

    def fail(*args, **kwargs):
        raise RuntimeError("the machine is unplugged")

    monkeypatch.setattr(writing, "finish", fail)
    with pytest.raises(RuntimeError):
        imported(election())
    assert not Process.objects.exists()
    assert not OpenedBallot.objects.exists()
    assert not Area.objects.exists()


def test_an_area_can_be_named_by_its_code(election):
    from tests import factories

    imported(election(), area=factories.a_city().code)
    assert Cycle.objects.get().process.area_id == "1100000000"
    with pytest.raises(CommandError, match="no area"):
        imported(election(), area="9999999999")


def test_points_and_rankings_are_kept(election):
    text = ELECTION.replace("vote_type;approval", "vote_type;cumulative").replace(
        "voter_id;vote\n", "voter_id;vote;points\n"
    )
    for vote, points in (("1;L1", "5"), ("2;L1,L2", "3,2"), ("3;L1,L2", "1,4"), ("4;L3", "5")):
        text = text.replace(f"\n{vote}\n", f"\n{vote};{points}\n")
    imported(election(text))
    assert {one.step["score"] for one in Standing.objects.all()} == {9, 6, 5}
    assert list(recount(Cycle.objects.get())) == []


def test_equal_shares_are_counted_as_the_file_states_them(election):
    """Whole endowments, past what is exhaustive, and a comparison with greedy; a stranger gets the same by the command."""
    from budgeting.results import words

    imported(election(ELECTION.replace("rule;greedy", "rule;equalshares/add1-comparison")))
    row = EnvelopeCount.objects.get()

    stated = {"completion": "add1", "integral": True, "exhaustive": False, "comparison": True}
    assert {name: row.options[name] for name in stated} == stated
    assert "--integral --comparison --exhaustive no" in words.command(row, "x")
    assert list(recount(Cycle.objects.get())) == []


@pytest.mark.real_data
@pytest.mark.parametrize(
    "name",
    ["Poland_Krakow_2023_Czyzyny", "Poland_Warszawa_2022_Praga-Poludnie", "Poland_Katowice_2020_Murcki"],
)
def test_real_elections_come_out_as_officially_decided(name):
    if not REAL.is_dir():
        pytest.skip(f"no real data at {REAL}")
    assert "0 projects differ" in imported(REAL / f"{name}.pb")
    assert list(recount(Cycle.objects.get())) == []
