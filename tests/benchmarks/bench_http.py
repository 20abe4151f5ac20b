"""Requests a second of the platform's pages and ballots, beside a bare Django on the same machine in the same run.

Figures are ratios to a bare view (pages) and to a bare view with one INSERT (ballots): absolute rates belong to a
machine, ratios to the code. Each measure is taken three times in turn with its bare twin; the median counts.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from civic.stack.postgres import start_postgres
from civic.stack.process import Child, stop_all
from civic.stack.valkey import start_valkey
from tests.benchmarks.load import pack
from tests.benchmarks.servers import ROOT, WORKERS, cpu_between, cpu_ms, serve

CONNECTIONS = 8
PACE, PACED = 100, 1000  # ballots a second, and how many of them, where everybody comes at their own moment
ROUNDS = 3
PAGES = 400
BALLOTS = 300


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: ko\r\n\r\n".encode()


def post(path: str, body: str, *headers: str) -> bytes:
    data = body.encode()
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(data)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + data


def load(port: int, requests: list[bytes], connections: int = CONNECTIONS, pace: float = 0) -> dict[str, Any]:
    """Send the requests from a process of its own."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(pack(requests))
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.load",
            str(port),
            file.name,
            str(connections),
            str(pace),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def paired(
    name: str, ours: tuple[int, list[list[bytes]]], bare: tuple[int, list[bytes]], expected: set[str]
) -> dict[str, Any]:
    """Ours and the bare twin in turn; raises when an answer was not of the expected status."""
    mine, twins = [], []
    for requests in ours[1]:
        mine.append(load(ours[0], requests))
        twins.append(load(bare[0], bare[1]))
    statuses = {status for one in mine for status in one["statuses"]}
    if not statuses <= expected:
        raise RuntimeError(f"{name}: answered {statuses}, expected {expected}")
    return {
        "name": name,
        "rate": median(one["rate"] for one in mine),
        "bare_rate": median(one["rate"] for one in twins),
        "ratio": round(median(a["rate"] / b["rate"] for a, b in zip(mine, twins, strict=True)), 3),
        "p95_ms": median(one["p95"] for one in mine),
    }


def main() -> dict[str, Any]:
    """Fill a database of its own, serve, measure; gives the results."""
    with started():
        return measure()


@contextmanager
def started(options: dict[str, str] | None = None) -> Iterator[Path]:
    """PostgreSQL with fsync on (an acknowledged ballot is on the disk) and Valkey, thrown away afterwards.

    Gives the file that PostgreSQL logs to; ``options`` are further settings of the server.
    """
    with tempfile.TemporaryDirectory(prefix="civic-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may have to run as nobody; its own folder inside is private
        children: list[Child] = []
        try:
            postgres = start_postgres(folder / "postgres", durable=True, options=options)
            children.append(postgres.child)
            valkey = start_valkey(folder / "valkey", durable=False)
            children.append(valkey.child)
            os.environ["DATABASE_URL"], os.environ["REDIS_URL"] = postgres.url, valkey.url
            os.environ["CIVIC_KEY_DIR"] = str(
                folder / "keys"
            )  # the servers seal with the keys that the filling made
            yield folder / "postgres.log"
        finally:
            stop_all(children)


@contextmanager
def prepared() -> Iterator[None]:
    """As `started`, with the tables made and the districts in; Django is set up in this process."""
    with started():
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("catalogue", "--compile", verbosity=0)
        call_command("load_areas", verbosity=0)
        yield


def measure() -> dict[str, Any]:
    """Fill, serve, load."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    from tests.benchmarks.filling import fill

    filled = fill(BALLOTS * ROUNDS + PACED)
    with (
        serve("civic.wsgi:application", "/healthz") as port,
        serve("civic.wsgi:application", "/healthz", CIVIC_VISITOR_PAGE_SECONDS="5") as storing,
        serve(
            "civic.wsgi:application", "/healthz", DJANGO_SETTINGS_MODULE="tests.benchmarks.settings_inside"
        ) as inside,
        serve("tests.benchmarks.bare:application", "/answer/") as bare,
    ):
        for path in (filled.list_path, filled.detail_path):
            load(port, [get(path)] * 40)  # connections, templates and caches are warm, as on any running site
            load(storing, [get(path)] * 40)
        load(bare, [get("/answer/")] * 40)
        pages = [
            paired(
                name, (server, [[get(path)] * PAGES] * ROUNDS), (bare, [get("/answer/")] * PAGES * 4), {"200"}
            )
            for name, path, server in (
                ("proposal list, rendered for each", filled.list_path, port),
                ("proposal detail, rendered for each", filled.detail_path, port),
                ("proposal list, stored for visitors", filled.list_path, storing),
                ("proposal detail, stored for visitors", filled.detail_path, storing),
            )
        ]
        casts = [
            post(
                filled.cast_path,
                filled.ballot,
                f"Authorization: Token {token}",
                f"Idempotency-Key: {uuid4()}",
            )
            for token in filled.tokens
        ]
        rounds = [casts[n * BALLOTS : (n + 1) * BALLOTS] for n in range(ROUNDS)]
        inserts = [post("/insert/", "x" * 400)] * BALLOTS * 2
        rows = [
            post("/insert/", json.dumps({"body": "x" * 400}), f"Authorization: Token {token}")
            for token in filled.tokens[:BALLOTS]
        ]
        load(inside, rows)  # as for the ballots: the connections are there, each token was used today
        ballots = paired(
            "acknowledged ballots",
            (port, rounds),
            (bare, inserts),
            {"201", "200"},
        )
        stack = paired(
            "the same INSERT behind the platform's own door",
            (inside, [rows] * ROUNDS),
            (bare, inserts),
            {"201"},
        )
        spent = cpu_ms(port)
        paced = load(port, casts[BALLOTS * ROUNDS :], PACE // 2, PACE)
        paced["cpu_ms"] = [round(one / PACED, 2) for one in cpu_between(spent, cpu_ms(port))]
    return {
        "workers": WORKERS,
        "connections": CONNECTIONS,
        "proposals": filled.proposals,
        "measures": [*pages, ballots, stack],
        "paced": paced,
    }


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
