"""A vote is annulled after its result was published: nothing is taken out, and nobody can miss it."""

import zipfile

import pytest
from django.core.management import call_command

from budgeting.voting import proofs
from civic.audit.models import Entry
from tests.budgeting.results.test_combined import by_stranger, fits
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

DECISION = "서울행정법원은 이 투표를 무효로 판결하였습니다."


@pytest.fixture
def annulled(tmp_path, settings):
    settings.BALLOT_FILE_MINIMUM = 1
    people = making.voters(3)
    vote = making.a_vote()
    for person in people:
        vote.cast(person, 0)
    fits(by_stranger(vote, tmp_path))
    call_command("ledger", vote.cycle.slug, annul=DECISION)
    return vote


def test_the_page_of_the_result_and_the_record_say_so(annulled, client):
    page = client.get(f"/results/{annulled.cycle.slug}/").content.decode()
    assert page.index(DECISION) < page.index(f'id="envelope-{annulled.envelope.key}"')
    entry = Entry.objects.get(verb="voting.annulled")
    assert entry.data["text"] == DECISION


def test_a_stranger_and_a_witness_find_it_in_the_ledger_that_went_on(annulled, tmp_path):
    package, live = tmp_path / "package", tmp_path / "live"
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(package)
        archive.extractall(live)
    size = proofs.newest_head(annulled.group).size
    (live / "log.jsonl").write_text("".join(proofs.log_lines(annulled.group, 0, size)))
    (live / "sths.jsonl").write_text("".join(proofs.head_lines(annulled.group)))
    again = run("recount.py", live)
    fits(again)
    assert f"NOTE: this vote was annulled: {DECISION}" in again.stdout
    witness = tmp_path / "witness"
    witness.mkdir()
    for name in ("pub.pem", "sths.jsonl"):
        (witness / name.replace("sths", "heads")).write_bytes((live / name).read_bytes())
    assert run("witness.py", "check", live, witness).returncode == 0
    behind = run("witness.py", "check", package, witness)
    assert behind.returncode == 1
    assert "ENDS BEFORE THE HEAD" in behind.stdout
    assert "IS NOT THE ONE OF" not in behind.stdout
