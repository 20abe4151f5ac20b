"""The record cannot be changed unnoticed."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from civic.accounts.actors import System
from civic.accounts.models import User
from civic.audit.domain.hashing import GENESIS
from civic.audit.domain.recording import record
from civic.audit.domain.sealing import seal_settled
from civic.audit.domain.verifying import verify
from civic.audit.models import Entry, Seal, SealedEntry

pytestmark = pytest.mark.django_db(transaction=True)


def three_entries(kim: User) -> list[Entry]:
    return [record(System("test"), "tests.did", kim, number=n, text="한글", part=0.5) for n in range(3)]


def without_guard(sql: str) -> None:
    """Do what a database administrator can: switch the triggers off, write, switch them on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)


def test_entries_are_sealed_once_in_a_chain(kim: User) -> None:
    three_entries(kim)
    assert seal_settled() == 3
    assert seal_settled() == 0
    record(System("test"), "tests.did", kim)
    assert seal_settled() == 1
    first, second = Seal.objects.order_by("id")
    assert (bytes(first.previous), bytes(second.previous)) == (GENESIS, bytes(first.digest))
    verdict = verify()
    assert (verdict.seals, verdict.entries, verdict.unsealed, verdict.sound) == (2, 4, 0, True)
    assert verdict.head == bytes(second.digest).hex()


def test_entries_and_seals_are_only_ever_added(kim: User) -> None:
    three_entries(kim)
    seal_settled()
    for model in (Entry, Seal, SealedEntry):
        table = model._meta.db_table
        for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)


def test_a_changed_entry_is_named(kim: User) -> None:
    entry = three_entries(kim)[1]
    seal_settled()
    without_guard(f"UPDATE audit_entry SET data = '{{}}' WHERE id = {entry.pk}")
    assert verify().troubles == [
        f"entry {entry.pk}: changed after seal {Seal.objects.get().pk} (tests.did accounts.user:{kim.pk})"
    ]
    with pytest.raises(CommandError):
        call_command("verify_record", stdout=StringIO(), stderr=StringIO())


def test_an_entry_that_was_changed_together_with_its_hash_breaks_the_seal(kim: User) -> None:
    entry = three_entries(kim)[1]
    seal_settled()
    without_guard(f"UPDATE audit_entry SET actor_name = 'x' WHERE id = {entry.pk}")
    from civic.audit.domain.hashing import entry_digest

    forged = entry_digest(Entry.objects.get(pk=entry.pk)).hex()
    without_guard(f"UPDATE audit_sealedentry SET digest = '\\x{forged}' WHERE entry_id = {entry.pk}")
    assert verify().troubles == [f"seal {Seal.objects.get().pk}: its digest does not fit its entries"]


def test_an_entry_taken_out_is_noticed(kim: User) -> None:
    entry = three_entries(kim)[1]
    seal_settled()
    without_guard(f"DELETE FROM audit_entry WHERE id = {entry.pk}")
    assert any("are gone" in trouble and str(entry.pk) in trouble for trouble in verify().troubles)
    without_guard(f"DELETE FROM audit_sealedentry WHERE entry_id = {entry.pk}")
    assert any("holds 2 entries, was made over 3" in trouble for trouble in verify().troubles)


def test_a_chain_written_anew_is_noticed_by_whoever_kept_a_head(kim: User) -> None:
    three_entries(kim)
    seal_settled()
    head = verify().head
    assert verify(head).sound
    without_guard("DELETE FROM audit_sealedentry")
    without_guard("DELETE FROM audit_seal")
    without_guard("UPDATE audit_entry SET data = '{}'")
    seal_settled()
    assert verify().sound  # from the inside nothing shows
    assert not verify(head).sound


def test_the_entry_of_a_running_transaction_waits_and_is_sealed_later(kim: User) -> None:
    """A slow transaction takes the lower id and commits after a faster one was sealed: nothing may be lost."""
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                record(System("slow"), "tests.slow", kim)
                written.set()
                go_on.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(20)
    record(System("fast"), "tests.fast", kim)
    seal_settled()
    assert not SealedEntry.objects.filter(entry__verb="tests.slow").exists()
    go_on.set()
    thread.join()
    seal_settled()
    assert set(SealedEntry.objects.values_list("entry__verb", flat=True)) == {"tests.slow", "tests.fast"}
    assert verify().sound


def test_after_a_dump_is_restored_into_a_new_cluster_sealing_goes_on(kim: User) -> None:
    """There transactions are counted from the beginning: old entries seem to come from the future."""
    three_entries(kim)
    seal_settled()
    old = record(System("test"), "tests.old", kim)
    without_guard(f"UPDATE audit_entry SET xact = xact + 1000000000 WHERE id = {old.pk}")
    without_guard("UPDATE audit_seal SET xact = xact + 1000000000")
    record(System("test"), "tests.new", kim)
    assert seal_settled() == 2
    assert verify().sound


@pytest.mark.race
def test_sealers_at_once_make_one_chain(kim: User) -> None:
    three_entries(kim)
    barrier = threading.Barrier(6)

    def seal() -> None:
        try:
            barrier.wait()
            seal_settled()
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (Seal.objects.count(), SealedEntry.objects.count(), verify().sound) == (1, 3, True)


def test_the_command_says_what_it_found(kim: User) -> None:
    three_entries(kim)
    seal_settled()
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert "1 seals, 3 sealed entries, 0 waiting" in out.getvalue()
