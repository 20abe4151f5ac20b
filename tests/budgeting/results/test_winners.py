"""The rules of counting as a stranger has them (winners.py): the same winners as the platform's, by every rule."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import Ballots, Profile, ProjectLine, count
from budgeting.counting.options import COMPLETIONS
from budgeting.cycles.models import RuleSet
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.voting.programs import FOLDER
from civic.accounts.actors import System
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

TIES = ["votes", "cost", "id"]
UTILITIES = {
    "approval": ("cost", "cardinality"),
    "cumulative": ("cost", "points"),
    "ordinal": ("cardinality", "borda"),
}


def program() -> Any:
    spec = spec_from_file_location("winners", FOLDER / "winners.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WINNERS = program()


@st.composite
def elections(draw: st.DrawFn) -> tuple[Profile, dict[str, Any]]:
    """Small elections of each kind of ballot, full of equal costs, equal votes and free projects, and options to count by."""
    kind = draw(st.sampled_from(sorted(UTILITIES)))
    size, budget = draw(st.integers(1, 6)), draw(st.integers(1, 90))
    costs = draw(st.lists(st.integers(0, 12).map(lambda n: n * 5), min_size=size, max_size=size))
    ballots = draw(st.lists(st.lists(st.integers(0, size - 1), unique=True), max_size=14))
    entries = sum(map(len, ballots))
    points = draw(st.lists(st.integers(0, 4), min_size=entries, max_size=entries))
    options = {
        "utility": draw(st.sampled_from(UTILITIES[kind])),
        "completion": draw(st.sampled_from(COMPLETIONS)),
        "integral": draw(st.booleans()),
        "exhaustive": draw(st.booleans()),
        "step": draw(st.sampled_from([1, 1, 3])),
        "comparison": kind == "approval" and draw(st.booleans()),
    }
    profile = Profile.build(
        budget,
        [ProjectLine(f"p{at}", cost) for at, cost in enumerate(costs)],
        Ballots(
            np.cumsum([0, *map(len, ballots)], dtype=np.int64),
            np.array([at for one in ballots for at in one], np.int32),
            np.array(points, np.int64) if kind == "cumulative" else None,
            None,
        ),
        vote_type=kind,
        ranking_length=draw(st.integers(1, size)) if kind == "ordinal" else None,
    )
    return profile, options


def as_a_stranger_has_it(profile: Profile, *, by_worth: bool) -> tuple[Any, ...]:
    """Projects, ballots, scores and what breaks ties, from the published ballots of a profile."""
    groups, ids = profile.groups, [one.id for one in profile.projects]
    scores: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    ballots: Counter[tuple[tuple[str, int], ...]] = Counter()
    for at, people in enumerate(groups.counts.tolist()):
        start, end = groups.offsets[at], groups.offsets[at + 1]
        supported = []
        for place, member in enumerate(groups.members[start:end].tolist()):
            worth = 1 if groups.points is None else int(groups.points[start + place])
            if profile.vote_type == "ordinal":
                worth = max(0, profile.ranking_length - place)
            scores[ids[member]] += worth * people
            votes[ids[member]] += people
            if worth or (profile.vote_type == "ordinal" and not by_worth):
                supported.append((ids[member], worth if by_worth else 1))
        ballots[tuple(sorted(supported))] += people
    projects = {one.id: {"cost": one.cost} for one in profile.projects}
    return projects, ballots, scores, lambda one: (-votes[one], projects[one]["cost"], one)


@given(elections())
@settings(max_examples=400, deadline=None)
def test_equal_shares_come_out_as_the_platform_counts_them(election: tuple[Profile, dict[str, Any]]) -> None:
    profile, options = election
    by_worth = options["utility"] in ("points", "borda")
    projects, ballots, scores, tie = as_a_stranger_has_it(profile, by_worth=by_worth)
    found = WINNERS.equal_shares(projects, profile.budget, ballots, scores, tie, options)
    assert found == count(profile, "equal-shares", {**options, "ties": TIES}).winners


@given(elections(), st.sampled_from(["greedy", "greedy-no-skip", "greedy-per-cost"]), st.integers(0, 4))
@settings(max_examples=200, deadline=None)
def test_so_do_greedy_rules(election: tuple[Profile, dict[str, Any]], rule: str, least: int) -> None:
    profile, _options = election
    projects, _ballots, scores, tie = as_a_stranger_has_it(profile, by_worth=False)
    found = WINNERS.greedy(projects, profile.budget, scores, tie, rule, least)
    assert found == count(profile, rule, {"ties": TIES, "threshold": least}).winners


def test_raising_by_single_won_takes_few_runs() -> None:
    """A stretch is left out where prices prove it: some 27,000 raises would otherwise be as many runs."""
    picks = [(at % 7, 7 + at % 5) for at in range(700)]
    costs = [(3 + at % 5) * 10_000_000 + at for at in range(12)]
    profile = Profile.build(
        300_000_000, [ProjectLine(f"p{at}", cost) for at, cost in enumerate(costs)], picks
    )
    options = {"utility": "cost", "completion": "add1u", "integral": False, "exhaustive": True, "step": 1}
    outcome = count(profile, "equal-shares", {**options, "ties": TIES})
    projects, ballots, _scores, tie = as_a_stranger_has_it(profile, by_worth=False)
    shares = WINNERS.Shares(projects, ballots, tie, True)
    runs: list[Fraction] = []
    asked = shares.run

    def run_and_note(endowment: Fraction, below: Any = ()) -> Any:
        runs.append(endowment)
        return asked(endowment, below)

    shares.run = run_and_note
    start = Fraction(profile.budget, 700)
    found = shares.raised(shares.run(start), start, 1, profile.budget, True)
    assert [number for _, _, number in found[0]] == outcome.winners[: len(found[0])]
    assert outcome.notes["raised"] > 10_000
    assert max(runs) >= start + outcome.notes["raised"]
    assert len(runs) < 400


@pytest.fixture
def held(request: pytest.FixtureRequest, db: None, settings: Any, jang: Any, tmp_path: Any) -> Any:
    """The unpacked package of a published vote, counted by the rule that the test names."""
    settings.BALLOT_FILE_MINIMUM = 1
    rule, method, options = request.param
    people = making.voters(12)
    vote = making.a_vote((450, 400, 300, 200, 100), count_rule=rule, count_options=options, **method)
    for at, person in enumerate(people):
        places = [(0, 1), (0, 4), (2, 3), (1, 3, 4), (0,), ()][at % 6]
        vote.cast(person, *places, points=[6, 3, 1][: len(places)] if "points" in method else ())
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file, zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    return tmp_path


POINTS = {"method": "cumulative", "picks_max": None, "points": 10}
RANKED = {"method": "ranking", "picks_max": 3}
COUNTED = [
    *(
        (str(rule), {}, {})
        for rule in RuleSet.CountRule.values
        if rule not in ("greedy-threshold", "class-weighted")
    ),
    ("greedy-threshold", {}, {"threshold": 3}),
    ("equal-shares", {}, {"completion": "add1u"}),
    ("equal-shares", {}, {"completion": "add1", "utility": "cardinality", "integral": True, "step": 5}),
    ("equal-shares", {}, {"completion": "add1u", "comparison": True}),
    ("equal-shares", POINTS, {"completion": "utilitarian", "utility": "points"}),
    ("equal-shares", RANKED, {"completion": "add1u", "utility": "borda", "exhaustive": False}),
]


@pytest.mark.parametrize(
    "held", COUNTED, indirect=True, ids=lambda one: "-".join([one[0], *map(str, one[2].values())])
)
def test_a_stranger_repeats_every_rule_and_finds_other_winners(held: Any) -> None:
    fits = run("recount.py", held)
    assert fits.returncode == 0, fits.stdout + fits.stderr
    assert "not repeated" not in fits.stdout
    result = json.loads((held / "result.json").read_text())
    (envelope,) = result["envelopes"]
    assert envelope["winners"]
    envelope["winners"] = envelope["winners"][1:]
    (held / "result.json").write_text(json.dumps(result))
    assert "OTHER WINNERS" in run("recount.py", held).stdout


def test_without_its_rules_the_program_says_what_is_missing(tmp_path: Any) -> None:
    shutil.copy(FOLDER / "recount.py", tmp_path)
    ran = subprocess.run(
        [sys.executable, tmp_path / "recount.py", tmp_path], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.startswith("Put winners.py beside this program")) == (3, True)
