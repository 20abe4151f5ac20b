"""Projects that exclude one another: the published file says so itself, for every envelope."""

import io
import json
import re
import zipfile
from contextlib import redirect_stdout
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from budgeting.counting.cli import main
from budgeting.cycles.models import Incompatibility, Project
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import EnvelopeCount, Standing
from budgeting.voting.domain.casting import cast_ballot
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def apart(first: Project, second: Project) -> None:
    with factories.past():
        Incompatibility.objects.create(
            first=first, second=second, reason="같은 자리", at=making.timezone.now()
        )


@pytest.fixture
def vote(jang, settings):
    """Two envelopes, each with a pair. Money would suffice for all, so only the relation leaves a project out."""
    settings.BALLOT_FILE_MINIMUM = 1
    people = making.voters(3)
    vote = making.a_vote((300, 200, 100), prepared=False, open_now=False, count_rule="greedy-exclusive")
    second = factories.an_envelope(vote.cycle, amount=1000)
    others = [factories.a_project(second, cost=cost) for cost in (300, 200)]
    apart(vote.projects[0], vote.projects[1])
    apart(*others)
    making.begin(vote)
    for person in people:
        choices = {**vote.choose(0, 1), second.key: [one.number for one in others]}
        cast_ballot(person, vote.cycle, choices, uuid4())
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    assert Standing.objects.filter(step__verdict="excluded").count() == 2
    return vote


def test_the_command_on_the_page_counts_each_file_to_the_same_winners_and_fingerprint(client, vote):
    page = unescape(client.get(f"/results/{vote.cycle.slug}/").content.decode())
    commands = re.findall(r"python -m budgeting\.counting \S+\.pb ([^<]*)<", page)
    rows = EnvelopeCount.objects.order_by("envelope__position", "pk")
    for row, command in zip(rows, commands, strict=True):
        path = default_storage.path(path_of(vote.cycle, f"{row.envelope.key}.pb"))
        with redirect_stdout(io.StringIO()) as said:
            assert main([path, *command.split()]) == 0
        outcome = json.loads(said.getvalue())
        winners = row.standings.filter(funded=True).values_list("project__number", flat=True)
        assert sorted(outcome["winners"]) == sorted(winners)
        assert outcome["profile_sha256"] == row.digest


def test_a_stranger_counts_them_again_with_the_program_alone(vote, tmp_path):
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file:
        (tmp_path / "package.zip").write_bytes(file.read())
    ran = run("recount.py", tmp_path / "package.zip")
    assert ran.returncode == 0, ran.stdout
    assert "everything fits" in ran.stdout


def test_the_program_says_so_where_the_rules_do_not_name_the_pairs(vote, tmp_path):
    """Votes prepared before pairs stood in the rules: not repeated, and not called wrong."""
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file, zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            (tmp_path / name).write_bytes(archive.read(name))
    rules = json.loads((tmp_path / "rules.json").read_bytes())
    for one in rules["envelopes"]:
        for project in one["projects"]:
            project.pop("excludes", None)
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    said = run("recount.py", tmp_path).stdout
    assert said.count("counted by greedy-exclusive") == 2
    assert "OTHER WINNERS" not in said
