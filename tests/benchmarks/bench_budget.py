"""The ballot and the result of a large vote: queries, milliseconds, kilobytes.

``python -m tests.benchmarks.bench_budget``: votes on 3 and on 250 projects with 500 ballots of up to ten picks. Times are of the
whole answer, in one process, without a network and without the store of visitors' pages; kilobytes plain and as gzip sends them.
"""

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_http import prepared

SIZES, VOTERS, PICKS = (3, 250), 500, 10
FILE = Path(__file__).resolve().parents[2] / ".local" / "bench" / "budget.json"


def main() -> list[dict[str, Any]]:
    """Fill a database of its own and measure."""
    with prepared():
        return [measure(size) for size in SIZES]


def measure(projects: int) -> dict[str, Any]:
    from django.test import Client

    from budgeting.results.domain.counting import count_votes
    from budgeting.results.domain.publishing import publish_results
    from civic.accounts.actors import System
    from tests import factories
    from tests.benchmarks.bench_workshops import timed
    from tests.budgeting.voting import making
    from tests.budgeting.voting.large import a_big_vote

    chance = random.Random(projects)
    people = making.voters(VOTERS, name=f"voter{projects}-")
    vote = a_big_vote(projects, amount=500 * projects * projects // 4, picks_max=None)
    visitor, voter = Client(), Client()
    voter.force_login(people[0])
    slug, envelope = vote.cycle.slug, vote.envelope.key
    pages: dict[str, Callable[[], Any]] = {
        "ballot": lambda: voter.get(f"/vote/{slug}/ballot/{envelope}/"),
        "ballot, on the map": lambda: voter.get(f"/vote/{slug}/ballot/{envelope}/?view=map"),
        "review": lambda: voter.get(f"/vote/{slug}/review/"),
    }
    found = {name: {**timed([page]), **weight(page())} for name, page in pages.items()}
    for person in people:
        vote.cast(person, *chance.sample(range(projects), min(PICKS, projects)))
    vote.close()
    count_votes(System("bench"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member(f"jang{projects}", "publisher"), making.fresh(vote.cycle))
    result = lambda: visitor.get(f"/results/{slug}/")  # noqa: E731  as those above
    found["result"] = {**timed([result]), **weight(result())}
    return {"projects": projects, "pages": found}


def weight(answer: Any) -> dict[str, float]:
    """Kilobytes of an answer, plain and compressed."""
    plain = answer.content
    if answer.get("Content-Encoding") == "gzip":
        plain = gzip.decompress(plain)
    return {"kb": round(len(plain) / 1000, 1), "gzip_kb": round(len(gzip.compress(plain, 6)) / 1000, 1)}


if __name__ == "__main__":
    results = main()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(results, indent=2), encoding="utf-8")
    for one in results:
        for name, page in one["pages"].items():
            print(f"{one['projects']:>4} projects  {name:<20} {page}")
