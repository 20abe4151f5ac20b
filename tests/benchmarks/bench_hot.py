"""Sixteen processes support one proposal as fast as they can: nothing is lost, and how long each waits for the others.

Two figures. The time in lock waits is PostgreSQL's own: it logs every wait of more than a millisecond with its length
(``log_lock_waits``), whatever was waited for. The time of the statements that hold it contains, beside that, the
wait for one of the machine's cores: sixteen processes and their sixteen servers share them.

``python -m tests.benchmarks.bench_hot``; ``CIVIC_BENCH_TAPS=50`` for how many each process gives. Afterwards the same
taps go over HTTP to the platform, in turn with a bare Django view that does a single INSERT; the figure is the ratio.
"""

import json
import logging
import os
import re
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.bench_http import paired, post, started
from tests.benchmarks.servers import ROOT, serve

PROCESSES = 16
TAPS = int(os.environ.get("CIVIC_BENCH_TAPS", "25"))
ROUNDS = 3
PAUSE = 0.1  # seconds between two changes of the state
HOLDS = re.compile("pg_advisory_xact_lock_shared|FOR NO KEY UPDATE|^WITH taken")
WAITED = re.compile(r"acquired (\w+) on (tuple|transaction|extension|\w+).* after ([\d.]+) ms")
LOGGING = {"log_lock_waits": "on", "deadlock_timeout": "1ms"}
FILE = ROOT / ".local" / "bench" / "hot.json"


def main() -> dict[str, Any]:
    with started(LOGGING) as log:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        import django

        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        call_command("catalogue", "--compile", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare_rows (id bigserial PRIMARY KEY, body text NOT NULL)")
        crowd(2, 5)  # everything is warm
        before = log.stat().st_size
        found = crowd(PROCESSES, TAPS)
        del found["taken_alone_ms"]
        found |= lock_waits(log, before, of=found["given"])
        alone = crowd(PROCESSES, TAPS, interrupted=True)["taken_alone_ms"]
        found |= {
            "taken_alone": len(alone),
            "taken_alone_p50_ms": median(alone),
            "taken_alone_most_ms": max(alone),
        }
        print(json.dumps(found, indent=2), flush=True)
        return {"crowd": found, "over_http": over_http(PROCESSES * TAPS)}


def lock_waits(log: Path, after: int, *, of: int) -> dict[str, Any]:
    """What PostgreSQL has logged since: how often one waited for a lock longer than a millisecond, and how long.

    The quantiles are over all supports; who did not wait waited 0. What a lock was on is counted by its sort.
    """
    with log.open(encoding="utf-8", errors="replace") as lines:
        lines.seek(after)
        found = [match for match in map(WAITED.search, lines) if match]
    waits = [float(match[3]) for match in found]
    whole = sorted([0.0] * (of - len(waits)) + waits)
    kinds = Counter(f"{match[1]} on {match[2]}" for match in found)
    return {
        "lock_waits": len(waits),
        "lock_wait_p99_ms": round(quantiles(whole, n=100)[98], 2),
        "lock_wait_most_ms": round(max(waits, default=0.0), 2),
        "lock_wait_of": dict(kinds),
    }


def hot_proposal(people: int, text: int = 1_500) -> tuple[int, list[int]]:
    """A proposal with a text of usual length, and so many people who are ready to support it."""
    from civic.accounts.models import User
    from tests import factories

    city = "골목 안내등 점자블록 쉼의자 그늘막 정류장 놀이터 하천 산책로 도서관 주차장 육교 경로당 학교 공원 언덕길 "
    proposal = factories.a_proposal(
        call=factories.a_call(count_=10**6), threshold=10**6, body=(city * (text // len(city) + 1))[:text]
    )
    mark = proposal.pk
    made = User.objects.bulk_create(
        User(email=f"hot{mark}-{n}@example.org", display_name=f"시민 {n}", password="!")
        for n in range(people)
    )
    return proposal.pk, [one.pk for one in made]


def crowd(processes: int, taps: int, *, interrupted: bool = False) -> dict[str, Any]:
    """So many processes, each with its own people, let loose together. Gives waits for the row, and what was counted.

    ``interrupted``: meanwhile we hold it alone again and again, as every change of the state does.
    """
    from django.db import connection

    from civic.common.clock import now
    from proposals.domain import counting
    from proposals.models import Proposal, Support, Uncounted

    pk, people = hot_proposal(processes * taps)
    connection.close()  # nobody inherits it
    forking = get_context("fork")
    ready, told = forking.Barrier(processes + 1), forking.SimpleQueue()
    workers = [
        forking.Process(target=tap, args=(pk, people[n::processes], ready, told)) for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    ready.wait(timeout=120)
    alone = taking_alone(pk, workers) if interrupted else []
    found = [told.get() for _worker in workers]
    for worker in workers:
        worker.join()
    failed = [one["error"] for one in found if "error" in one]
    if failed:
        raise RuntimeError(f"{len(failed)} processes failed, the first with {failed[0]}")
    waits, wholes = ([ms for one in found for ms in one[name]] for name in ("waits_ms", "wholes_ms"))
    uncounted = Uncounted.objects.filter(proposal=pk).count()
    counting.fold(pk, at=now())  # what the task of a worker does a second later
    seconds = max(one["ended"] for one in found) - min(one["began"] for one in found)
    return {
        "processes": processes,
        "given": len(wholes),
        "left_to_the_task": uncounted,
        "taken_alone_ms": alone,
        "counted": Proposal.objects.values_list("support_count", flat=True).get(pk=pk),
        "rows": Support.objects.filter(proposal=pk).count(),
        "statements_p50_ms": round(quantiles(waits, n=100)[49], 2),
        "statements_p99_ms": round(quantiles(waits, n=100)[98], 2),
        "whole_p50_ms": round(quantiles(wholes, n=100)[49], 2),
        "whole_p99_ms": round(quantiles(wholes, n=100)[98], 2),
        "per_second": round(len(wholes) / seconds, 1),
    }


def taking_alone(pk: int, crowd: list[Any]) -> list[float]:
    """How long it took to hold it alone, each time, in ms, for as long as the crowd is at it."""
    from django.db import transaction

    from proposals.domain import holding

    found = []
    while all(one.is_alive() for one in crowd):
        began = time.perf_counter()
        with transaction.atomic():
            holding.alone(pk)
            found.append(round((time.perf_counter() - began) * 1000, 2))
        time.sleep(PAUSE)
    return found


def tap(pk: int, people: list[int], ready: Any, told: Any) -> None:
    """One process of the crowd: connects, waits for the others, supports; tells what it took.

    A wait is the time of all statements of one support that hold the proposal or its row: more than what the locks cost.
    """
    from django.db import connection

    from civic.accounts.models import User
    from civic.common.clock import now
    from proposals.domain import supporting
    from proposals.models import Proposal

    waits: list[float] = []
    wholes: list[float] = []

    def watched(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if HOLDS.search(str(sql).strip()):
                waits[-1] += (time.perf_counter() - began) * 1000

    try:
        users = {one.pk: one for one in User.objects.filter(pk__in=people)}
        ready.wait(timeout=120)
        began = time.time()
        with connection.execute_wrapper(watched):
            for user in people:
                row = Proposal.objects.select_related("thread").get(pk=pk)
                waits.append(0.0)
                started_at = time.perf_counter()
                supporting.support(users[user], row, at=now())
                wholes.append((time.perf_counter() - started_at) * 1000)
        told.put({"waits_ms": waits, "wholes_ms": wholes, "began": began, "ended": time.time()})
    except Exception as error:  # noqa: BLE001  judged by whoever let the crowd loose
        told.put({"error": repr(error)})
    finally:
        connection.close()


def over_http(people: int) -> dict[str, Any]:
    """Supports a second over HTTP beside the bare INSERT, both with the same load."""
    from datetime import timedelta
    from hashlib import sha256

    from civic.accounts.models import ApiToken
    from civic.common.clock import now
    from proposals.models import Proposal

    requests = []
    for _round in range(ROUNDS):
        pk, users = hot_proposal(people)
        number = Proposal.objects.values_list("number", flat=True).get(pk=pk)
        tokens = [sha256(f"token {user}".encode()).hexdigest() for user in users]
        ApiToken.objects.bulk_create(
            ApiToken(
                user_id=user, name="bench", token_hash=sha256(token.encode()).digest(),
                expires_at=now() + timedelta(days=1), scopes=["take_part"],
            )
            for user, token in zip(users, tokens, strict=True)
        )  # fmt: skip
        path = f"/api/v1/proposals/{number}/support/"
        requests.append([
            post(path, "{}", f"Authorization: Token {token}") for token in tokens
        ])  # fmt: skip
    with (
        serve("civic.wsgi:application", "/healthz") as port,
        serve("tests.benchmarks.bare:application", "/answer/") as bare,
    ):
        inserts = [post("/insert/", "x" * 100)] * people
        return paired("supports of one proposal", (port, requests), (bare, inserts), {"200", "201"})


if __name__ == "__main__":
    results = main()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(results, indent=2), encoding="utf-8")
    print(json.dumps(results, indent=2))
