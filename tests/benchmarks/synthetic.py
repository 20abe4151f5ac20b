"""An invented city's proposals, supports and comments by the hundred thousand, in Korean, in bounded memory.

Rows are made one by one from a fixed seed and streamed through COPY; nothing is held but the row at hand. The words are
drawn so that some are common and some are rare (Zipf), as in what people write, for an index behaves by that.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Field, Model

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
    stays = {one.attname: _stored(one, one.get_default()) for one in fields if not callable(one.default)}

    def value(field: Field[Any, Any], row: dict[str, Any]) -> Any:
        if field.attname in row:
            given = row[field.attname]
            return given if isinstance(given, (int, str, list)) else _stored(field, given)
        return stays[field.attname] if field.attname in stays else _stored(field, field.get_default())

    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row([value(field, row) for field in fields])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), (SELECT max(id) FROM {model._meta.db_table}))"
        )


def _stored(field: Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _ids(model: type[Model]) -> int:
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def supports_of(n: int) -> int:
    """How many supports the n-th proposal has: ten on average, most have few, one in 64 has many."""
    return _spread(n, SUPPORTS)


def comments_of(n: int) -> int:
    """How many comments the n-th proposal has: five on average, as uneven as the supports."""
    return _spread(n + 7, COMMENTS)


def _spread(n: int, mean: int) -> int:
    """0 to 1.8 times the mean, and one in 64 eight times the mean more: on average a little over the mean."""
    mixed = (n * 2654435761) % 2**32 >> 8
    return mixed % (9 * mean // 5 + 1) + (8 * mean if mixed >> 10 & 63 == 0 else 0)


def life(n: int, department: int, moment: datetime) -> dict[str, Any]:
    """Where the n-th proposal has come to: of ten, one gathers supports, one waits for an answer, three are answered."""
    since = moment - timedelta(minutes=7 * n + 1)
    row: dict[str, Any] = {
        "created_at": since,
        "submitted_at": since,
        "threshold": 50,
        "state": "not_supported",
    }
    match n % 10:
        case 0:
            row |= {"state": "open", "support_until": moment + timedelta(days=20), "threshold": 150}
        case 1:
            late = n % 50 == 1
            due = moment + timedelta(minutes=n) * (-1 if late else 1)
            row |= {"state": "review", "department_id": department, "answer_due_at": due}
        case 2 | 3 | 4:
            row |= {"state": "answered", "department_id": department}
    return row


def fill(
    how_many: int,
    *,
    calls: list[int],
    topics: list[int],
    areas: list[str],
    departments: list[int],
    people: list[int],
    seed: int = 1,
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
                "comment_count": comments_of(n),
            }

    def proposals() -> Iterator[dict[str, Any]]:
        rng = random.Random(seed)
        for n in numbers:
            what = words(rng)
            title = f"{what['name']}{what['place']} {what['thing']} {what['act']}{rng.choice(ENDS)}"[:80]
            body = " ".join(
                rng.choice(SENTENCES).format(**words(rng) | what) for _ in range(rng.randrange(4, 12))
            )
            yield {
                "id": first + n,
                "number": f"P-2020-{first + n:06d}",
                "call_id": rng.choice(calls),
                "author_id": rng.choice(people),
                "title": title,
                "title_keys": gist.keys(title),
                "title_en": "",
                "body": body,
                "topic_id": rng.choice(topics),
                "area_id": rng.choice(areas),
                "thread_id": thread + n,
                "support_count": supports_of(n),
                **life(n, rng.choice(departments), moment),
            }

    def supports() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 1), support
        for n in numbers:
            for user in rng.sample(people, supports_of(n)):
                yield {"id": key, "proposal_id": first + n, "user_id": user, "at": moment}
                key += 1

    def comments() -> Iterator[dict[str, Any]]:
        rng, key = random.Random(seed + 2), comment
        for n in numbers:
            for _each in range(comments_of(n)):
                yield {
                    "id": key,
                    "thread_id": thread + n,
                    "author_id": rng.choice(people),
                    "body": rng.choice(SENTENCES).format(**words(rng)),
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
