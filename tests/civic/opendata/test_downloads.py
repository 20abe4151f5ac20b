"""Open data: the files, the catalogue, and what a spreadsheet must not run."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from civic.accounts.models import User
from civic.opendata import catalogue
from civic.opendata.catalogue import Column, Dataset
from civic.opendata.cells import FORMULA_STARTS, cell, row_of
from civic.opendata.domain import snapshots

pytestmark = pytest.mark.django_db

COLUMNS = [
    Column("number", "integer", "a number"),
    Column("text", "string", "a text"),
    Column("at", "dateTime", "a time"),
    Column("on", "date", "a day"),
    Column("share", "decimal", "a share"),
    Column("yes", "boolean", "yes or no"),
    Column("nothing", "string", "empty"),
]


def example(count: int = 3) -> Dataset:
    def rows() -> Iterator[dict[str, Any]]:
        for n in range(count):
            yield {
                "number": -n, "text": "=1+1" if n == 0 else f"한글 {n}", "at": datetime(2026, 3, 4, 6, 30, tzinfo=UTC),
                "on": date(2026, 3, 4), "share": Decimal("0.10"), "yes": True, "nothing": None,
            }  # fmt: skip

    return Dataset("tests", "표", "설명", tuple(COLUMNS), rows)


@pytest.fixture
def registered() -> Iterator[Dataset]:
    yield catalogue.registry.add("tests", example())
    del catalogue.registry._things["tests"]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_csv_file_opens_in_a_spreadsheet(client: Client, registered: Dataset) -> None:
    response = client.get("/data/tests.csv")
    content = body(response)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == [column.name for column in COLUMNS]
    assert rows[1] == ["0", "'=1+1", "2026-03-04T15:30:00+09:00", "2026-03-04", "0.10", "true", ""]
    assert rows[2][:2] == ["-1", "한글 1"]


def test_json_lines_keep_types_and_texts_as_they_are(client: Client, registered: Dataset) -> None:
    lines = [json.loads(line) for line in body(client.get("/data/tests.jsonl")).splitlines()]
    assert lines[0]["text"] == "=1+1"
    assert (lines[1]["number"], lines[1]["yes"], lines[1]["nothing"]) == (-1, True, None)


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_a_file_comes_with_its_checksum_and_the_time_of_its_making(
    client: Client, registered: Dataset, format_: str
) -> None:
    response = client.get(f"/data/tests.{format_}")
    assert response["X-Checksum-Sha256"] == sha256(body(response)).hexdigest()
    assert response["Repr-Digest"].startswith("sha-256=:")
    assert datetime.fromisoformat(response["X-Generated-At"]).tzinfo is not None
    assert response["X-Row-Count"] == "3"
    assert 'rel="license"' in response["Link"]


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_who_has_these_bytes_is_not_sent_them_again(
    client: Client, registered: Dataset, format_: str
) -> None:
    first = client.get(f"/data/tests.{format_}")
    body(first)
    again = client.get(
        f"/data/tests.{format_}", HTTP_IF_NONE_MATCH=first["ETag"]
    )  # a later snapshot, the same bytes
    assert (again.status_code, again["ETag"], again["Access-Control-Allow-Origin"]) == (
        304,
        first["ETag"],
        "*",
    )
    catalogue.registry._things["tests"] = example(2)
    changed = client.get(f"/data/tests.{format_}", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (changed.status_code, changed["X-Row-Count"]) == (200, "2")
    body(changed)


def test_a_decimal_below_nothing_is_no_formula() -> None:
    column = Column("share", "decimal", "a share")
    (value,) = row_of([column], {"share": Decimal("-0.50")}).values()
    assert (cell(value), json.dumps(value)) == ("-0.50", '"-0.50"')
    (text,) = row_of([column], {"share": "-0.50"}).values()
    assert cell(text) == "'-0.50"


def test_readers_share_a_snapshot_for_some_minutes(registered: Dataset, settings: Any) -> None:
    settings.OPENDATA_SNAPSHOT_SECONDS = 600
    first = snapshots.fresh(registered)
    assert snapshots.fresh(registered) == first
    settings.OPENDATA_SNAPSHOT_SECONDS = 0
    assert snapshots.fresh(registered) != first


def test_a_walk_that_fails_leaves_no_half_file(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)

    def rows() -> Iterator[dict[str, Any]]:
        yield {"number": 1}
        raise RuntimeError("broken")

    broken = Dataset("broken", "x", "x", (Column("number", "integer", "n"),), rows)
    with pytest.raises(RuntimeError):
        snapshots.write(broken)
    assert snapshots.newest(broken) is None
    assert list((tmp_path / "opendata" / "broken").iterdir()) == []


def test_a_column_without_a_description_is_a_fault() -> None:
    with pytest.raises(KeyError):
        row_of(COLUMNS[:1], {"number": 1, "secret": "x"})
    with pytest.raises(KeyError):
        row_of(COLUMNS[:2], {"number": 1})


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(FORMULA_STARTS)
    assert shown.removeprefix("'") == text or shown == text


@given(st.integers())
def test_numbers_stay_numbers(number: int) -> None:
    assert cell(number) == str(number)


def test_the_catalogue_names_every_dataset_in_both_languages(client: Client, registered: Dataset) -> None:
    response = client.get("/data/catalog.jsonld")
    found = response.json()
    assert response["Content-Type"] == "application/ld+json"
    assert found["@type"] == "dcat:Catalog"
    assert {said["@language"] for said in found["dct:description"]} == {"ko", "en"}, "mandatory in DCAT-AP"
    names = {one["dct:identifier"] for one in found["dcat:dataset"]}
    assert names == set(catalogue.registry.names())
    for one in found["dcat:dataset"]:
        assert {said["@language"] for said in one["dct:title"]} == {"ko", "en"}
        assert len(one["dcat:distribution"]) == 2
        assert one["dcat:contactPoint"]["vcard:hasEmail"]["@id"].startswith("mailto:")
        assert all("@id" in language for language in one["dct:language"]), "an address, not a text"


def test_every_download_of_the_catalogue_can_be_fetched(client: Client, settings: Any) -> None:
    for one in client.get("/data/catalog.jsonld").json()["dcat:dataset"]:
        assert client.get(one["@id"].removeprefix(settings.SITE_URL)).status_code == 200
        for distribution in one["dcat:distribution"]:
            response = client.get(distribution["dcat:downloadURL"]["@id"].removeprefix(settings.SITE_URL))
            assert response.status_code == 200
            body(response)


def test_every_column_of_every_dataset_has_a_known_type_and_a_meaning() -> None:
    for dataset in catalogue.registry:
        names = [column.name for column in dataset.columns]
        assert len(names) == len(set(names))
        for column in dataset.columns:
            assert column.type in {"string", "integer", "decimal", "date", "dateTime", "boolean", "anyURI"}, (
                column
            )
            assert str(column.help).strip(), column


@pytest.mark.parametrize(
    "path",
    ["/data/no-such.csv", "/data/no-such/", "/data/no-such.csv-metadata.json", "/data/..%2f..%2fx.csv"],
)
def test_what_is_not_registered_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_costs_no_query(
    count: int, client: Client, django_assert_num_queries: Any, request: pytest.FixtureRequest
) -> None:
    for n in range(count):
        catalogue.registry.add(f"tests{n}", example())
        request.addfinalizer(lambda n=n: catalogue.registry._things.pop(f"tests{n}"))
    with django_assert_num_queries(0):
        assert client.get("/data/").status_code == 200
        client.get("/data/catalog.jsonld")


@pytest.mark.parametrize("count", [1, 3])
def test_a_dataset_page_shows_its_first_rows_and_columns(
    count: int, client: Client, registered: Dataset
) -> None:
    catalogue.registry._things["tests"] = example(count)
    page = client.get("/data/tests/").content.decode()
    assert "&#x27;=1+1" in page
    assert all(column.help in page for column in COLUMNS)


def test_a_dataset_page_shows_the_checksums_of_the_files_that_are_fetched_now(
    client: Client, registered: Dataset
) -> None:
    before = client.get("/data/tests/").content.decode()
    assert "SHA-256</span>" not in before, "no checksum of a file that nobody has written"
    sums = {client.get(f"/data/tests.{one}")["X-Checksum-Sha256"] for one in ("csv", "jsonl")}
    page = client.get("/data/tests/").content.decode()
    assert len(sums) == 2
    assert all(f'<code class="hash">{one}</code>' in page for one in sums)


def test_the_licence_is_the_operators_choice(client: Client, settings: Any) -> None:
    for choice, part in (("kogl-1", "kogl.or.kr"), ("cc-by-4.0", "creativecommons.org")):
        settings.DATA_LICENCE = choice
        assert part in client.get("/data/catalog.jsonld").json()["dct:license"]["@id"]


def test_the_moderation_log_as_data_names_nobody(client: Client, park: User, kim: User, lee: User) -> None:
    from civic.comments.domain.writing import Words, write_comment
    from civic.moderation.domain.deciding import decide
    from tests import factories

    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    decide(park, write_comment(lee, thread, Words("비밀 글")), outcome="hidden", rule="spam", reason="광고")
    content = body(client.get("/data/moderation-log.jsonl")).decode()
    assert "광고" in content
    for secret in ("비밀 글", "park", "lee", "kim"):
        assert secret not in content


def test_every_code_of_another_table_has_a_name(kim: User) -> None:
    from tests import factories

    factories.a_proposal(author=kim)
    names = {(one["kind"], one["code"]): one["name"] for one in catalogue.registry["codes"].rows()}
    (row,) = catalogue.registry["proposals"].rows()
    for kind in ("area", "department", "topic"):
        assert not row[kind] or names[kind, row[kind]], kind
    assert {kind for kind, _ in names} >= {"area", "topic"}
    assert row["area"], row


def test_on_a_full_disk_the_last_file_is_served_with_its_own_age(
    client: Client, registered: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(dataset: Dataset) -> snapshots.Snapshot:
        raise OSError(28, "No space left on device")

    first = client.get("/data/tests.csv")
    monkeypatch.setattr(snapshots, "write", full)
    again = client.get("/data/tests.csv")
    assert (again.status_code, again["X-Generated-At"]) == (200, first["X-Generated-At"])
    assert b"".join(again) == b"".join(first)  # type: ignore[arg-type]
