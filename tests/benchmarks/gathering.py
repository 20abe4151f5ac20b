"""An invented city's workshops with registrations and opinions by the hundred thousand, in bounded memory.

Rows are made one by one from a fixed seed and streamed through COPY. Three years of workshops, a few of them ahead; what
became of each opinion is drawn so that a page has all of it: nine in ten answered, three in four of those taken up.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from civic.common.clock import now
from civic.common.ids import ALPHABET
from tests.benchmarks.synthetic import SENTENCES, _ids, copy_in, words
from workshops.models import Opinion, Registration, Workshop

EACH = 100  # registrations, and opinions, of a workshop
DAYS = 3 * 365
AHEAD = 0.03  # of all workshops
DISPOSITIONS = (
    ["open"] * 10
    + ["done"] * 45
    + ["in_progress"] * 15
    + ["partly"] * 8
    + ["long_term"] * 10
    + ["not_possible"] * 12
)


def code(number: int, length: int = 6) -> str:
    """A code of its own for each number, as the platform's look."""
    found = ""
    for _place in range(length):
        number, rest = divmod(number, len(ALPHABET))
        found = ALPHABET[rest] + found
    return found


def fill(
    how_many: int,
    *,
    people: list[int],
    areas: list[str],
    departments: list[int],
    topics: list[int],
    seed: int = 1,
) -> None:
    """Write so many workshops; adds to what is there."""
    first, seat, opinion, moment = _ids(Workshop), _ids(Registration), _ids(Opinion), now()
    rng = random.Random(seed)
    starts = [
        _start(rng, moment) for _n in range(how_many)
    ]  # the one list that is held: a number for each workshop

    def workshops() -> Iterator[dict[str, Any]]:
        rng = random.Random(seed + 1)
        for n, begins in enumerate(starts):
            what, ahead = words(rng), begins > moment
            yield {
                "id": first + n,
                "code": code(first + n),
                "state": "announced" if ahead else ("reported" if rng.random() < 0.7 else "recorded"),
                "title": f"{what['name']}{what['place']} {what['thing']} 토론회",
                "title_en": "",
                "summary": rng.choice(SENTENCES).format(**what),
                "area_id": rng.choice(areas),
                "department_id": rng.choice(departments),
                "topic_id": rng.choice(topics),
                "place": f"{what['name']}회관 2층",
                "starts_at": begins,
                "ends_at": begins + timedelta(hours=2),
                "capacity": EACH + 20,
                "registered_count": EACH,
                "sign_language": rng.random() < 0.3,
                "captions": rng.random() < 0.2,
                "childcare": rng.random() < 0.2,
                "recorded_at": None if ahead else begins + timedelta(days=5),
                "external_id": None,
            }

    def registrations() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 2), seat
        for n, begins in enumerate(starts):
            came = begins < moment
            for user in rng.sample(people, EACH):
                yield {
                    "id": key,
                    "workshop_id": first + n,
                    "user_id": user,
                    "name": f"시민 {user}",
                    "code": code(key),
                    "created_at": begins - timedelta(days=10),
                    "checked_in_at": begins if came and rng.random() < 0.8 else None,
                }
                key += 1

    def opinions() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 3), opinion
        for n, begins in enumerate(starts):
            if begins > moment:
                continue
            for _said in range(EACH):
                yield _opinion(rng, key, first + n, begins, people, departments)
                key += 1

    copy_in(Workshop, workshops())
    copy_in(Registration, registrations())
    copy_in(Opinion, opinions())


def _start(rng: random.Random, moment: datetime) -> datetime:
    days = rng.uniform(1, 60) if rng.random() < AHEAD else -rng.uniform(1, DAYS)
    return moment + timedelta(days=days)


def _opinion(
    rng: random.Random, key: int, workshop: int, begins: datetime, people: list[int], departments: list[int]
) -> dict[str, Any]:
    kind, what = rng.choice(DISPOSITIONS), words(rng)
    answered = begins + timedelta(days=rng.uniform(6, 40))
    return {
        "id": key,
        "uuid": UUID(int=key),
        "workshop_id": workshop,
        "receipt": code(key, 10),
        "table": str(rng.randrange(1, 10)),
        "text": rng.choice(SENTENCES).format(**what),
        "text_en": "",
        "speaker_id": rng.choice(people) if rng.random() < 0.3 else None,
        "recorded_at": begins,
        "department_id": rng.choice(departments),
        "routed_at": begins + timedelta(days=5),
        "due_at": begins + timedelta(days=35),
        "disposition": kind,
        "reason_code": "law" if kind == "not_possible" else "",
        "answer": "" if kind == "open" else "답변입니다.",
        "planned_on": (answered + timedelta(days=90)).date() if kind in ("in_progress", "partly") else None,
        "recheck_on": (answered + timedelta(days=365)).date() if kind == "long_term" else None,
        "answered_at": None if kind == "open" else answered,
        "external_id": None,
    }
