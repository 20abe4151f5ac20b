"""The addresses of the site, and the style guide whatever the mode."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from civic.common.styleguide import samples


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/styleguide.html", {**samples(timezone.now()), "demo_mode": True})


urlpatterns = [path("test-styleguide/", styleguide), path("", include("civic.urls"))]
