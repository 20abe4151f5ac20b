"""The single INSERT of ``bare.py`` behind the platform's own door: its middleware, its token, its permissions.

What stands between this figure and the bare one is the price of the platform's stack for any API call; what stands between
this figure and the ballots is the price of a ballot.
"""

from django.db import connection
from django.urls import URLPattern, URLResolver, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from civic.api.scopes import Scope
from civic.urls import urlpatterns as platform


class Insert(APIView):
    scope = Scope.VOTE

    def post(self, request: Request) -> Response:
        """One row, acknowledged when it is on the disk."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare_rows (body) VALUES (%s)", [str(request.data["body"])])
        return Response({}, status=201)


urlpatterns: list[URLPattern | URLResolver] = [path("insert/", Insert.as_view()), *platform]
