"""Lists of the API: ``{"results": […], "next": cursor or null}``; the next page is asked for with ``?after=cursor``."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from civic.api.checking import checked
from civic.common.paging import Page, keyset

M = TypeVar("M", bound=Model)
DEFAULT_SIZE, LARGEST_SIZE = 50, 100


class PageQuery(serializers.Serializer[Any]):
    """What any list may be asked."""

    after = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="The `next` of the page before; without it the first page.",
    )
    size = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_SIZE, default=DEFAULT_SIZE, label=_("rows on a page"),
        help_text=f"Rows on a page, 1 to {LARGEST_SIZE}.",
    )  # fmt: skip


def page_of(output: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page of such rows, named after them: ``WorkshopOutput`` comes in a ``WorkshopPage``."""
    parts = {
        "__doc__": "A page; `next` goes into `after`, null on the last page.",
        "results": output(many=True),
        "next": serializers.CharField(allow_null=True),
    }
    return type(output.__name__.removesuffix("Output") + "Page", (serializers.Serializer,), parts)


def listed(page: Page[Any], output: type[serializers.BaseSerializer[Any]]) -> Response:
    """One page as the answer."""
    return Response({"results": output(page.items, many=True).data, "next": page.next_cursor})


def page_asked(queryset: QuerySet[M], asked: dict[str, Any], *, order: Sequence[str]) -> Page[M]:
    """The page of ``queryset`` that a checked `PageQuery` asks for. Raises ValidationError for a foreign cursor."""
    after = asked.get("after")
    return going_on(keyset(queryset, order=order, cursor=after, size=asked["size"]), after)


def going_on(page: Page[M], after: str | None) -> Page[M]:
    """The page, if it is what comes after ``after``. Raises ValidationError for a cursor that is not of this list: the
    first page once more, as people get it, would be a list without end to a program."""
    if after and not page.is_later:
        raise serializers.ValidationError({"after": [_("This is no `next` of this list. Begin without it.")]})
    return page


def paged(
    request: Request,
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    output: type[serializers.BaseSerializer[Any]],
) -> Response:
    """One page of ``queryset`` as the answer. Raises ValidationError for a size beyond the limit."""
    asked = checked(PageQuery, request.query_params)
    return listed(page_asked(queryset, asked, order=order), output)
