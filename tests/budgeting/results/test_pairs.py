"""Projects that exclude one another: the published file says so itself, for every envelope."""

import io
import json
import re
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
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def apart(first: Project, second: Project) -> None:
    with factories.past():
        Incompatibility.objects.create(
            first=first, second=second, reason="같은 자리", at=making.timezone.now()
        )


def test_the_command_on_the_page_counts_each_file_to_the_same_winners_and_fingerprint(client, jang, settings):
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
