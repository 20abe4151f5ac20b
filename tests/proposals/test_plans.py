"""How PostgreSQL reads the list where several filters leave hundreds of proposals: see docs/decisions/0215."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from proposals import listing
from proposals.models import Proposal
from proposals.queries import in_list
from tests import factories

pytestmark = pytest.mark.django_db
MANY, TOPICS = 4_000, 40
COPY = """
INSERT INTO proposals_proposal ({columns}, uuid, number, area_id, topic_id, department_id, submitted_at)
SELECT {columns}, gen_random_uuid(), 'P-2020-' || n,
    (ARRAY['1111000000', '1129000000'])[1 + n %% 2],
    (SELECT id FROM areas_topic WHERE slug = 'topic-' || n / 2 %% %s),
    (SELECT id FROM areas_department WHERE code = (ARRAY['safety', 'roads'])[1 + n / 7 %% 2]),
    submitted_at - n * interval '1 minute'
FROM proposals_proposal, generate_series(1, %s) AS n WHERE proposals_proposal.id = %s
"""
OWN = ("id", "uuid", "number", "area", "topic", "department", "submitted_at", "thread", "bigrams")


@pytest.fixture(scope="module", autouse=True)
def statistics_as_before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What ANALYZE writes of a table's size is not rolled back with the rows: other tests would plan for thousands."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_proposal")
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'proposals_proposal'::regclass")
        assert cursor.fetchone() == (0,)


@pytest.fixture
def many() -> None:
    """Copies of one proposal over two boroughs, forty topics and two departments, written by one statement."""
    for n in range(TOPICS):
        factories.a_topic(f"topic-{n}")
    for code in ("1111000000", "1129000000"):
        factories.a_borough(code)
    for code in ("safety", "roads"):
        factories.a_department(code)
    one = factories.a_proposal()
    columns = [
        field.column
        for field in Proposal._meta.concrete_fields
        if field.name not in OWN and field.column is not None
    ]
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(columns=", ".join(columns)), [TOPICS, MANY, one.pk])
        cursor.execute("ANALYZE proposals_proposal")


def joined(wish: listing.Wish) -> int:
    """How many rows the largest join gives, by what the statement of one page did."""
    with CaptureQueriesContext(connection) as asked:
        page = listing.page(wish, AnonymousUser(), timezone.now())
    assert len(page) == listing.PAGE
    [statement] = [
        one["sql"] for one in asked if "LIMIT" in one["sql"] and "proposals_proposal" in one["sql"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}")
        [[plan]] = cursor.fetchall()
    found = json.loads(plan) if isinstance(plan, str) else plan
    rows = [
        round(node["Actual Rows"] * node["Actual Loops"]) for node in nodes(found[0]["Plan"]) if is_join(node)
    ]
    assert rows, "nothing is joined: what does the list show?"
    return max(rows)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def is_join(node: dict[str, Any]) -> bool:
    return node["Node Type"] in ("Nested Loop", "Hash Join", "Merge Join")


SEVERAL = (
    {"area": "1111000000", "topic": "topic-7"},
    {"topic": "topic-7", "department": "safety"},
    {"area": "1129000000", "topic": "topic-9", "state": "open"},
)


@pytest.mark.usefixtures("many")
def test_only_the_rows_of_the_page_are_joined() -> None:
    """And more match, few of all: they are read by their index and sorted. Joining each before that for the twenty that are
    shown is what takes long in a large city. (Where a good part of all matches, the order's own index gives the twenty.)"""
    wishes = [listing.Wish(order=order, **chosen) for chosen in SEVERAL for order in ("newest", "supported")]
    for wish in wishes:
        assert listing.filtered(in_list(AnonymousUser()), wish).count() > 2 * listing.PAGE, wish
    assert [wish for wish in wishes if joined(wish) > listing.PAGE + 1] == []
