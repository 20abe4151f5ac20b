"""Series of workshops: the public list and page, the calendar of one series, and the host's pages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from workshops import words
from workshops.before import actions, queries
from workshops.before.forms import SeriesForm
from workshops.calendar import calendar_feed, series_script
from workshops.domain import series as keeping
from workshops.models import Series
from workshops.queries import NEWEST_ORDER, NEXT_ORDER, past, upcoming
from workshops.views.desk import SECTION as DESK
from workshops.views.public import FEED, SECTION

ORDER = ("title", "id")


def series_or_404(request: HttpRequest, code: str) -> Series:
    """The series, if this viewer may see it."""
    return get_object_or_404(Series.objects.visible_to(request.user).with_names(), code=code)


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every series, with when it meets next."""
    found = queries.series_list(request.user, now())
    page = keyset(found, order=ORDER, cursor=request.GET.get("after"), size=20)
    lines = [words.series_line(one) for one in page]
    return render(request, "workshops/series_list.html", {**SECTION, "page": page, "lines": lines})


@require_safe
@for_visitors
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One series: for what and how often, what comes next, what was, and what became of what was said."""
    series, at = series_or_404(request, code), now()
    ahead = list(upcoming(request.user, at).filter(series=series).order_by(*NEXT_ORDER)[:20])
    over = past(request.user, at).filter(series=series)
    page = keyset(over, order=NEWEST_ORDER, cursor=request.GET.get("after"), size=20)
    host = settings.SITE_URL.partition("//")[2]
    context = {
        "series": series,
        "ahead": [words.line(one, at) for one in ahead],
        "page": page,
        "over": [words.line(one, at) for one in page],
        "outcome": queries.outcome_of(series),
        "subscription": f"webcal://{host}{reverse('workshops:series-feed', args=[code])}",
        "event_script": series_script(series, ahead),
        "hosting": holds(request.user, Role.Kind.HOST),
    }
    return render(request, "workshops/series.html", {**SECTION, **context})


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The series' workshops to come as a calendar to subscribe to; the same for everybody."""
    series = get_object_or_404(Series.objects.visible_to(AnonymousUser()), code=code)
    ahead = upcoming(AnonymousUser(), now()).filter(series=series).order_by(*NEXT_ORDER)[:FEED]
    body = calendar_feed(ahead, name=localized(series, "title"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "public, max-age=900"
    return response


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The host's series, and which of them have no next workshop."""
    actions.keep_series.require(request.user)
    found = queries.series_list(request.user, now())
    page = keyset(found, order=ORDER, cursor=request.GET.get("after"), size=20)
    lines = [words.series_line(one) for one in page]
    return render(request, "workshops/desk/series_list.html", {**DESK, "page": page, "lines": lines})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A new series."""
    actions.keep_series.require(request.user)
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        series = keeping.begin_series(request.user, **form.cleaned_data)
        messages.success(request, _("The series is saved. Now plan its first workshop."))
        return redirect("workshops:change-series", code=series.code)
    return _form(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """What the series says of itself, and the way to its next workshop."""
    actions.keep_series.require(request.user)
    series = series_or_404(request, code)
    form = SeriesForm(request.POST or None, instance=series)
    if request.method == "POST" and form.is_valid():
        keeping.change_series(request.user, series, **form.changes())
        messages.success(request, _("Saved."))
        return redirect("workshops:change-series", code=code)
    return _form(request, form, series=series)


def _form(request: HttpRequest, form: SeriesForm, **more: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/series.html", {**DESK, "form": form, **more}, status=status)


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """No more workshops in it."""
    keeping.end_series(request.user, series_or_404(request, code), at=now())
    messages.success(request, _("The series has ended. Its workshops stay where they are."))
    return redirect("workshops:change-series", code=code)
