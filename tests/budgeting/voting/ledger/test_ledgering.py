"""The ledger in the database: in order, only ever added to, and its tree from tiles the same as from all leaves."""

from hashlib import sha256

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from budgeting.voting.domain.ledgering import (
    Draft,
    VoidReason,
    append,
    append_annul,
    append_paper_batch,
    append_void,
    write,
)
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import LedgerEntry, LedgerNode, RulesDocument
from budgeting.voting.refusals import NoLedger
from budgeting.voting.tiles import Tiles
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

GUARDED = ("voting_ledgerentry", "voting_ledgernode", "voting_treehead", "voting_rulesdocument")


def ballots(count, start=0):
    commitments = [number.to_bytes(32, "big") for number in range(start, start + count)]
    return [Draft("ballot", {"commitment": one.hex()}, one) for one in commitments]


def test_the_first_line_is_what_was_fixed_before_the_first_ballot(kim):
    vote = making.a_vote()
    append_void(vote.group, bytes(32), VoidReason.IN_PERSON)
    first = LedgerEntry.objects.get(index=0)
    group = vote.group
    assert first.kind == "open"
    assert first.body["roll"] == bytes(group.roll_hash).hex()
    assert first.body["sealing_key"] == bytes(group.public_key).hex()
    assert first.body["rules"] == sha256(RulesDocument.objects.get().text.encode()).hexdigest()
    assert vote.projects[0].number in RulesDocument.objects.get().text


def test_entries_are_contiguous_and_each_leaf_is_the_hash_of_its_line():
    group = making.a_vote().group
    append_paper_batch(group, "종로1가동 투표소", [bytes(32), b"\1" * 32])
    append_annul(group, "법원 결정")
    found = list(LedgerEntry.objects.order_by("index"))
    assert [(one.index, one.kind) for one in found] == [(0, "open"), (1, "paper_batch"), (2, "annul")]
    for one in found:
        assert bytes(one.leaf) == merkle.leaf_hash(lines.line(one.index, one.kind, one.body))


def test_a_ballot_is_voided_once():
    group = making.a_vote().group
    append_void(group, bytes(32), VoidReason.IN_PERSON)
    with pytest.raises(IntegrityError), transaction.atomic():
        append_void(group, bytes(32), VoidReason.IN_PERSON)


@pytest.mark.parametrize(
    ("index", "kind", "before"),
    [
        (2, "annul", []),  # a gap
        (0, "annul", []),  # a second entry at one place
        (1, "open", []),  # a second beginning
        (2, "ballot", ["close"]),
        (2, "close", ["close"]),
        (2, "void", ["result"]),
        (2, "result", ["result"]),
    ],
)
def test_the_database_refuses_an_entry_out_of_order(index, kind, before):
    group = making.a_vote().group
    write(group, [Draft(one, {}) for one in before])
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.create(group=group, index=index, kind=kind, body={}, leaf=bytes(32))


def test_after_the_result_a_vote_can_still_be_annulled():
    group = making.a_vote().group
    write(group, [Draft("close", {}), Draft("result", {})])
    assert append_annul(group, "법원 결정").index == 3


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET group_id = group_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_nothing_of_the_ledger_is_changed_or_taken_out(table, change):
    from django.utils import timezone

    from budgeting.voting.models import TreeHead

    group = making.a_vote().group
    write(group, ballots(256))
    TreeHead.objects.create(
        group=group, size=257, root=bytes(32), previous=bytes(32), at=timezone.now(), signature=bytes(64)
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_the_tree_from_tiles_is_the_tree_of_all_leaves():
    group = making.a_vote().group
    for size in (1, 254, 1, 300):  # the tree grows over the edge of a tile in several ways
        write(group, ballots(size, LedgerEntry.objects.count()))
    leaves = [bytes(one) for one in LedgerEntry.objects.order_by("index").values_list("leaf", flat=True)]
    plain = merkle.tree_of(leaves)
    assert LedgerNode.objects.count() == len(leaves) // 256 == 2
    for size in (1, 2, 255, 256, 257, 400, len(leaves)):
        assert merkle.root(size, Tiles(group).node) == merkle.root(size, plain)
        path = merkle.inclusion_proof(size // 2, size, Tiles(group).node)
        assert path == merkle.inclusion_proof(size // 2, size, plain)
    assert merkle.consistency_proof(257, 500, Tiles(group).node) == merkle.consistency_proof(257, 500, plain)


def test_a_vote_that_was_taken_in_has_no_ledger():
    from budgeting.voting.models import VotingGroup

    vote = making.a_vote(prepared=False)
    group = VotingGroup.objects.create(cycle=vote.cycle, public_key=bytes(32))
    with pytest.raises(NoLedger):
        append(group, Draft("annul", {}))
