"""The pages of workshops in a small and in a large city: p50, p95, queries, the database's share.

``python -m tests.benchmarks.bench_workshops`` fills a database of its own to 60 and to 6,000 workshops, each with a hundred
registrations and a hundred opinions; ``CIVIC_BENCH_WORKSHOPS=60,600`` for other sizes. Times are of the whole answer, in
one process, without a network and without the store of visitors' pages.
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

from tests.benchmarks.bench_http import prepared

SIZES = [int(size) for size in os.environ.get("CIVIC_BENCH_WORKSHOPS", "60,6000").split(",")]
TIMES = int(os.environ.get("CIVIC_BENCH_TIMES", "30"))
FILE = Path(__file__).resolve().parents[2] / ".local" / "bench" / "workshops.json"
SEARCHES = ("골목", "점자블록", "새솔 놀이터", "온열의자", "어르신 위험", "주민 도움")


def main() -> list[dict[str, Any]]:
    with prepared():
        return measure()


def measure() -> list[dict[str, Any]]:
    from django.db import connection

    from civic.accounts.models import User
    from civic.areas.models import Area, Department, Topic
    from tests.benchmarks import gathering, synthetic
    from workshops.domain.outcomes import recount

    people = User.objects.bulk_create(
        User(email=f"person{n}@example.org", display_name=f"시민 {n}", password="!")
        for n in range(synthetic.PEOPLE)
    )
    given = {
        "people": [one.pk for one in people],
        "topics": list(Topic.objects.values_list("pk", flat=True)),
        "areas": list(Area.objects.filter(level="borough").values_list("pk", flat=True)),
        "departments": list(Department.objects.values_list("pk", flat=True)),
    }
    results, there = [], 0
    for size in SIZES:
        began = time.monotonic()
        gathering.fill(size - there, seed=size, **given)
        there = size
        recount()  # rows that were copied in are in no entry of the ledger
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        filled = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        results.append(
            {"workshops": size, "filled_s": round(filled, 1), "peak_mb": peak, "pages": pages(people[7])}
        )
        show(results[-1])
    return results


def pages(person: Any) -> dict[str, dict[str, Any]]:
    from django.test import Client

    from civic.common.paging import keyset
    from tests import factories
    from workshops import queries
    from workshops.models import Workshop

    visitor, signed_in, host = Client(), Client(), Client()
    signed_in.force_login(person)
    staff = factories.a_staff_member("host", "host")
    factories.a_second_factor(staff)
    host.force_login(staff)
    reported = list(
        Workshop.objects.filter(state="reported").order_by("-pk").values_list("code", flat=True)[:TIMES]
    )
    past = keyset(Workshop.objects.exclude(state="planned"), order=queries.NEWEST_ORDER, size=20).next_cursor

    def get(client: Client, address: str, **query: Any) -> Callable[[], Any]:
        return lambda: client.get(address, query)

    acts: dict[str, list[Callable[[], Any]]] = {
        "list, to come": [get(visitor, "/workshops/")],
        "list, over": [get(visitor, "/workshops/", when="past")],
        "list, over, second page": [get(visitor, "/workshops/", when="past", after=past)],
        "list by borough and help": [get(visitor, "/workshops/", area="1111000000", sign_language="on")],
        "calendar feed": [get(visitor, "/workshops/calendar.ics")],
        "search of done opinions": [get(visitor, "/workshops/cases/", q=q) for q in SEARCHES],
        "done opinions, all": [get(visitor, "/workshops/cases/")],
        "take-up dashboard": [get(visitor, "/workshops/outcomes/")],
        "home": [get(visitor, "/")],
        "search of everything": [get(visitor, "/search/", q=q) for q in SEARCHES],
        "one workshop with its record": [get(visitor, f"/workshops/{code}/") for code in reported],
        "what became of what I said": [get(signed_in, "/workshops/mine/")],
        "the host's desk": [get(host, "/desk/")],
        "the host's list": [get(host, "/workshops/desk/")],
    }
    return {name: timed(doings) for name, doings in acts.items()}


def timed(acts: list[Callable[[], Any]]) -> dict[str, Any]:
    """Each in turn, so many times in all, after one round to warm up; ``db_ms`` is of the slowest act of the round."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for act in acts[:6]:
        answer = act()
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.request['PATH_INFO']}: {answer.status_code}")
    spent, asked, longest = [], 0, 0.0
    for act in acts[:6]:
        with CaptureQueriesContext(connection) as queries:
            act()
        asked = max(asked, len(queries))
        longest = max(longest, sum(float(one["time"]) for one in queries.captured_queries) * 1000)
    for _n, act in zip(range(TIMES), cycle(acts), strict=False):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return {
        "p50_ms": round(median(spent), 1),
        "p95_ms": round(quantiles(spent, n=20)[-1], 1),
        "queries": asked,
        "db_ms": round(longest, 1),
    }


def show(one: dict[str, Any]) -> None:
    print(f"{one['workshops']:,} workshops, filled in {one['filled_s']} s, peak {one['peak_mb']} MB")
    for name, figures in one["pages"].items():
        times = f"p50 {figures['p50_ms']:8.1f}   p95 {figures['p95_ms']:8.1f}   database {figures['db_ms']:7.1f} ms"
        print(f"  {name:<32} {times}   {figures['queries']} queries", flush=True)


if __name__ == "__main__":
    measured = main()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(measured, indent=2), encoding="utf-8")
