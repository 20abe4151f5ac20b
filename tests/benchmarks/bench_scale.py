"""Lists, search, similar proposals and one proposal in a large city: p50, p95, queries, and the plans behind them.

``python -m tests.benchmarks.bench_scale`` fills a database of its own to 2,000 and to 20,000 invented proposals (with ten
supports and five comments each); ``CIVIC_BENCH_PROPOSALS=2000,200000`` for other sizes. Times are of the whole answer,
in one process, without a network; a search must read the index, or the program says so and fails.
"""

import json
import os
import resource
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.bench_http import started

SIZES = [int(size) for size in os.environ.get("CIVIC_BENCH_PROPOSALS", "2000,20000").split(",")]
TIMES = int(os.environ.get("CIVIC_BENCH_TIMES", "40"))
FILE = Path(__file__).resolve().parents[2] / ".local" / "bench" / "scale.json"
SEARCHES = ("골목", "주차장", "점자블록", "새솔 놀이터", "온열의자", "17길")
TITLES = (
    "시장 골목에 안내등을 설치해 주세요",
    "새솔 놀이터 그늘막 설치를 요청합니다",
    "매봉 지하차도 반사경 점검",
    "하천 산책로에 쉼의자를 놓아 주세요",
    "서래 87길 횡단보도 신호등 신설",
    "경로당 승강기 교체",
)


def main() -> list[dict[str, Any]]:
    with started():
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("catalogue", "--compile", verbosity=0)
        call_command("load_areas", verbosity=0)
        return measure()


def measure() -> list[dict[str, Any]]:
    from django.db import connection

    from civic.accounts.models import User
    from civic.areas.models import Area, Topic
    from proposals.domain.weighing import count_shares
    from tests import factories
    from tests.benchmarks import synthetic

    people = User.objects.bulk_create(
        User(email=f"person{n}@example.org", display_name=f"시민 {n}", password="!")
        for n in range(synthetic.PEOPLE)
    )
    given = {
        "call": factories.a_call().pk,
        "people": [one.pk for one in people],
        "topics": list(Topic.objects.values_list("pk", flat=True)),
        "areas": list(Area.objects.filter(level="borough").values_list("pk", flat=True)),
    }
    results, there = [], 0
    for size in SIZES:
        began = time.monotonic()
        synthetic.fill(size - there, seed=size, **given)
        there = size
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        filled = time.monotonic() - began
        common = count_shares()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        one = {"proposals": size, "filled_s": round(filled, 1), "common_pairs": common, "peak_mb": peak}
        results.append(one | {"pages": pages(), "plans": plans()})
        show(results[-1])
    return results


def pages() -> dict[str, dict[str, Any]]:
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client

    from civic.common.clock import now
    from proposals import listing, queries
    from proposals.models import Proposal

    client, visitor = Client(), AnonymousUser()
    numbers = list(
        Proposal.objects.filter(state="open").order_by("-pk").values_list("number", flat=True)[:TIMES]
    )
    after = listing.page(listing.Wish(), visitor, now()).next_cursor

    def get(address: str, **query: Any) -> Callable[[], Any]:
        return lambda: client.get(address, query)

    acts: dict[str, list[Callable[[], Any]]] = {
        "list, newest": [get("/proposals/")],
        "list, second page": [get("/proposals/", after=after)],
        "list, most supported": [get("/proposals/", order="supported")],
        "search": [get("/proposals/", q=q) for q in SEARCHES],
        "similar, as asked while typing": [get("/proposals/new/hints/", title=title) for title in TITLES],
        "similar, the question alone": [
            lambda title=title: queries.similar_to(title, visitor) for title in TITLES
        ],  # type: ignore[misc]
        "one proposal": [get(f"/proposals/{number}/") for number in numbers],
    }
    return {name: timed(doings) for name, doings in acts.items()}


def timed(acts: list[Callable[[], Any]]) -> dict[str, Any]:
    """Each in turn, so many times in all, after one round to warm up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for act in acts[:6]:
        act()
    with CaptureQueriesContext(connection) as asked:
        acts[0]()
    spent = []
    for _n, act in zip(range(TIMES), cycle(acts), strict=False):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return {
        "p50_ms": round(median(spent), 1),
        "p95_ms": round(quantiles(spent, n=20)[-1], 1),
        "queries": len(asked),
    }


def plans() -> dict[str, str]:
    """Which indexes the searches read; raises when one reads the whole table instead."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from proposals import gist, listing, queries

    visitor = AnonymousUser()
    searched = listing.matching(queries.in_list(visitor), "온열의자").order_by("-submitted_at", "-id")[:21]
    sql, values = searched.query.sql_with_params()
    asked = queries.question(gist.keys(TITLES[2]))
    found = {}
    for name, statement, parameters in (("search", sql, values), ("similar", queries.SIMILAR, asked)):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}", parameters)
            lines = [line for (line,) in cursor.fetchall()]
        if any("Seq Scan on proposals_proposal" in line for line in lines):
            raise RuntimeError("\n".join([f"{name} reads the whole table:", *lines]))
        found[name] = ", ".join(
            sorted({line.split(" on ")[1].split()[0] for line in lines if "Index Scan on" in line})
        )
    return found


def show(one: dict[str, Any]) -> None:
    print(
        f"{one['proposals']:,} proposals, filled in {one['filled_s']} s, {one['common_pairs']} common pairs"
    )
    print(f"  the filling program's peak: {one['peak_mb']} MB")
    for name, figures in one["pages"].items():
        times = f"p50 {figures['p50_ms']:8.1f} ms   p95 {figures['p95_ms']:8.1f} ms"
        print(f"  {name:<32} {times}   {figures['queries']} queries")
    for name, indexes in one["plans"].items():
        print(f"  {name} reads {indexes}", flush=True)


if __name__ == "__main__":
    measured = main()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(measured, indent=2), encoding="utf-8")
