"""How well similar proposals are found in Korean: recall@5 on real petitions, beside plain pg_trgm in the same run.

``python -m tests.benchmarks.bench_similar`` needs the real petitions (``CIVIC_REAL_DATA``) and says so without them.

What is asked. ``similar_petitions.csv`` names groups of petitions that ask for the same thing, by their ids only. They
were made by one reader who read all 1,249 titles in the order of the files, before any program had sorted them, and the
beginning of the texts where titles left a doubt. Of a dispute each side is a group of its own; petitions about one event
are a group only where they ask for the same. Every petition of a group asks with its title for the others:
recall@5 = those of the group among the first five, divided by how many there could be (the others, at most five).
"""

import csv
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_http import started

HERE = Path(__file__).parent
DATA = Path(os.environ.get("CIVIC_REAL_DATA") or HERE.parents[2] / "shared" / "data") / "petitions"
FILE = HERE.parents[1] / ".local" / "bench" / "similar.json"
TRIGRAMS = {
    "pg_trgm, title to title": "similarity(title, %s)",
    "pg_trgm, title in title (word_similarity)": "word_similarity(%s, title)",
}
Found = Callable[[str, int], list[int]]


def groups() -> list[list[str]]:
    """The keys of the petitions, group by group."""
    found: dict[str, list[str]] = defaultdict(list)
    with (HERE / "similar_petitions.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["group"]].append(f"petition:{line['petition']}")
    return list(found.values())


def recall(asked: Iterable[tuple[str, int, set[int]]], find: Found) -> dict[str, Any]:
    """Over all that ask (title, own row, rows of the others): the mean recall@5 and how many found none at all."""
    shares = []
    for title, own, others in asked:
        first = [pk for pk in find(title, 6) if pk != own][:5]
        shares.append(len(others & set(first)) / min(5, len(others)))
    return {
        "recall_at_5": round(sum(shares) / len(shares), 3),
        "found_none": shares.count(0),
        "asked": len(shares),
    }


def main() -> dict[str, dict[str, Any]]:
    """Import the petitions into a database of its own and ask; gives the figures of each way."""
    with started():
        return measure()


def measure() -> dict[str, dict[str, Any]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django

    django.setup()
    from django.contrib.auth.models import AnonymousUser
    from django.core.management import call_command
    from django.db import connection

    from proposals import queries
    from proposals.models import Proposal

    call_command("migrate", verbosity=0)
    call_command("load_areas", verbosity=0)
    call_command("import_petitions", *sorted(DATA.glob("*.jsonl")))
    Proposal.objects.update(
        state=Proposal.State.OPEN
    )  # else what the nation answered would not be worth meeting
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute("ANALYZE proposals_proposal")
    rows = {key: (title, pk) for key, title, pk in Proposal.objects.values_list("external_id", "title", "pk")}
    asked = [
        (*rows[key], {rows[other][1] for other in group if other != key})
        for group in groups()
        for key in group
    ]

    def ours(title: str, limit: int) -> list[int]:
        return [one.pk for one in queries.similar_to(title, AnonymousUser(), limit=limit)]

    def by_trigrams(measure: str) -> Found:
        def find(title: str, limit: int) -> list[int]:
            with connection.cursor() as cursor:
                order = f"SELECT id FROM proposals_proposal ORDER BY {measure} DESC, id LIMIT {limit}"
                cursor.execute(order, [title])
                return [pk for (pk,) in cursor.fetchall()]

        return find

    results = {name: recall(asked, by_trigrams(measure)) for name, measure in TRIGRAMS.items()}
    return {"ours, as the pages show it": recall(asked, ours)} | results


def show() -> None:
    """Print the figures and write them; says so where the petitions are not here."""
    if not DATA.is_dir():
        print("similar proposals: not measured, CIVIC_REAL_DATA does not name the real petitions")
        return
    results = main()
    for name, one in results.items():
        print(
            f"{name:<44} recall@5 {one['recall_at_5']:.3f}, nothing found for {one['found_none']} of {one['asked']}"
        )
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(results, indent=2), encoding="utf-8")


if __name__ == "__main__":
    show()
