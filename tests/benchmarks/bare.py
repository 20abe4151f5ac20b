"""What everything is measured against: a bare Django with one view that answers and one that does a single INSERT."""

import os

import dj_database_url
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
        USE_TZ=True,
    )


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", headers={"Content-Length": "2"})


def insert(request: HttpRequest) -> HttpResponse:
    """One row, acknowledged when it is on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_rows (body) VALUES (%s)", [request.body.decode()])
    return HttpResponse("ok", status=201, headers={"Content-Length": "2"})


urlpatterns = [path("answer/", answer), path("insert/", insert)]
application = get_wsgi_application()
