"""Lists, search, similar proposals, maps and one proposal in small and large cities: p50, p95, queries, and the plans.

``python -m tests.benchmarks.bench_scale`` fills databases of 2,000 and of 20,000 invented proposals (with ten supports and
five comments each); ``CIVIC_BENCH_PROPOSALS=2000,20000,200000`` for other sizes. The sizes are asked in turn, one after
the other within each round, so that whatever else the machine does falls on all of them. Times are of the whole answer, in
one process, without a network: by the clock, and of it what the database took; CPU is this process and its PostgreSQL
backend together. The program fails where an order, a search or the map reads the whole table.
"""

import json
import logging
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.bench_http import started

SIZES = [int(size) for size in os.environ.get("CIVIC_BENCH_PROPOSALS", "2000,20000").split(",")]
TIMES = int(os.environ.get("CIVIC_BENCH_TIMES", "40"))
MOST = 1.3  # p95 in the largest city, as a multiple of p95 in the smallest
FILE = Path(__file__).resolve().parents[2] / ".local" / "bench" / "scale.json"
TICK = os.sysconf("SC_CLK_TCK")
SEARCHES = {
    "2 syllables": ("골목", "벽화", "점검", "서래"),
    "3 syllables": ("주차장", "경로당", "반사경", "책나눔"),
    "phrase": ("새솔 놀이터 그늘막", "매봉 지하차도 반사경", "시장 안내등 설치", "온열의자 17길"),
    "nonsense": ("꿻뷁", "쀍똛뗇", "뢣 줿", "zqxjk"),
}
TITLES = (
    "시장 골목에 안내등을 설치해 주세요",
    "새솔 놀이터 그늘막 설치를 요청합니다",
    "매봉 지하차도 반사경 점검",
    "하천 산책로에 쉼의자를 놓아 주세요",
    "서래 87길 횡단보도 신호등 신설",
    "경로당 승강기 교체",
)
Act = Callable[[], Any]


@dataclass
class City:
    """One size: its database, and what was measured there."""

    size: int
    wrapper: Any
    facts: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def here(self) -> Iterator[None]:
        """All queries go to this city's database until the block ends."""
        from django.db import connections

        before = connections["default"]
        connections["default"] = self.wrapper
        try:
            yield
        finally:
            connections["default"] = before


def main() -> list[City]:
    with started():
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        import django

        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("catalogue", "--compile", verbosity=0)
        call_command("load_areas", verbosity=0)
        cities = [found(size) for size in SIZES]
        for city in cities:
            with city.here():
                fill(city)
            print(f"{city.size:,}: {city.facts}", flush=True)
        measure(cities)
        return cities


def found(size: int) -> City:
    """A database of its own for one size, made after the migrated and empty one."""
    from django.db import connection, connections

    name = f"city_{size}"
    empty = connection.settings_dict["NAME"]
    connection.close()
    maker = connections.create_connection("default")
    maker.settings_dict = maker.settings_dict | {"NAME": "postgres"}
    with maker.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
    maker.close()
    own = connections.create_connection("default")
    own.settings_dict = own.settings_dict | {"NAME": name}
    return City(size, own)


def fill(city: City) -> None:
    from django.db import connection

    from civic.accounts.models import User
    from civic.areas.models import Area, Department, Topic
    from civic.common.clock import now
    from proposals.domain.tallying import tally
    from proposals.domain.weighing import count_shares, mend_pairs
    from tests import factories
    from tests.benchmarks import synthetic

    began = time.monotonic()
    people = User.objects.bulk_create(
        User(email=f"person{n}@example.org", display_name=f"시민 {n}", password="!")
        for n in range(synthetic.PEOPLE)
    )
    with connection.cursor() as cursor:  # made anew below, in one go
        cursor.execute("DROP INDEX proposal_bigrams")
        cursor.execute("ALTER TABLE proposals_proposal DISABLE TRIGGER USER")
    synthetic.fill(
        city.size,
        seed=city.size,
        calls=[factories.a_call().pk for _ in range(5)],
        people=[one.pk for one in people],
        topics=list(Topic.objects.values_list("pk", flat=True)),
        areas=list(Area.objects.filter(level="borough").values_list("pk", flat=True)),
        departments=list(Department.objects.filter(area="1100000000").values_list("pk", flat=True)),
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX proposal_bigrams ON proposals_proposal USING gin (bigrams)")
        cursor.execute("ALTER TABLE proposals_proposal ENABLE TRIGGER USER")
    pairs = mend_pairs()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    common = count_shares()
    began_counting = time.monotonic()
    tallied = tally(now())
    tallied_ms = round((time.monotonic() - began_counting) * 1000)
    rows = {}
    with connection.cursor() as cursor:
        for table in ("proposals_support", "comments_comment"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            rows[table.split("_")[1] + "s"] = cursor.fetchone()[0]
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        megabytes = cursor.fetchone()[0]
    city.facts = rows | {
        "common_pairs": common,
        "pairs_of_titles": pairs,
        "numbers_of_the_maps": tallied,
        "counted_for_the_maps_ms": tallied_ms,
        "database_mb": megabytes,
        "filled_s": round(time.monotonic() - began),
        "peak_of_the_program_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def narrowest() -> tuple[str, str]:
    """Area and topic with the fewest proposals whose page is full all the same: asked of the smallest city.

    A page that is not full there would be compared with a full one: more cards are drawn, whatever the question costs.
    """
    from proposals import listing
    from proposals.models import Proposal

    where = ("area", "area__parent", "topic__slug", "topic__parent__slug")
    counts: Counter[tuple[str, str]] = Counter()
    for area, city, topic, above in Proposal.objects.published().values_list(*where):
        counts.update((a, t) for a in (area, city) if a for t in (topic, above) if t)
    found: tuple[str, str] = min((number, pair) for pair, number in counts.items() if number > listing.PAGE)[
        1
    ]
    return found


def get(address: str, **query: Any) -> Act:
    """Somebody looks at a page."""
    from django.test import Client

    client = Client()

    def act() -> None:
        answer = client.get(address, query)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} {query}: {answer.status_code}")

    return act


def get_full(address: str, **query: Any) -> Act:
    """A list whose page is full; anything else would be another measure."""
    from django.test import Client

    from proposals import listing

    shown = Client().get(address, query).content.decode().count('class="item__title"')
    if shown < listing.PAGE:
        raise RuntimeError(f"{address} {query}: {shown} cards, not a full page")
    return get(address, **query)


def maps() -> dict[str, list[Act]]:
    """The map: with one filter, with two of which nothing is kept, with two that the worker has counted, with words."""
    from django.core.cache import cache

    from civic.common.clock import now
    from proposals import mapped
    from proposals.listing import Wish

    together = {"topic": "safety", "department": "seoul-safety"}
    counted = mapped.count(Wish(**together), now())

    def after(prepare: Callable[[], Any], **query: str) -> Act:
        look = get("/proposals/map/", **query)
        return lambda: (prepare(), look())

    return {
        "map": [get("/proposals/map/")],
        "map, one topic, first time": [after(cache.clear, topic="safety")],
        "map, one topic, again": [get("/proposals/map/", topic="safety")],
        "map, one state and department": [get("/proposals/map/", state="review", department="seoul-safety")],
        "map, topic and department, first time": [after(cache.clear, **together)],
        "map, topic and department, counted": [
            after(lambda: cache.set(mapped._key(Wish(**together)), counted), **together)
        ],
        "map, a word of 3 syllables": [get("/proposals/map/", q=q) for q in SEARCHES["3 syllables"]],
        "areas": [get("/areas/")],
    }


def acts_of(city: City, pair: tuple[str, str]) -> dict[str, list[Act]]:
    """What is asked of one city; ``pair`` is an area and a topic."""
    from django.contrib.auth.models import AnonymousUser

    from civic.common.clock import now
    from proposals import listing, queries
    from proposals.models import Call, Proposal

    visitor = AnonymousUser()

    def deep(order: str) -> str | None:
        """The cursor of the tenth page."""
        cursor = None
        for _page in range(10):
            cursor = (
                listing.page(listing.Wish(order=order, after=cursor), visitor, now()).next_cursor or cursor
            )
        return cursor

    numbers = Proposal.objects.order_by("-pk").values_list("number", flat=True)[:TIMES]
    acts: dict[str, list[Act]] = {}
    for order in listing.ORDERS:
        acts[f"list, {order}"] = [get("/proposals/", order=order)]
    acts["list, newest, 10th page"] = [get("/proposals/", after=deep("newest"))]
    acts["list, most discussed, 10th page"] = [get("/proposals/", order="discussed", after=deep("discussed"))]
    call = Call.objects.order_by("pk").values_list("process__slug", flat=True)[0]
    for name, values in {
        "call": call,
        "department": "seoul-safety",
        "topic": "safety",
        "area": "1129000000",
        "state": "review",
    }.items():
        acts[f"list, one {name}"] = [get("/proposals/", **{name: values})]
    acts["list, a department with none"] = [get("/proposals/", department="busan-marine")]
    area, topic = pair
    acts["list, one area and topic, most supported"] = [
        get_full("/proposals/", area=area, topic=topic, order="supported")
    ]
    for name, words in SEARCHES.items():
        acts[f"search, {name}"] = [get("/proposals/", q=q) for q in words]
    acts["similar, as asked while typing"] = [get("/proposals/new/hints/", title=title) for title in TITLES]
    acts["similar, the question alone"] = [
        lambda title=title: queries.similar_to(title, visitor) for title in TITLES
    ]  # type: ignore[misc]
    acts |= maps()
    acts["one proposal"] = [get(f"/proposals/{number}/") for number in numbers]
    return acts


class Clock:
    """Adds up what queries took, by the clock."""

    def __init__(self) -> None:
        self.spent, self.queries = 0.0, 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.spent += time.perf_counter() - began
            self.queries += 1


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / TICK


class Course:
    """Acts in one city, one after the other, and what they took; the first ones warm up and are not counted."""

    def __init__(self, city: City, acts: list[Act]) -> None:
        from django.db import connection

        self.city, self.acts = city, cycle(acts)
        self.walls: list[float] = []
        self.databases: list[float] = []
        self.counts: set[int] = set()
        with city.here():
            for act in acts[:5] * 3 if len(acts) < 5 else acts[:5]:
                act()
            self.backend = connection.connection.info.backend_pid
        self.cpu = 0.0
        self.backend_before = cpu_of(self.backend)

    def step(self) -> None:
        from django.db import connection

        act, clock = next(self.acts), Clock()
        with self.city.here(), connection.execute_wrapper(clock):
            busy, began = time.process_time(), time.perf_counter()
            act()
            self.walls.append((time.perf_counter() - began) * 1000)
            self.cpu += time.process_time() - busy
        self.databases.append(clock.spent * 1000)
        self.counts.add(clock.queries)

    def result(self) -> dict[str, Any]:
        cpu = self.cpu + cpu_of(self.backend) - self.backend_before
        return {
            "p50_ms": round(median(self.walls), 1),
            "p95_ms": round(quantiles(self.walls, n=20)[-1], 1),
            "database_p50_ms": round(median(self.databases), 1),
            "database_p95_ms": round(quantiles(self.databases, n=20)[-1], 1),
            "cpu_ms": round(cpu * 1000 / len(self.walls), 1),
            "queries": max(self.counts),
        }


def measure(cities: list[City]) -> None:
    """Every act in every city, in turn."""
    asked: list[dict[str, list[Act]]] = []
    with cities[0].here():
        pair = narrowest()
    for city in cities:
        with city.here():
            asked.append(acts_of(city, pair))
            city.plans = plans(pair)
    for name in asked[0]:
        courses = [Course(city, acts[name]) for city, acts in zip(cities, asked, strict=True)]
        for _round in range(TIMES):
            for one in courses:
                one.step()
        for city, one in zip(cities, courses, strict=True):
            city.pages[name] = one.result()
        show(name, cities)
    for name, indexes in cities[-1].plans.items():
        print(f"{name} reads {indexes}", flush=True)


def plans(pair: tuple[str, str]) -> dict[str, str]:
    """Which indexes orders and searches read; the whole table is said loudly."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from civic.common.clock import now
    from proposals import gist, listing, mapped, queries

    visitor, asked = AnonymousUser(), {}
    for order in listing.ORDERS:
        asked[f"list, {order}"] = listing.Wish(order=order, seed=7)
    asked["list, one area and topic, most supported"] = listing.Wish(
        order="supported", area=pair[0], topic=pair[1]
    )
    for name, words in SEARCHES.items():
        for word in words:
            asked[f"search, {name}, {word}"] = listing.Wish(q=word)
    statements = {}
    for name, wish in asked.items():
        with connection.execute_wrapper(kept := Kept()):
            listing.page(wish, visitor, now())
        statements[name] = next(one for one in kept.asked if 'FROM "proposals_proposal"' in str(one[0]))
    with connection.execute_wrapper(kept := Kept()):
        mapped.by_district(listing.Wish(topic="safety"), now())
    statements["map, one topic"] = kept.asked[-1]
    statements["similar"] = (queries.SIMILAR, queries.question(gist.keys(TITLES[2])))
    found = {}
    for name, (statement, parameters) in statements.items():
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}", parameters)
            lines = [line for (line,) in cursor.fetchall()]
        indexes = {line.split(" on ")[1].split()[0] for line in lines if "Bitmap Index Scan on" in line}
        indexes |= {line.split(" using ")[1].split()[0] for line in lines if " using " in line}
        if any("Seq Scan on proposals_proposal" in line for line in lines):
            indexes.add("THE WHOLE TABLE")
        found[name] = ", ".join(sorted(indexes))
    return found


class Kept:
    """Remembers what the database was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Any]] = []

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.asked.append((sql, params))
        return execute(sql, params, many, context)


def show(name: str, cities: list[City]) -> None:
    """One act: a line for each size, and the largest beside the smallest."""
    for city in cities:
        one = city.pages[name]
        print(
            f"{name:<40} {city.size:>9,}  p50 {one['p50_ms']:7.1f}  p95 {one['p95_ms']:7.1f}  database p50 "
            f"{one['database_p50_ms']:7.1f}  p95 {one['database_p95_ms']:7.1f}  CPU {one['cpu_ms']:6.1f} {one['queries']} asked"
        )
    ratio = cities[-1].pages[name]["p95_ms"] / cities[0].pages[name]["p95_ms"]
    print(f"{name:<40} p95 {ratio:.2f} times{'   OVER' if ratio > MOST else ''}", flush=True)


if __name__ == "__main__":
    measured = main()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    kept = [
        {"proposals": one.size, "facts": one.facts, "pages": one.pages, "plans": one.plans}
        for one in measured
    ]
    FILE.write_text(json.dumps(kept, indent=2, ensure_ascii=False), encoding="utf-8")
    whole = [name for name, indexes in measured[-1].plans.items() if "WHOLE" in indexes]
    if whole:
        sys.exit(f"reads the whole table: {', '.join(whole)}")
