"""Sixteen tamperings of a small real vote, each by an insider who signs everything anew, and by whom each is caught.

*Public*: anybody with the package alone (recount.py). *Witness*: whoever kept heads while people voted (witness.py check).
*Receipt*: a voter whose own ballot is visibly not what they cast. The last one is caught by nobody here: it stands on the
public page as not promised.
"""

import base64
import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from nacl.signing import SigningKey

from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count
from budgeting.voting import keys, proofs, sealing
from budgeting.voting.domain.ledgering import VoidReason, append_paper_batch, append_void
from budgeting.voting.domain.opened import OpenedRow, write_opened
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.ledger import lines, merkle
from budgeting.voting.programs import named
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

WEB, CHANGED, IN_PERSON, PAPER, STAYED = 16, 3, 2, 3, 4
WRONG = "!!!"
HELD: list = []


def run(program, *arguments):
    command = [sys.executable, "-I", str(named(program).path), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


class Held:
    """A published vote: the package as an insider holds it, the heads that a witness kept, the receipts of the voters."""

    def __init__(
        self, folder: Path, package: dict[str, bytes], heads: str, log_key: bytes, receipts: list
    ) -> None:
        self.folder, self.log_key, self.receipts = folder, log_key, receipts
        self.files = dict(package)
        self.log = [json.loads(one) for one in package["log.jsonl"].splitlines()]
        self.sths = [json.loads(one) for one in package["sths.jsonl"].splitlines()]
        self.ballots = [json.loads(one) for one in package["ballots.jsonl"].splitlines()]
        self.result, self.rules, self.roll = (
            json.loads(package[name]) for name in ("result.json", "rules.json", "roll_totals.json")
        )
        self.witness = folder / "witness"
        self.witness.mkdir(parents=True)
        (self.witness / "heads.jsonl").write_text(heads)
        (self.witness / "pub.pem").write_bytes(package["pub.pem"])

    def find(self, kind):
        return [one for one in self.log if one["kind"] == kind]

    def ballot(self, commitment):
        return next((one for one in self.ballots if one["commitment"] == commitment), None)

    def forge(self, choices):
        """A ballot as the web server would make one, of nobody."""
        nonce = sha256(repr(choices).encode()).digest()
        content = lines.canonical({"choices": choices, "scope": ""})
        commitment = sealing.commitment(nonce, content).hex()
        return {
            "channel": "web",
            "choices": choices,
            "commitment": commitment,
            "nonce": nonce.hex(),
            "scope": "",
        }

    def sign_anew(self):
        """Everything that an insider with every key can make fit again: numbers, lists, hashes, tree, heads, signatures."""
        web = self.find("ballot")
        replaced = {one["replaces"]: one["commitment"] for one in web if "replaces" in one}
        void = {one["commitment"] for one in self.find("void")}
        counted = {one["commitment"] for one in web} - set(replaced)
        self.find("close")[0].update(ballots=len(web), voters=len(counted))
        self.result["ballots"] = len(self.ballots)
        self.recount()
        text = {
            "superseded.jsonl": [
                {"commitment": one, "replaced_by": other} for one, other in replaced.items()
            ],
            "void.jsonl": [{"commitment": one, "reason": "in_person"} for one in sorted(void)],
            "ballots.jsonl": sorted(self.ballots, key=lambda one: one["commitment"]),
        }
        for name, rows in text.items():
            self.files[name] = b"".join(lines.canonical(one) + b"\n" for one in rows)
        self.files["rules.json"] = lines.canonical(self.rules) + b"\n"
        self.files["roll_totals.json"] = lines.canonical(self.roll) + b"\n"
        for name in self.result["files"]:
            self.result["files"][name]["sha256"] = sha256(self.files[name]).hexdigest()
        self.files["result.json"] = json.dumps(self.result).encode()
        self.log[0]["rules"] = sha256(self.files["rules.json"]).hexdigest()
        self.find("result")[0]["result"] = sha256(self.files["result.json"]).hexdigest()
        self.sign_log()

    def recount(self):
        """The forged result, counted as it ought to be: the projects that its steps name."""
        (envelope,) = self.result["envelopes"]
        (said,) = self.rules["envelopes"]
        running = {step["project"] for step in envelope["steps"]}
        costs = {one["number"]: one["cost"] for one in said["projects"] if one["number"] in running}
        votes = {
            number: sum(number in one["choices"][said["key"]] for one in self.ballots) for number in costs
        }
        winners, left = [], said["amount"]
        for number in sorted(costs, key=lambda one: (-votes[one], costs[one])):
            if costs[number] <= left:
                winners, left = [*winners, number], left - costs[number]
        blank = sum(set(costs).isdisjoint(one["choices"][said["key"]]) for one in self.ballots)
        envelope.update(winners=winners, cost=said["amount"] - left, ballots=len(self.ballots), blank=blank)

    def sign_log(self):
        for index, entry in enumerate(self.log):
            entry["index"] = index
        rows = [lines.canonical(one) for one in self.log]
        self.files["log.jsonl"] = b"".join(one + b"\n" for one in rows)
        leaves, previous, heads = [merkle.leaf_hash(one) for one in rows], "0" * 64, []
        sizes = sorted({min(head["size"], len(rows)) for head in self.sths[:-1]} | {len(rows)})
        for size, head in zip(sizes, self.sths, strict=False):
            signed = {
                "at": head["at"],
                "previous": previous,
                "root": merkle.root(size, merkle.tree_of(leaves)).hex(),
                "size": size,
                "vote": head["vote"],
            }
            text = lines.HEAD + lines.canonical(signed)
            previous = sha256(text).hexdigest()
            signature = base64.b64encode(SigningKey(self.log_key).sign(text).signature).decode()
            heads.append({**signed, "signature": signature})
        self.files["sths.jsonl"] = b"".join(lines.canonical(one) + b"\n" for one in heads)

    def caught_by(self):
        """Who notices: a set of "public", "witness", "receipt"."""
        package = self.folder / "package"
        shutil.rmtree(package, ignore_errors=True)
        package.mkdir()
        for name, content in self.files.items():
            (package / name).write_bytes(content)
        public, witness = run("recount.py", package), run("witness.py", "check", package, self.witness)
        assert not public.stderr, public.stderr
        assert not witness.stderr, witness.stderr
        self.said = public.stdout + witness.stdout
        found = {name for name, one in (("public", public), ("witness", witness)) if one.returncode == 1}
        assert found == {n for n, one in (("public", public), ("witness", witness)) if WRONG in one.stdout}
        published = {
            row["commitment"]: row["choices"]
            for row in map(json.loads, self.files["ballots.jsonl"].splitlines())
        }
        logged = [json.loads(one) for one in self.files["log.jsonl"].splitlines()]
        for commitment, choices, expects in self.receipts:
            is_void = any(one["kind"] == "void" and one["commitment"] == commitment for one in logged)
            if expects == "counted" and (published.get(commitment) != choices or is_void):
                found.add("receipt")
        return found


@pytest.fixture
def held(tmp_path, settings):
    """The vote below, held once and copied for every test: what it gives is files, no rows."""
    settings.BALLOT_FILE_MINIMUM = 1
    if not HELD:
        HELD.append(a_published_vote())
    package, heads, key, receipts = HELD[0]
    (tmp_path / "package.zip").write_bytes(package["package.zip"])
    files = {name: content for name, content in package.items() if name != "package.zip"}
    return Held(tmp_path, files, heads, key, [list(one) for one in receipts])


def a_published_vote():
    """16 web voters, 3 changes, 2 overridden in person, 3 paper ballots, 4 who stayed at home; heads kept by a witness."""
    people = making.voters(WEB + STAYED)
    vote = making.a_vote((600, 500, 400))
    receipts = []
    for number, person in enumerate(people[:WEB]):
        given = vote.cast(person, number % 3)
        receipts.append([given.commitment.hex(), vote.choose(number % 3), "counted"])
    sequence(vote.group, timezone.now(), everything=True)
    for number in range(CHANGED):
        receipts[number][2] = "replaced"
        given = vote.cast(people[number], 1)
        receipts.append([given.commitment.hex(), vote.choose(1), "counted"])
    slips = []
    for number in range(IN_PERSON + PAPER):
        content = sealing.canonical(vote.choose(2), "")
        nonce = sha256(f"slip {number}".encode()).digest()
        slips.append(OpenedRow(sealing.commitment(nonce, content), nonce, content, "paper"))
    for row in receipts[WEB - IN_PERSON : WEB]:
        row[2] = "void"
        append_void(vote.group, bytes.fromhex(row[0]), VoidReason.IN_PERSON)
    append_paper_batch(vote.group, "종로1가동 투표소", [one.commitment for one in slips])
    sequence(vote.group, timezone.now(), everything=True)
    vote.close()
    heads = "".join(proofs.head_lines(vote.group))
    write_opened(vote.group, sorted(slips, key=lambda one: one.commitment))
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    count = Count.objects.get()
    package = {}
    for name in count.files:
        with default_storage.open(path_of(vote.cycle, name)) as file:
            package[name] = file.read()
    return package, heads, keys.log_key(vote.group.pk), receipts


def test_the_package_as_published_fits_whoever_looks(held):
    assert held.caught_by() == set(), held.said
    assert f"{WEB - IN_PERSON + IN_PERSON + PAPER} ballots: everything fits" in held.said
    assert run("recount.py", held.folder / "package.zip").returncode == 0


def test_signing_everything_anew_without_a_change_fits_as_well(held):
    """The control: what is caught below is the tampering, not the forger's clumsiness."""
    held.sign_anew()
    assert held.caught_by() <= {"witness"}
    assert "DOES NOT FIT" not in held.said


def counted_web(held):
    """A counted web ballot whose voter keeps a receipt."""
    mine = {row[0] for row in held.receipts if row[2] == "counted"}
    return next(one for one in held.ballots if one["commitment"] in mine and one["channel"] == "web")


def other(held, ballot):
    key, now = next(iter(ballot["choices"].items()))
    numbers = [one["number"] for one in held.rules["envelopes"][0]["projects"]]
    return {key: [next(one for one in numbers if one not in now)]}


def change_a_choice(held):
    ballot = counted_web(held)
    ballot["choices"] = other(held, ballot)
    held.sign_anew()


def change_a_paper_ballot(held):
    ballot = next(one for one in held.ballots if one["channel"] == "paper")
    ballot["choices"] = other(held, ballot)
    held.sign_anew()


def change_the_result(held):
    held.result["envelopes"][0]["winners"].reverse()
    held.result["envelopes"][0]["winners"].pop()
    held.files["result.json"] = json.dumps(held.result).encode()


def change_the_result_and_its_line(held):
    change_the_result(held)
    held.find("result")[0]["result"] = sha256(held.files["result.json"]).hexdigest()
    held.sign_log()


def change_a_cost(held):
    held.rules["envelopes"][0]["projects"][0]["cost"] = 1
    held.files["rules.json"] = lines.canonical(held.rules) + b"\n"


def change_an_old_head(held):
    rows = held.files["sths.jsonl"].splitlines()
    first = json.loads(rows[0])
    first["root"] = "0" * 64
    held.files["sths.jsonl"] = b"\n".join([lines.canonical(first), *rows[1:]]) + b"\n"


def drop_a_ballot_from_the_file(held):
    held.ballots.remove(counted_web(held))
    held.sign_anew()


def add_a_ballot_after_the_close(held):
    forged = held.forge(counted_web(held)["choices"])
    held.ballots.append(forged)
    held.log.insert(-1, {"kind": "ballot", "commitment": forged["commitment"]})
    held.sign_anew()


def log_a_ballot_twice(held):
    held.log.insert(5, dict(held.find("ballot")[0]))
    held.sign_anew()


def stuff(held):
    forged = held.forge(counted_web(held)["choices"])
    held.ballots.append(forged)
    held.log.insert(3, {"kind": "ballot", "commitment": forged["commitment"]})


def stuff_a_ballot(held):
    stuff(held)
    held.sign_anew()


def void_a_ballot_as_in_person(held):
    ballot = counted_web(held)
    held.ballots.remove(ballot)
    held.log.insert(-2, {"kind": "void", "commitment": ballot["commitment"], "reason": "in_person"})
    held.sign_anew()


def drop_everywhere(held, ballot):
    """Out of file and ledger, and the voter is said not to have voted."""
    held.ballots.remove(ballot)
    held.log = [one for one in held.log if one.get("commitment") != ballot["commitment"]]
    held.roll["voted"] -= 1


def drop_a_logged_ballot_everywhere(held):
    ballot = counted_web(held)
    while any(one.get("replaces") and one["commitment"] == ballot["commitment"] for one in held.log):
        held.ballots.sort(key=lambda one: one["nonce"])
        ballot = next(
            one
            for one in held.ballots
            if one["channel"] == "web"
            and not any(e.get("replaces") and e["commitment"] == one["commitment"] for e in held.log)
        )
    drop_everywhere(held, ballot)
    held.sign_anew()


def never_merge_five_acknowledged_ballots(held):
    fresh = [
        one
        for one in held.ballots
        if one["channel"] == "web"
        and not any(e.get("replaces") and e["commitment"] == one["commitment"] for e in held.log)
    ]
    for ballot in fresh[:5]:
        drop_everywhere(held, ballot)
    held.sign_anew()


def replace_by_a_forged_change(held):
    ballot = counted_web(held)
    forged = held.forge(other(held, ballot))
    held.ballots.remove(ballot)
    held.ballots.append(forged)
    close = held.log.index(held.find("close")[0])
    held.log.insert(
        close, {"kind": "ballot", "commitment": forged["commitment"], "replaces": ballot["commitment"]}
    )
    held.sign_anew()


def false_in_person_and_a_slip(held):
    """The web ballot is voided, and a slip of the insider's own takes its place: the number of voters stays right."""
    ballot = counted_web(held)
    slip = held.forge(other(held, ballot)) | {"channel": "paper"}
    held.ballots.remove(ballot)
    held.ballots.append(slip)
    batch = held.find("paper_batch")[0]
    batch["commitments"] = sorted([*batch["commitments"], slip["commitment"]])
    batch["n"] += 1
    held.log.insert(-2, {"kind": "void", "commitment": ballot["commitment"], "reason": "in_person"})
    held.sign_anew()


def count_by_another_rule(held):
    """The rules, whose hash witnesses saw before the first ballot, ask for no least number of votes."""
    held.result["envelopes"][0]["rule"] = "greedy-threshold"
    held.result["envelopes"][0]["options"]["threshold"] = "1"
    held.sign_anew()


def break_ties_another_way(held):
    held.result["envelopes"][0]["options"]["ties"].reverse()
    held.sign_anew()


def leave_a_winner_out(held):
    """The first winner is said to have been taken off the ballot; the others are counted as if it had (``sign_anew``)."""
    (envelope,) = held.result["envelopes"]
    gone = envelope["winners"][0]
    envelope["steps"] = [one for one in envelope["steps"] if one["project"] != gone]
    return envelope["key"], gone


def count_without_a_project(held):
    leave_a_winner_out(held)
    held.sign_anew()


def count_without_a_project_by_a_rule_that_is_not_repeated_outside(held):
    """What stood on the ballot is checked all the same."""
    leave_a_winner_out(held)
    held.result["envelopes"][0]["rule"] = "equal-shares"
    held.sign_anew()


def invent_afterwards_that_a_project_was_taken_off(held):
    key, gone = leave_a_winner_out(held)
    close = held.log.index(held.find("close")[0])
    held.log.insert(close, {"kind": "taken_off", "envelope": key, "project": gone, "ground": "law"})
    held.sign_anew()


def stuff_a_ballot_and_mark_a_stay_at_home(held):
    """Through the front door while people vote: the ledger that witnesses see has it from the first (so: its own heads)."""
    stuff(held)
    held.roll["voted"] += 1
    held.sign_anew()
    (held.witness / "heads.jsonl").write_bytes(held.files["sths.jsonl"])


CAUGHT = [
    (change_a_choice, {"public"}),
    (change_a_paper_ballot, {"public"}),
    (change_the_result, {"public"}),
    (change_the_result_and_its_line, {"public"}),
    (change_a_cost, {"public"}),
    (change_an_old_head, {"public"}),
    (drop_a_ballot_from_the_file, {"public"}),
    (add_a_ballot_after_the_close, {"public"}),
    (log_a_ballot_twice, {"public"}),
    (stuff_a_ballot, {"public"}),
    (count_by_another_rule, {"public"}),
    (break_ties_another_way, {"public"}),
    (count_without_a_project, {"public"}),
    (count_without_a_project_by_a_rule_that_is_not_repeated_outside, {"public"}),
    (void_a_ballot_as_in_person, {"public", "receipt"}),
    (drop_a_logged_ballot_everywhere, {"witness", "receipt"}),
    (never_merge_five_acknowledged_ballots, {"witness", "receipt"}),
    (replace_by_a_forged_change, {"receipt"}),
    (false_in_person_and_a_slip, {"receipt"}),
]


@pytest.mark.parametrize(("tamper", "parties"), CAUGHT, ids=lambda one: getattr(one, "__name__", ""))
def test_a_tampering_is_caught_by_the_party_named(held, tamper, parties):
    tamper(held)
    assert held.caught_by() >= parties, held.said


def test_a_ballot_in_the_name_of_somebody_who_stayed_at_home_is_caught_by_nobody_here(held):
    """The honest residue: only the notice to that person and the sample audit of the roll can find it."""
    stuff_a_ballot_and_mark_a_stay_at_home(held)
    assert held.caught_by() == set(), held.said


def test_a_project_taken_off_by_a_line_that_was_invented_later_is_caught_by_whoever_kept_heads_only(held):
    invent_afterwards_that_a_project_was_taken_off(held)
    assert held.caught_by() == {"witness"}, held.said
