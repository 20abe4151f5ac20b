"""No acknowledged ballot is lost and none counts twice, though every piece is killed again and again while people vote.

Real processes, a durable PostgreSQL, ballots over HTTP. The judge is the clients' file: a line, fsynced, for every answer
that a client got. A client repeats with the same key until it is answered, as a browser's user does.

    CIVIC_PROVE_BALLOTS=100000 CIVIC_PROVE_KILLS=50 pytest -s -m prove tests/faults/test_ballots.py
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.ballot_box import token
from tests.faults.standing import PIECES, ROOT, Standing

CLIENTS, CHANGES = 8, 4


class Clients:
    """Voters at their machines: each casts ``CHANGES`` times, one after the other; the last one must count."""

    def __init__(self, standing: Standing, vote: dict, voters: int, file: Path) -> None:
        self.standing, self.vote, self.file = standing, vote, file.open("a")
        self.waiting = list(range(voters))
        self.last: dict[int, str] = {}
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.retries = 0
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._run) for _ in range(CLIENTS)]

    def start(self) -> None:
        for one in self.threads:
            one.start()

    def working(self) -> bool:
        return any(one.is_alive() for one in self.threads)

    def _run(self) -> None:
        while True:
            with self.lock:
                if not self.waiting:
                    return
                voter = self.waiting.pop()
            for number in range(CHANGES):
                self._cast(voter, number)

    def _cast(self, voter: int, number: int) -> None:
        body = json.dumps({"choices": self.vote["choices"][number % 3]}).encode()
        headers = {
            "Authorization": f"Token {token(voter)}",
            "Idempotency-Key": str(uuid4()),
            "Content-Type": "application/json",
        }
        request = urllib.request.Request(
            f"{self.standing.address}/api/v1/votes/{self.vote['slug']}/ballots/", body, headers
        )
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return self._note(voter, json.load(answer)["commitment"])
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    self.refused.append(f"{error.code} {error.read()[:300]!r}")
                    return None
            except (OSError, ValueError, HTTPException):  # cut off at any point, also within the answer
                pass
            self.retries += 1
            time.sleep(0.05)

    def _note(self, voter: int, commitment: str) -> None:
        with self.lock:
            self.file.write(f"{voter} {commitment}\n")
            self.file.flush()
            os.fsync(self.file.fileno())
            self.acknowledged.append(commitment)
            self.last[voter] = commitment


def witnessed(standing: Standing, slug: str, heads: list) -> None:
    """A witness's look between two kills."""
    try:
        with urllib.request.urlopen(f"{standing.address}/vote/{slug}/ledger/sth", timeout=5) as answer:
            heads.append(json.load(answer))
    except (OSError, ValueError, HTTPException):
        pass


def inside(standing: Standing, *arguments: str) -> dict:
    command = [sys.executable, "-m", "tests.faults.ballot_box", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=standing.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def held(
    folder: Path, ballots: int, kills: int, pieces: tuple[str, ...] = PIECES, settings: str = ""
) -> dict:
    """Hold a vote of so many ballots over so many kills; gives the accounts of both sides."""
    standing, chance, heads = Standing(folder, settings or "tests.faults.settings"), random.Random(27), []
    began = time.monotonic()
    try:
        standing.start("postgres", "broker")
        standing.manage("migrate", "--verbosity", "0")
        voters = max(1, ballots // CHANGES)
        vote = inside(standing, "prepare", str(voters))
        standing.start("web", "worker")
        standing.wait_for_the_web()
        clients = Clients(standing, vote, voters, folder / "acknowledged")
        clients.start()
        every = ballots / (kills + 1)  # a kill after each such number of ballots, at a random moment about it
        for number in range(kills):
            while clients.working() and len(clients.acknowledged) < every * (number + chance.uniform(0.6, 1)):
                time.sleep(0.01)
            piece = pieces[number % len(pieces)]
            standing.kill(piece)
            time.sleep(chance.uniform(0, 0.3))
            standing.start(piece)
            witnessed(standing, vote["slug"], heads)
        while clients.working():
            time.sleep(0.1)
        witnessed(standing, vote["slug"], heads)
        return {
            **inside(standing, "audit", vote["slug"], json.dumps(heads)),
            "acknowledged": clients.acknowledged,
            "last": clients.last,
            "refused": clients.refused,
            "retries": clients.retries,
            "kills": dict(standing.kills),
            "witnessed": len(heads),
            "seconds": time.monotonic() - began,
        }
    finally:
        standing.end()


def judged(account: dict) -> dict[str, int]:
    """What went wrong, in numbers."""
    box, logged, opened = account["box"], account["logged"], account["opened"]
    acknowledged = account["acknowledged"]
    return {
        "acknowledged and not in the box": len(set(acknowledged) - set(box)),
        "acknowledged and not in the ledger": len(set(acknowledged) - set(logged)),
        "acknowledged last and not counted": len(set(account["last"].values()) - set(opened)),
        "counted and not a voter's last": len(set(opened) - set(account["last"].values())),
        "in the box and never asked for": len(box) - len(acknowledged),
        "twice in the ledger": len(logged) - len(set(logged)),
        "counted twice": len(opened) - len(set(opened)) + account["counted"] - account["voters"],
        "troubles of the ledger": len(account["troubles"]),
        "heads that a witness kept and do not fit": len(account["witness_troubles"]),
        "refused": len(account["refused"]),
    }


def say(account: dict) -> None:
    print(
        f"\n{len(account['acknowledged'])} ballots acknowledged to {len(account['last'])} voters, "
        f"{sum(account['kills'].values())} kills {account['kills']}, {account['retries']} repetitions, "
        f"{account['heads']} heads ({account['witnessed']} witnessed), {account['seconds']:.0f} s; "
        f"load {os.getloadavg()[0]:.1f}\n{judged(account)}",
        flush=True,
    )


def run(folder: Path, ballots: int, kills: int) -> None:
    account = held(folder, ballots, kills)
    say(account)
    assert set(judged(account).values()) == {0}, (account["troubles"], account["refused"][:3])
    assert len(account["acknowledged"]) == len(account["last"]) * CHANGES


@pytest.mark.prove
def test_no_acknowledged_ballot_is_lost_over_a_kill_of_every_piece(tmp_path):
    """The short form; a minute of starting and migrating keeps it out of the everyday suite."""
    run(tmp_path, 160, len(PIECES))


@pytest.mark.prove
def test_a_hundred_thousand_ballots_over_fifty_kills(tmp_path):
    ballots, kills = (
        int(os.environ.get(f"CIVIC_PROVE_{name}", size))
        for name, size in (("BALLOTS", 100_000), ("KILLS", 50))
    )
    run(tmp_path, ballots, kills)


@pytest.mark.prove
def test_control_an_installation_that_answers_too_early_loses_acknowledged_ballots(tmp_path):
    """The same accounting finds what a commit that does not wait for the disk loses."""
    account = held(tmp_path, 2000, 6, ("postgres",), "tests.faults.forgetful")
    say(account)
    assert judged(account)["acknowledged and not in the box"] > 0
