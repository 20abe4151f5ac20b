"""The witness's program, run as a stranger runs it, against a city that is honest, careless or lying."""

import base64
import json
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from nacl.signing import SigningKey

from budgeting.voting.ledger import lines, merkle
from budgeting.voting.programs import named

VOTE = UUID(int=7)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)


class City:
    """A ledger behind the addresses that programs ask; a test changes its entries between two looks."""

    def __init__(self) -> None:
        self.key = SigningKey.generate()
        self.entries = [self.ballot(number) for number in range(3)]
        self.broken: bytes | None = None
        city = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = city.answer(self.path)
                self.send_response(200 if found is not None else 404)
                self.end_headers()
                self.wfile.write(found or b"")

            def log_message(self, *_words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/vote/x/ledger/"

    def ballot(self, number: int) -> dict:
        return {"commitment": f"{number:064x}"}

    def line(self, index: int) -> bytes:
        return lines.line(index, "ballot", self.entries[index])

    @property
    def tree(self):
        return merkle.tree_of([merkle.leaf_hash(self.line(at)) for at in range(len(self.entries))])

    def head(self) -> dict:
        size = len(self.entries)
        root = merkle.root(size, self.tree)
        text = lines.head_text(VOTE, size, root, bytes(32), AT)
        signature = base64.b64encode(self.key.sign(text).signature).decode()
        head = {"at": lines.moment(AT), "previous": bytes(32).hex(), "root": root.hex(), "size": size}
        return {**head, "vote": str(VOTE), "signature": signature}

    def promise(self, number: int, due: datetime) -> str:
        commitment = f"{number:064x}"
        text = lines.receipt_text(VOTE, bytes.fromhex(commitment), due)
        signature = base64.b64encode(self.key.sign(text).signature).decode()
        return json.dumps(
            {"commitment": commitment, "due": lines.moment(due), "signature": signature, "vote": str(VOTE)}
        )

    def answer(self, path: str) -> bytes | None:
        asked = urlsplit(path)
        query, size = {name: one[0] for name, one in parse_qs(asked.query).items()}, len(self.entries)
        match asked.path.rsplit("/", 1)[1]:
            case "pub.pem":
                return lines.pem(bytes(self.key.verify_key)).encode()
            case "sth":
                return json.dumps(self.head()).encode() if self.broken is None else self.broken
            case "consistency":
                path_ = merkle.consistency_proof(int(query["from"]), int(query["to"]), self.tree)
                return json.dumps({"path": [one.hex() for one in path_]}).encode()
            case "proof":
                found = [at for at, one in enumerate(self.entries) if one["commitment"] == query["commit"]]
                if not found:
                    return None
                proof = merkle.inclusion_proof(found[0], size, self.tree)
                line = self.line(found[0]).decode()
                return json.dumps(
                    {"index": found[0], "line": line, "path": [one.hex() for one in proof]}
                ).encode()
        return None


@pytest.fixture
def city():
    made = City()
    yield made
    made.server.shutdown()
    made.server.server_close()


def ask(city, folder, *command, given=""):
    arguments = [sys.executable, "-I", str(named("witness.py").path), command[0], city.address, str(folder)]
    return subprocess.run(
        [*arguments, *command[1:]], input=given, capture_output=True, text=True, timeout=60, check=False
    )


def look(city, folder):
    found = ask(city, folder, "watch", "--once")
    assert found.stderr == "", found.stderr
    return found


def kept(folder, name="heads.jsonl"):
    path = folder / name
    return [json.loads(one)["size"] for one in path.read_text().splitlines()] if path.exists() else []


def test_a_ledger_that_only_grows_is_kept_head_by_head(city, tmp_path):
    assert look(city, tmp_path).returncode == 0
    city.entries += [city.ballot(number) for number in range(10, 15)]
    assert look(city, tmp_path).returncode == 0
    assert look(city, tmp_path).returncode == 0
    assert kept(tmp_path) == [3, 8]
    assert kept(tmp_path, "conflicts.jsonl") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda city: city.entries.pop(), "SHRANK FROM 3 TO 2"),
        (lambda city: city.entries.__setitem__(1, city.ballot(9)), "HAS ANOTHER FINGERPRINT"),
        (
            lambda city: city.entries.__setitem__(slice(0, 1), [city.ballot(8), city.ballot(9)]),
            "WHAT STOOD IN THE FIRST 3 ENTRIES WAS CHANGED",
        ),
    ],
)
def test_a_head_that_contradicts_those_before_is_shouted_and_kept_as_evidence(city, tmp_path, change, said):
    look(city, tmp_path)
    change(city)
    found = look(city, tmp_path)
    assert (found.returncode, said in found.stdout) == (1, True), found.stdout
    assert kept(tmp_path) == [3], "not among those that fit"
    (evidence,) = (tmp_path / "conflicts.jsonl").read_text().splitlines()
    assert json.loads(evidence) == city.head(), "with its signature"


def test_another_key_than_at_the_first_contact_is_no_key(city, tmp_path):
    look(city, tmp_path)
    city.key = SigningKey.generate()
    found = look(city, tmp_path)
    assert found.returncode == 1
    assert "ANOTHER KEY THAN AT THE FIRST CONTACT" in found.stdout
    assert "NOT SIGNED WITH THE KEY THAT I KEPT" in found.stdout


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"{}", b'{"signature": 7}', b"\xff\xfe"])
def test_nonsense_is_said_and_stops_no_witness(city, tmp_path, answer):
    look(city, tmp_path)
    city.broken = answer
    found = look(city, tmp_path)
    assert found.returncode == 1
    assert "AN ANSWER THAT I CANNOT READ" in found.stdout


def test_a_city_that_does_not_answer_stops_no_witness(city, tmp_path):
    look(city, tmp_path)
    city.server.shutdown()
    city.server.server_close()
    found = look(city, tmp_path)
    assert (found.returncode, "NO ANSWER" in found.stdout) == (1, True), found.stdout


def test_a_receipt_is_kept_broken_or_nobodys(city, tmp_path):
    late, soon = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(hours=1)

    def shown(text):
        return ask(city, tmp_path, "receipt", given=text)

    held = shown(city.promise(1, late))
    assert (held.returncode, "The ballot is entry 2 of the ledger." in held.stdout) == (0, True), held.stdout
    broken = shown(city.promise(99, late))
    assert (broken.returncode, "THE PROMISE IS BROKEN" in broken.stdout) == (1, True), broken.stdout
    assert shown(city.promise(99, soon)).returncode == 0
    forged = json.loads(city.promise(1, late)) | {"commitment": f"{2:064x}"}
    assert "NO EVIDENCE" in shown(json.dumps(forged)).stdout
