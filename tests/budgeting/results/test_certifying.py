"""After the publication: appeals, two certificates, the end of the keys, an empty box."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from budgeting.results.domain.certifying import certify_result, destroy_keys
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Certificate, Count
from budgeting.results.refusals import (
    AlreadyCertified,
    AppealsOpen,
    CertifiedByYou,
    KeysDestroyed,
    NotCertified,
    NotPublished,
)
from budgeting.voting import keys, sealing
from budgeting.voting.finding import find_receipt
from budgeting.voting.models import LedgerEntry, SealedBallot
from budgeting.voting.refusals import BoxHasStrangers, KeyMissing
from civic.accounts.actors import System
from civic.audit.models import Entry
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(oh, jang):
    """A published vote of which the officers are oh (counted) and jang (published); three ballots, one changed."""
    people = making.voters(3)
    vote = making.a_vote()
    vote.receipts = [vote.cast(person, 0) for person in people]
    vote.receipts.append(vote.cast(people[0], 1))
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    return vote


def after_the_appeals(settings):
    settings.BALLOT_APPEAL_DAYS = -1


def test_nothing_is_certified_before_the_publication_or_during_the_appeals(published, oh, settings):
    with pytest.raises(AppealsOpen):
        certify_result(oh, published.cycle)
    with pytest.raises(NotPublished):
        certify_result(oh, making.a_vote().cycle)
    count = Count.objects.get()
    assert count.appeals_until == due_after(count.published_at, settings.BALLOT_APPEAL_DAYS)


def test_two_different_officers_certify_and_a_third_need_not(published, oh, jang, admin, kim, settings):
    after_the_appeals(settings)
    certify_result(oh, published.cycle)
    with pytest.raises(CertifiedByYou):
        certify_result(oh, published.cycle)
    for person in (kim, System("test")):
        with pytest.raises(NotAllowed):
            certify_result(person, published.cycle)
    with pytest.raises(NotCertified):
        destroy_keys(oh, published.cycle)
    certify_result(jang, published.cycle)
    with pytest.raises(AlreadyCertified):
        certify_result(admin, published.cycle)


def test_the_database_refuses_two_certificates_of_one_officer(published, oh):
    count = Count.objects.get()
    Certificate.objects.create(count=count, officer=oh, at=count.published_at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.create(count=count, officer=oh, at=count.published_at)


def test_the_keys_are_destroyed_and_nothing_can_be_unsealed_or_joined_any_more(
    published, oh, jang, client, settings
):
    after_the_appeals(settings)
    settings.DEMO_MODE = True
    group = published.group
    certify_result(oh, published.cycle)
    certify_result(jang, published.cycle)
    destroy_keys(jang, published.cycle)
    for part in (keys.MAC, keys.SEAL):
        assert not keys.path_of(group.pk, part).exists()
    with pytest.raises(KeyMissing):
        keys.hmac_key(group.pk)
    assert keys.log_key(group.pk)  # an annulment must still be signed
    assert Entry.objects.filter(verb="voting.keys_destroyed").count() == 1
    with pytest.raises(KeysDestroyed):
        destroy_keys(jang, published.cycle)
    assert "파기" in client.get(f"/results/{published.cycle.slug}/").content.decode()
    assert "파기함" in client.get(f"/vote/{published.cycle.slug}/ledger/").content.decode()


def test_a_voter_of_long_ago_still_finds_every_page(published, oh, jang, client, settings):
    from civic.accounts.models import User

    after_the_appeals(settings)
    for officer in (oh, jang):
        certify_result(officer, published.cycle)
    destroy_keys(oh, published.cycle)
    voter = User.objects.get(uuid=published.group.roll.order_by("pk").first().resident)
    client.force_login(voter)
    for path in ("", "receipt/", "ledger/"):
        assert client.get(f"/vote/{published.cycle.slug}/{path}").status_code == 200
    assert client.get(f"/api/v1/votes/{published.cycle.slug}/").status_code == 200


def test_the_box_is_emptied_by_its_owner_and_every_receipt_is_still_known(published, oh, jang, settings):
    after_the_appeals(settings)
    with pytest.raises(CommandError):
        call_command("empty_box", published.cycle.slug)
    assert SealedBallot.objects.count() == 4
    for officer in (oh, jang):
        certify_result(officer, published.cycle)
    destroy_keys(oh, published.cycle)
    call_command("empty_box", published.cycle.slug)
    assert not SealedBallot.objects.exists()
    assert Entry.objects.get(verb="voting.box_emptied").data == {"ballots": 4}
    states = [find_receipt(one.code).state for one in published.receipts]
    assert states == ["replaced", "counted", "counted", "counted"]
    with connection.cursor() as cursor:  # the guard is awake again
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only_cd4d7'")
        assert cursor.fetchall() == [("O",)]


def test_the_result_stands_in_the_ledger(published):
    last = LedgerEntry.objects.filter(group=published.group).order_by("index").last()
    assert (last.kind, last.body) == (
        "result",
        {"result": Count.objects.get().files["result.json"]["sha256"]},
    )


def test_a_ballot_that_belongs_to_nobody_on_the_roll_stops_the_count(kim, oh):
    vote = making.a_vote()
    vote.cast(kim, 0)
    opening = sealing.Opening(bytes(32), sealing.canonical(vote.choose(1), ""))
    SealedBallot.objects.create(
        group=vote.group,
        slot=b"s" * 32,
        version=1,
        commitment=opening.commitment,
        sealed=sealing.seal(bytes(vote.group.public_key), opening),
        idempotency=bytes(32),
    )
    vote.close()
    with pytest.raises(BoxHasStrangers) as no:
        count_votes(oh, making.fresh(vote.cycle))
    assert no.value.params == {"ballots": 1}
    assert not Count.objects.exists()


def test_the_ledger_is_checked_from_its_first_line(published, capsys):
    call_command("ledger", published.cycle.slug, "--check")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE voting_ledgerentry SET body = body || '{\"x\": 1}' WHERE index = 2")
        cursor.execute("RESET session_replication_role")
    with pytest.raises(CommandError):
        call_command("ledger", published.cycle.slug, "--check")
    assert "entry 2 was changed" in capsys.readouterr().err


def test_readiness_names_the_gap_of_an_old_backup(published, client):
    from budgeting.voting import keeping
    from budgeting.voting.models import TreeHead

    assert client.get("/readyz").json()["ballot-ledger"] == "ok"
    head = TreeHead.objects.order_by("-size").first()
    head.size += 7
    keeping.keep(head)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "7" in answer.json()["ballot-ledger"]
