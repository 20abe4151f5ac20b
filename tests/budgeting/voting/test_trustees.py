"""Two of three trustees open the ballots; one cannot, the office cannot, and the count waits for them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from budgeting.results.domain.certifying import certify_result, destroy_keys
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count
from budgeting.voting import keys, programs, refusals
from budgeting.voting.domain.entrusting import hand_in_key, name_trustees
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.models import LedgerEntry, SealedKey, Trustee
from budgeting.voting.trustees import for_trustees
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.voting import making

PROGRAM = programs.FOLDER / "trustee.py"
OFFICE = System("test")
PAIRS = [(2, 1), (3, 1), (3, 2)]  # the outer trustee first


def with_trustees(voters: int = 3) -> tuple[making.Vote, list[PrivateKey]]:
    """An open vote whose key three people hold, and their private keys."""
    making.voters(voters)
    vote = making.a_vote(prepared=False, open_now=False)
    private = [PrivateKey.generate() for _place in range(3)]
    name_trustees(
        OFFICE, vote.cycle, [(f"보관인 {n}", bytes(one.public_key)) for n, one in enumerate(private)]
    )
    making.begin(vote)
    return vote, private


def opened_by(vote: making.Vote, private: list[PrivateKey], outer: int, inner: int) -> bytes:
    """What the trustees with these numbers open together."""
    pair = SealedKey.objects.get(group=vote.group, outer__place=outer, inner__place=inner)
    return SealedBox(private[inner - 1]).decrypt(SealedBox(private[outer - 1]).decrypt(bytes(pair.sealed)))


@pytest.mark.parametrize(("outer", "inner"), PAIRS)
def test_any_two_open_what_was_sealed_and_the_count_goes_on(db, outer, inner):
    vote, private = with_trustees()
    for one in making.User.objects.filter(email__startswith="voter"):
        vote.cast(one, 0)
    vote.close()
    with pytest.raises(refusals.KeyWithTrustees):
        count_votes(OFFICE, making.fresh(vote.cycle))
    assert not Count.objects.exists()
    hand_in_key(OFFICE, vote.cycle, opened_by(vote, private, outer, inner))
    assert count_votes(OFFICE, making.fresh(vote.cycle)).ballots == 3


@pytest.mark.parametrize("alone", [1, 2, 3])
def test_one_alone_opens_nothing(db, alone):
    vote, private = with_trustees()
    mine = SealedBox(private[alone - 1])
    for pair in SealedKey.objects.filter(group=vote.group):
        try:
            left = mine.decrypt(bytes(pair.sealed))
        except CryptoError:
            continue
        assert len(left) == 32 + 48  # still a sealed box, to somebody else
        with pytest.raises(CryptoError):
            mine.decrypt(left)


def test_the_key_is_on_no_disk_and_in_no_row_of_the_office_while_people_vote(db):
    vote, private = with_trustees()
    key = opened_by(vote, private, 2, 1)
    assert bytes(PrivateKey(key).public_key) == bytes(vote.group.public_key)
    files = Path(keys.path_of(vote.group.pk, keys.SEAL)).parent.glob(f"{vote.group.pk}*")
    assert all(key not in file.read_bytes() for file in files)
    assert not any(key in bytes(one.sealed) for one in SealedKey.objects.all())


def test_the_first_line_of_the_ledger_names_the_trustees_keys(db):
    vote, private = with_trustees()
    vote.cast(making.User.objects.get(email__startswith="voter0"), 0)
    vote.close()
    first = LedgerEntry.objects.get(group=vote.group, index=0)
    assert first.body["trustees"] == [bytes(one.public_key).hex() for one in private]


def test_a_vote_without_trustees_names_none_and_counts_as_before(db):
    making.voters(1)
    vote = making.a_vote()
    vote.close()
    assert "trustees" not in LedgerEntry.objects.get(group=vote.group, index=0).body
    assert count_votes(OFFICE, making.fresh(vote.cycle)).ballots == 0


def test_another_key_is_refused_and_so_is_one_before_the_close(db):
    vote, private = with_trustees()
    right = opened_by(vote, private, 3, 2)
    with pytest.raises(refusals.KeyTooEarly):
        hand_in_key(OFFICE, vote.cycle, right)
    vote.close()
    with pytest.raises(refusals.KeyDoesNotFit):
        hand_in_key(OFFICE, vote.cycle, bytes(PrivateKey.generate()))
    hand_in_key(OFFICE, vote.cycle, right)
    with pytest.raises(refusals.KeyNotAway):
        hand_in_key(OFFICE, vote.cycle, right)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_vote_has_three_trustees_or_none(db, count):
    vote = making.a_vote(prepared=False, open_now=False)
    named = [(f"t{n}", bytes(PrivateKey.generate().public_key)) for n in range(count)]
    with pytest.raises(refusals.TrusteesUnfit):
        name_trustees(OFFICE, vote.cycle, named)


def test_the_same_key_twice_is_refused_and_naming_none_does_without(db):
    vote = making.a_vote(prepared=False, open_now=False)
    same = bytes(PrivateKey.generate().public_key)
    with pytest.raises(refusals.TrusteesUnfit):
        name_trustees(OFFICE, vote.cycle, [("a", same), ("b", same), ("c", same)])
    name_trustees(OFFICE, vote.cycle, [(f"t{n}", bytes(PrivateKey.generate().public_key)) for n in range(3)])
    name_trustees(OFFICE, vote.cycle, [])
    prepare_voting(OFFICE, vote.cycle)
    assert keys.has_sealing_key(vote.group.pk)


def test_nobody_exchanges_a_trustee_once_the_keys_are_made(db):
    vote, _private = with_trustees()
    with pytest.raises(refusals.KeysMade):
        name_trustees(OFFICE, vote.cycle, [])
    with pytest.raises(DatabaseError, match="keys of this vote are made"), transaction.atomic():
        Trustee.objects.filter(cycle=vote.cycle).update(name="다른 사람")
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedKey.objects.update(sealed=b"x")


def test_with_the_keys_the_sealed_copies_go(db, settings):
    settings.BALLOT_APPEAL_DAYS = 0
    vote, private = with_trustees()
    vote.close()
    hand_in_key(OFFICE, vote.cycle, opened_by(vote, private, 2, 1))
    budget, publisher = (
        factories.a_staff_member("budget", "budget"),
        factories.a_staff_member("pub", "publisher"),
    )
    count_votes(budget, making.fresh(vote.cycle))
    publish_results(publisher, making.fresh(vote.cycle))
    for officer in (budget, publisher):
        certify_result(officer, making.fresh(vote.cycle))
    destroy_keys(budget, making.fresh(vote.cycle))
    assert not SealedKey.objects.exists()
    assert not keys.has_sealing_key(vote.group.pk)


def trustee(*arguments: str | Path, words: str = "garden lantern seven") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROGRAM, *arguments], input=f"{words}\n", capture_output=True, text=True, check=False
    )


def test_the_program_of_the_trustees_makes_keys_and_two_of_them_open_the_vote(db, tmp_path):
    files = [tmp_path / f"{n}.json" for n in range(3)]
    public = [bytes.fromhex(trustee("new", file).stdout.strip()) for file in files]
    assert trustee("public", files[0]).stdout.strip() == public[0].hex()
    vote = making.a_vote(prepared=False, open_now=False)
    name_trustees(OFFICE, vote.cycle, [(f"t{n}", key) for n, key in enumerate(public)])
    making.begin(vote)
    copies, half = tmp_path / "copies.json", tmp_path / "half.json"
    copies.write_text(json.dumps(for_trustees(vote.group)))

    assert "higher number opens first" in trustee("open", files[0], copies).stderr
    assert "passphrase does not open" in trustee("open", files[2], copies, words="another one here").stderr
    half.write_text(trustee("open", files[2], copies).stdout)
    key = trustee("open", files[0], half).stdout.strip()
    assert bytes(PrivateKey(bytes.fromhex(key)).public_key) == bytes(vote.group.public_key)


def test_a_short_passphrase_makes_no_key(tmp_path):
    refused = trustee("new", tmp_path / "key.json", words="short")
    assert refused.returncode == 1
    assert not (tmp_path / "key.json").exists()


def test_the_officer_names_them_and_hands_the_key_in_on_pages(db, client):
    making.voters(1)
    vote = making.a_vote(prepared=False, open_now=False)
    officer = factories.a_staff_member("budget", "budget")
    factories.a_second_factor(officer)
    client.force_login(officer)
    private = [PrivateKey.generate() for _place in range(3)]
    typed = {f"name_{n}": f"보관인 {n}" for n in (1, 2, 3)}
    typed |= {f"key_{n}": bytes(one.public_key).hex() for n, one in enumerate(private, 1)}
    address = f"/vote/{vote.cycle.slug}/trustees/"
    wrong = client.post(address, typed | {"key_2": "12 34"})
    assert wrong.status_code == 422
    assert "64" in wrong.content.decode()
    assert typed["key_3"] in wrong.content.decode()  # nothing typed is lost
    assert client.post(address, typed | {"key_2": "00" * 32}).status_code == 422
    assert client.post(address, typed | {"name_1": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    making.begin(vote)
    assert "보관인 2" in client.get(address).content.decode()
    assert client.get(f"{address}copies.json").status_code == 404  # nobody needs them before the close
    vote.close()
    assert f"/vote/{vote.cycle.slug}/key/" in client.get(f"/results/desk/{vote.cycle.slug}/").content.decode()
    assert len(client.get(f"{address}copies.json").json()["copies"]) == 3
    assert client.post(f"/vote/{vote.cycle.slug}/key/", {"key": "ab" * 32}).status_code == 422
    right = opened_by(vote, private, 3, 1).hex()
    assert client.post(f"/vote/{vote.cycle.slug}/key/", {"key": right}).status_code == 302
    assert keys.has_sealing_key(vote.group.pk)


def test_the_public_page_of_the_ledger_names_them(db, client):
    vote, _private = with_trustees()
    page = client.get(f"/vote/{vote.cycle.slug}/ledger/").content.decode()
    assert all(one.name in page and one.key_hex in page for one in vote.cycle.trustees.all())
