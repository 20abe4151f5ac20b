"""The open data pages: the catalogue, one dataset with its columns, and the files."""

from base64 import b64encode
from collections.abc import Generator
from itertools import islice
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from civic.common.http import for_other_sites
from civic.opendata import descriptions
from civic.opendata.catalogue import Dataset, registry
from civic.opendata.cells import cell, row_of
from civic.opendata.domain import snapshots
from civic.opendata.licences import licence

ROWS_SHOWN = 5


def look_up(name: str) -> Dataset:
    """The dataset of this name; raises Http404."""
    if name not in registry:
        raise Http404
    return registry[name]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything there is. No query: the registry is code."""
    context = {"datasets": list(registry), "licence": licence(), "section": "data"}
    return render(request, "opendata/catalogue.html", context)


@require_safe
def dataset(request: HttpRequest, name: str) -> HttpResponse:
    """One dataset: its columns, its first rows, its files with their checksums as they were written last."""
    found = look_up(name)
    snapshot = snapshots.newest(found)
    context = {
        "dataset": found,
        "rows": first_rows(found),
        "snapshot": snapshot,
        "files": snapshot.listed() if snapshot else [],
        "good_until": snapshot.generated_at + snapshots.serves_for() if snapshot else None,
        "licence": licence(),
        "section": "data",
    }
    return render(request, "opendata/dataset.html", context)


def first_rows(dataset: Dataset) -> list[list[str]]:
    """The first rows as they stand in the CSV file; the walk is ended there."""
    walk = dataset.rows()
    rows = [
        [cell(value) for value in row_of(dataset.columns, row).values()] for row in islice(walk, ROWS_SHOWN)
    ]
    if isinstance(walk, Generator):
        walk.close()
    return rows


@require_safe
def download(request: HttpRequest, name: str, format_: str) -> HttpResponseBase:
    """The file, with its checksum (RFC 9530), the time of its making and its number of rows; 304 to who has these bytes."""
    found = look_up(name)
    snapshot = snapshots.fresh(found)
    file = snapshot.files[format_]
    etag, made = f'"{file.sha256}"', int(snapshot.generated_at.timestamp())
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=made)
    if response is None:
        response = FileResponse(
            snapshot.path(format_).open("rb"),
            as_attachment=True,
            filename=f"{found.name}.{format_}",
            content_type=snapshots.FORMATS[format_],
        )
    response["ETag"] = etag
    response["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(file.sha256)).decode()}:"
    response["X-Checksum-Sha256"] = file.sha256
    response["X-Generated-At"] = snapshot.generated_at.isoformat()
    response["X-Row-Count"] = str(snapshot.rows)
    response["Last-Modified"] = http_date(made)
    response["Link"] = (
        f'<{licence().url}>; rel="license", <{descriptions.address("columns", found.name)}>; rel="describedby"'
    )
    for_other_sites(response)
    return response


@require_safe
def dcat(request: HttpRequest) -> JsonResponse:
    """The whole catalogue for machines."""
    return _json(descriptions.catalogue(), "application/ld+json")


@require_safe
def columns(request: HttpRequest, name: str) -> JsonResponse:
    """The columns of one table for machines."""
    return _json(descriptions.columns(look_up(name)), "application/csvm+json")


def _json(content: dict[str, Any], content_type: str) -> JsonResponse:
    response = JsonResponse(
        content, content_type=content_type, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    for_other_sites(response)
    return response
