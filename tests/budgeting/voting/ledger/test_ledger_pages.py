"""The ledger's page, its addresses for programs, and what a receipt shows of it."""

import base64
import json

import pytest
from django.utils import timezone

from budgeting.voting.domain.ledgering import VoidReason, append_paper_batch, append_void
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.finding import find_receipt
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.models import ReceiptTally
from budgeting.voting.programs import all_of_them
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


def address(vote, tail=""):
    return f"/vote/{vote.cycle.slug}/ledger/{tail}"


def lines_of(answer):
    return b"".join(answer.streaming_content).splitlines()


def a_logged_vote(ballots=3):
    people = making.voters(ballots)
    vote = making.a_vote()
    receipts = [vote.cast(person, 0) for person in people]
    sequence(vote.group, timezone.now(), everything=True)
    return vote, receipts


def test_a_stranger_rebuilds_the_signed_root_from_the_log(client):
    vote, _receipts = a_logged_vote()
    head = client.get(address(vote, "sth")).json()
    leaves = [merkle.leaf_hash(line) for line in lines_of(client.get(address(vote, "log.jsonl")))]
    assert len(leaves) == head["size"] == 4
    assert merkle.root(4, merkle.tree_of(leaves)).hex() == head["root"]
    signed = {name: head[name] for name in ("at", "previous", "root", "size", "vote")}
    text = lines.HEAD + json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()
    pem = client.get(address(vote, "pub.pem")).content.decode()
    key = base64.b64decode("".join(pem.splitlines()[1:-1]))[-32:]
    assert lines.is_signed(key, text, base64.b64decode(head["signature"]))


def test_a_ballot_has_a_proof_to_the_newest_head_and_the_ledger_only_grows(client):
    vote, receipts = a_logged_vote()
    first = client.get(address(vote, "sth")).json()
    append_paper_batch(vote.group, "종로1가동", [bytes(32)])
    sequence(vote.group, timezone.now())
    second = client.get(address(vote, "sth")).json()
    proof = client.get(address(vote, f"proof?commit={receipts[0].commitment.hex()}")).json()
    path = [bytes.fromhex(one) for one in proof["path"]]
    leaf = merkle.leaf_hash(proof["line"].encode())
    assert merkle.verify_inclusion(leaf, proof["index"], second["size"], path, bytes.fromhex(second["root"]))
    grown = client.get(address(vote, f"consistency?from={first['size']}&to={second['size']}")).json()
    assert merkle.verify_consistency(
        first["size"],
        second["size"],
        bytes.fromhex(first["root"]),
        bytes.fromhex(second["root"]),
        [bytes.fromhex(one) for one in grown["path"]],
    )
    assert second["previous"] != first["previous"]
    assert len(lines_of(client.get(address(vote, "sths.jsonl")))) == 2


@pytest.mark.parametrize(
    ("tail", "status"),
    [
        ("proof?commit=00", 400),
        ("proof?commit=" + "0" * 64, 404),
        ("proof", 400),
        ("consistency?from=1", 400),
        ("consistency?from=0&to=1", 400),
        ("consistency?from=2&to=99", 400),
        ("consistency?from=x&to=99999999999999999999", 400),
    ],
)
def test_what_is_not_there_is_said_plainly(client, tail, status):
    vote, _receipts = a_logged_vote(1)
    assert client.get(address(vote, tail)).status_code == status


@pytest.mark.parametrize("tail", ["sth", "log.jsonl", "sths.jsonl", "pub.pem"])
def test_programs_get_what_any_cache_may_keep(client, tail):
    vote, _receipts = a_logged_vote(1)
    answer = client.get(address(vote, tail))
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert "max-age=30" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_log_can_be_asked_from_a_place_on(client):
    vote, _receipts = a_logged_vote(3)
    rest = lines_of(client.get(address(vote, "log.jsonl?from=2")))
    assert [json.loads(one)["index"] for one in rest] == [2, 3]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("acts", [1, 3])
def test_the_page_costs_the_same_queries_however_much_stands_in_the_ledger(
    client, acts, language, django_assert_num_queries
):
    vote, _receipts = a_logged_vote(2)
    for number in range(acts):
        append_paper_batch(vote.group, f"투표소 {number}", [number.to_bytes(32, "big")])
    client.cookies["django_language"] = language
    with django_assert_num_queries(6):
        page = client.get(address(vote)).content.decode()
    assert page.count("투표소 ") >= acts
    assert {"ko": "공개 원장", "en": "Public ledger"}[language] in page
    for program in all_of_them():
        assert program.sha256 in page


def test_a_receipt_is_found_in_the_box_then_in_the_ledger_then_replaced_or_void(kim, lee, client):
    vote = making.a_vote()
    first, other = vote.cast(kim, 0), vote.cast(lee, 0)

    def page(receipt):
        return client.post("/vote/receipt/", {"code": receipt.code}).content.decode()

    assert find_receipt(first.code).proof is None
    assert "아직 공개 원장에 없습니다" in page(first)
    sequence(vote.group, timezone.now(), everything=True)
    proof = find_receipt(first.code).proof
    assert bytes(proof.head.root).hex() in page(first)
    vote.cast(kim, 1)
    append_void(vote.group, other.commitment, VoidReason.IN_PERSON)
    assert [find_receipt(one.code).state for one in (first, other)] == ["replaced", "void"]
    assert "투표소에서 직접 투표" in page(other)


def test_look_ups_that_find_something_are_counted_and_nothing_else_is_kept(kim, client):
    vote = making.a_vote()
    receipt = vote.cast(kim, 0)
    for code in (receipt.code, receipt.code, "0000-0000-0000-0000"):
        client.post("/vote/receipt/", {"code": code})
    assert ReceiptTally.objects.get().checks == 2
    names = {field.name for field in ReceiptTally._meta.fields}
    assert names == {"id", "group", "checks"}


def test_a_vote_without_a_ledger_and_an_unpublished_one_have_no_page(client):
    vote, _receipts = a_logged_vote(1)
    vote.cycle.published = False
    vote.cycle.save()
    for tail in ("", "sth", "log.jsonl", "pub.pem"):
        assert client.get(address(vote, tail)).status_code == 404
    assert client.get("/vote/nothing/ledger/").status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_not_promised_stands_on_a_public_page(client, language):
    client.cookies["django_language"] = language
    page = client.get("/vote/secrecy/").content.decode()
    assert {"ko": "약속", "en": "Not promised"}[language] in page
    for program in all_of_them():
        answer = client.get(f"/vote/independent/{program.name}")
        assert b"".join(answer.streaming_content) == program.path.read_bytes()
        assert program.sha256 in page
    assert client.get("/vote/independent/keys.py").status_code == 404


def test_the_page_says_why_a_ballot_does_not_count_and_why_a_project_left(client, kim):
    clerk, vote = booths.a_clerk(), booths.a_vote()
    vote.cast(kim, 0)
    booths.come(kim, booths.a_place(vote), clerk)
    take_off_ballot(
        factories.a_staff_member("oh", "budget"), vote.projects[1], ground="place", reason="땅이 팔렸습니다."
    )
    client.cookies["django_language"] = "en"
    page = client.get(f"/vote/{vote.cycle.slug}/ledger/").content.decode()
    assert "the voter voted at a polling place" in page
    assert "its place cannot be used any more" in page
