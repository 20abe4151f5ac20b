"""A committee's scores have decimals: the published file tells them so that a stranger's count reads them."""

import io
import json
from contextlib import redirect_stdout
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from budgeting.committee.models import Decision
from budgeting.counting.cli import main
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import EnvelopeCount
from budgeting.results.words import command
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def test_a_score_with_decimals_is_read_again_and_breaks_the_same_tie(jang, settings, tmp_path):
    settings.BALLOT_FILE_MINIMUM = 1
    people = making.voters(2)
    vote = making.a_vote((600, 600, 100), tie_break=["committee", "lot"])
    committee = factories.a_committee(vote.cycle)
    scores = (Decimal("67.71"), Decimal("67.72"), Decimal("60.50"))
    for project, score in zip(vote.projects, scores, strict=True):
        Decision.objects.create(
            project=project, committee=committee, outcome="admitted", reason="심사 결과입니다.", score=score,
            lowest=score, highest=score, raters=3, recused=0, voting_members=5,
        )  # fmt: skip
    for person in people:
        vote.cast(person, 0, 1)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    row = EnvelopeCount.objects.get()
    assert row.standings.get(rank=1).project == vote.projects[1], "even in votes, the higher score first"

    path = default_storage.path(path_of(vote.cycle, f"{row.envelope.key}.pb"))
    with redirect_stdout(io.StringIO()) as said:
        assert main([path, *command(row, vote.cycle.slug).split()[4:]]) == 0
    again = json.loads(said.getvalue())
    assert again["winners"] == [vote.projects[1].number, vote.projects[2].number]
    assert again["profile_sha256"] == row.digest

    with default_storage.open(path_of(vote.cycle, "package.zip")) as file:
        (tmp_path / "package.zip").write_bytes(file.read())
    assert run("recount.py", tmp_path / "package.zip").returncode == 0
