"""An invented city's proposals, supports and comments by the hundred thousand, in Korean, in bounded memory.

Rows are made one by one from a fixed seed and streamed through COPY; nothing is held but the row at hand. The words are
drawn so that some are common and some are rare (Zipf), as in what people write, for an index behaves by that.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from civic.comments.models import Comment, Thread
from civic.common.clock import now
from proposals import gist
from proposals.models import Proposal, Support

PEOPLE = 5_000
SUPPORTS, COMMENTS = 10, 5  # for each proposal, on average
PLACES = [
    "시장",
    "골목",
    "정류장",
    "놀이터",
    "하천",
    "산책로",
    "도서관",
    "주차장",
    "육교",
    "경로당",
    "학교",
    "공원",
    "역",
    "언덕길",
    "횡단보도",
    "체육관",
    "복지관",
    "지하차도",
    "광장",
    "텃밭",
]
NAMES = [
    "망원",
    "새솔",
    "한빛",
    "가람",
    "달맞이",
    "솔밭",
    "은행나무",
    "느티",
    "푸른",
    "햇살",
    "물빛",
    "돌다리",
    "장승",
    "배나무",
    "옥수",
    "청담",
    "서래",
    "연희",
    "북촌",
    "매봉",
]
THINGS = [
    "안내등",
    "쉼의자",
    "그늘막",
    "점자블록",
    "자전거보관대",
    "음수대",
    "분리수거함",
    "방범카메라",
    "신호등",
    "울타리",
    "승강기",
    "경사로",
    "화장실",
    "게시판",
    "물안개",
    "과속방지턱",
    "가로수",
    "벽화",
    "공구함",
    "책나눔함",
    "수유실",
    "흡연실",
    "충전기",
    "제설함",
    "무인택배함",
    "빗물받이",
    "방음벽",
    "미끄럼방지",
    "반사경",
    "온열의자",
]
ACTS = [
    "설치",
    "확대",
    "정비",
    "교체",
    "이전",
    "개방",
    "보수",
    "신설",
    "청소",
    "점검",
    "연장",
    "철거",
    "지원",
    "안내",
    "단속",
]
ENDS = ("해 주세요", "을 요청합니다", "해 주시기 바랍니다", "", "이 필요합니다", "을 건의합니다")
SENTENCES = (
    "{name}{place}에 {thing}이 없어서 불편합니다.",
    "어르신과 아이들이 {place}을 지날 때 위험합니다.",
    "{thing} {act}에 드는 돈은 많지 않습니다.",
    "비가 오면 {place}이 미끄럽고 밤에는 어둡습니다.",
    "이웃 {count}명에게 물어보니 모두 {thing}을 바랍니다.",
    "{act}하면 {name} 주민 모두에게 도움이 됩니다.",
)


def words(rng: random.Random) -> dict[str, Any]:
    """What one proposal is about."""

    def rare(among: list[str]) -> str:
        return among[min(int(rng.paretovariate(0.9)) - 1, 10**9) % len(among)]

    number = rng.randrange(1, 400)
    return {
        "name": f"{rare(NAMES)}{number}길 " if rng.random() < 0.5 else f"{rare(NAMES)} ",
        "place": rare(PLACES),
        "thing": rare(THINGS),
        "act": rare(ACTS),
        "count": number,
    }


def copy_in(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Stream rows into a table; columns that a row does not name get the model's default."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                values = (row[one.attname] if one.attname in row else one.get_default() for one in fields)
                pairs = zip(fields, values, strict=True)
                copy.write_row([field.get_db_prep_save(value, connection) for field, value in pairs])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), (SELECT max(id) FROM {model._meta.db_table}))"
        )


def _ids(model: type[Model]) -> int:
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def fill(
    how_many: int, *, call: int, topics: list[int], areas: list[str], people: list[int], seed: int = 1
) -> None:
    """Write so many proposals with their threads, supports and comments; adds to what is there."""
    first, thread, moment = _ids(Proposal), _ids(Thread), now()
    support, comment = _ids(Support), _ids(Comment)  # before COPY: it has the connection to itself
    numbers = range(how_many)

    def threads() -> Iterator[dict[str, Any]]:
        for n in numbers:
            number = f"P-2020-{first + n:06d}"
            yield {
                "id": thread + n,
                "subject": f"proposals.proposal:{first + n}",
                "path": f"/proposals/{number}/",
            }

    def proposals() -> Iterator[dict[str, Any]]:
        rng = random.Random(seed)
        for n in numbers:
            what = words(rng)
            title = f"{what['name']}{what['place']} {what['thing']} {what['act']}{rng.choice(ENDS)}"[:80]
            body = " ".join(
                rng.choice(SENTENCES).format(**words(rng) | what) for _ in range(rng.randrange(4, 12))
            )
            since = moment - timedelta(minutes=n)
            yield {
                "id": first + n,
                "number": f"P-2020-{first + n:06d}",
                "call_id": call,
                "author_id": rng.choice(people),
                "state": "open",
                "title": title,
                "title_keys": gist.keys(title),
                "title_en": "",
                "body": body,
                "topic_id": rng.choice(topics),
                "area_id": rng.choice(areas),
                "thread_id": thread + n,
                "support_count": rng.randrange(50),
                "threshold": 50,
                "created_at": since,
                "submitted_at": since,
                "support_until": moment + timedelta(days=20),
            }

    def supports() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 1), support
        for n in numbers:
            for user in rng.sample(people, rng.randrange(2 * SUPPORTS + 1)):
                yield {"id": key, "proposal_id": first + n, "user_id": user, "at": moment}
                key += 1

    def comments() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 2), comment
        for n in numbers:
            for _each in range(rng.randrange(2 * COMMENTS + 1)):
                text = rng.choice(SENTENCES).format(**words(rng))
                yield {
                    "id": key,
                    "thread_id": thread + n,
                    "author_id": rng.choice(people),
                    "body": text,
                    "created_at": moment,
                }
                key += 1

    for model, rows in (
        (Thread, threads()),
        (Proposal, proposals()),
        (Support, supports()),
        (Comment, comments()),
    ):
        copy_in(model, rows)
