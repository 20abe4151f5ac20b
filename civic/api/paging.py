"""Lists of the API: ``{"results": […], "next": cursor or null}``; the next page is asked for with ``?after=cursor``."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from civic.common.paging import keyset

M = TypeVar("M", bound=Model)
DEFAULT_SIZE, LARGEST_SIZE = 50, 100

PAGE_PARAMETERS = [
    OpenApiParameter(
        "after", OpenApiTypes.STR, description="The `next` of the page before; without it the first page."
    ),
    OpenApiParameter(
        "size", OpenApiTypes.INT, description=f"Rows on a page, 1 to {LARGEST_SIZE} ({DEFAULT_SIZE})."
    ),
]


class PageQuery(serializers.Serializer[Any]):
    """What a list may be asked."""

    after = serializers.CharField(required=False, max_length=500)
    size = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_SIZE, default=DEFAULT_SIZE, label=_("rows on a page")
    )


def paged(
    request: Request,
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    output: type[serializers.BaseSerializer[Any]],
) -> Response:
    """One page of ``queryset`` as the answer. Raises ValidationError for a size beyond the limit."""
    query = PageQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    asked = query.validated_data
    page = keyset(queryset, order=order, cursor=asked.get("after"), size=asked["size"])
    return Response({"results": output(page.items, many=True).data, "next": page.next_cursor})
