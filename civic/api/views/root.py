"""The first page of the API, and its answer to addresses that lead nowhere."""

from typing import Any

from django.http import Http404
from django.urls import URLResolver, get_resolver
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

VERSION = "v1/"
ADDRESSES = "civic.api.urls"  # by name: they import this view


class Root(APIView):
    """Where things are."""

    @extend_schema(
        operation_id="root",
        summary="Where things are",
        responses=inline_serializer(
            "Root",
            {
                "collections": serializers.DictField(child=serializers.URLField()),
                "schema": serializers.URLField(),
                "docs": serializers.URLField(),
                "tokens": serializers.URLField(),
                "open_data": serializers.URLField(),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        here = reverse("api:root", request=request)
        return Response(
            {
                "collections": {name: f"{here}{name}/" for name in collections()},
                "schema": reverse("api:schema", request=request),
                "docs": reverse("api:docs", request=request),
                "tokens": reverse("api:tokens", request=request),
                "open_data": reverse("opendata:dcat", request=request),
            }
        )


def collections() -> list[str]:
    """The names under /api/v1/, from the addresses themselves: an app that adds its line is listed."""
    routes = [
        str(one.pattern) for one in get_resolver(ADDRESSES).url_patterns if isinstance(one, URLResolver)
    ]
    return sorted(route.removeprefix(VERSION).strip("/") for route in routes if route.startswith(VERSION))


class Nowhere(APIView):
    """Every other address under /api/: a problem document, not a page."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise Http404

    post = put = patch = delete = get
