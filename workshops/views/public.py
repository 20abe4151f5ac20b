"""Pages for everybody: the list, one workshop, its calendar file, and what became of an opinion by receipt code."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.ids import clean_code
from civic.common.paging import keyset
from civic.common.refusals import Refusal
from civic.common.visitors import for_visitors
from workshops import actions, queries, words
from workshops.after import queries as after
from workshops.before.actions import shape
from workshops.before.agenda import schedule
from workshops.before.places import places_for
from workshops.calendar import calendar_feed, calendar_file, event_script
from workshops.forms import FilterForm, ReceiptForm
from workshops.mapped import VOTES_FROM, shown_map, vote_lines
from workshops.models import Opinion, OpinionMap, Workshop
from workshops.receipts import written_under

SECTION = {"section": "workshops"}
OPINIONS_ON_A_PAGE = 20
FEED_DAYS, FEED = 60, 150  # the calendar to subscribe to: so many days ahead, and events at most


def workshop_or_404(request: HttpRequest, code: str) -> Workshop:
    """The workshop, if this viewer may see it."""
    return get_object_or_404(Workshop.objects.visible_to(request.user).with_names(), code=code)


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Workshops to come, or those that are over."""
    at = now()
    form = FilterForm(request.GET or None)
    wanted = form.wanted() if form.is_bound else {}
    is_past = request.GET.get("when") == "past"
    found = queries.past(request.user, at) if is_past else queries.upcoming(request.user, at)
    order = queries.NEWEST_ORDER if is_past else queries.NEXT_ORDER
    page = keyset(queries.filtered(found, wanted), order=order, cursor=request.GET.get("after"), size=20)
    tabs = [
        {"label": _("To come"), "href": "?", "current": not is_past, "count": None},
        {"label": _("Over"), "href": "?when=past", "current": is_past, "count": None},
    ]
    context = {"page": page, "lines": [words.line(one, at) for one in page], "is_past": is_past, "tabs": tabs}
    return render(
        request,
        "workshops/list.html",
        {
            **SECTION,
            **context,
            "filter_form": form,
            "filtered": any(wanted.values()),
            "subscription": _subscription(request, wanted),
        },
    )


@require_safe
@for_visitors
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One workshop: when, where, seats, what happens with the outcome, and the opinions once they are public."""
    workshop = workshop_or_404(request, code)
    registration = queries.registration_of(workshop, request.user)
    context: dict[str, Any] = {
        "workshop": workshop,
        "registration": registration,
        "waiting": None if registration else queries.waiting_of(workshop, request.user),
        "no": None if registration else _why_not(request, workshop),
        "state_label": words.state_label(workshop, now()),
        "state_kind": words.STATE_KINDS[Workshop.State(workshop.state)],
        "times": words.times(workshop),
        "seats": words.seats(workshop),
        "kept_places": words.kept_places(workshop),
        "help_given": words.help_given(workshop),
        "partners": [] if workshop.is_imported else list(workshop.partners.all()),
        "agenda": [] if workshop.is_imported else list(schedule(workshop, workshop.agenda.all())),
        "shaping": workshop.planner_id and shape.allows(request.user, workshop=workshop),
        "event_script": event_script(workshop),
        "hosting": holds(request.user, Role.Kind.HOST),
    }
    context |= _opinions(request, workshop) if workshop.has_record else _last_outcome(workshop)
    return render(request, "workshops/detail.html", {**SECTION, **context})


def _why_not(request: HttpRequest, workshop: Workshop) -> Refusal | None:
    """Why this viewer cannot register; whoever might take a place that is kept for some is let to the form."""
    places = places_for(request.user, workshop, wheelchair=True)
    return actions.register.refusal(request.user, workshop=workshop, at=now(), places=places)


def _last_outcome(workshop: Workshop) -> dict[str, Any]:
    last = queries.last_with_outcome(workshop)
    if last is None:
        return {}
    return {"last": last, "last_outcome": queries.outcome(last.opinions.all())}


def _opinions(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    shown = queries.shown_opinions(workshop, request.user)
    themes = [] if workshop.is_imported else list(after.themes_of(workshop, request.user))
    chosen = next((one for one in themes if str(one.uuid) == request.GET.get("theme")), None)
    if chosen is not None:
        shown = shown.filter(theme=chosen)
    page = keyset(shown, order=("id",), cursor=request.GET.get("after"), size=OPINIONS_ON_A_PAGE)
    counts = queries.statement_counts(page)
    lines = [opinion_line(opinion, counts.get(opinion.pk)) for opinion in page]
    return {
        "page": page,
        "opinions": lines,
        "outcome": queries.outcome(workshop.opinions.all()),
        "map": shown_map(workshop),
        "themes": themes,
        "theme": chosen,
        "reports": [] if workshop.is_imported else after.reports_of(workshop),
        "felt": None if workshop.is_imported else after.felt(workshop),
    }


def opinion_line(opinion: Opinion, counts: queries.Counts | None = None) -> dict[str, Any]:
    """What a page shows of an opinion."""
    return {
        "opinion": opinion,
        "kind": words.DISPOSITION_KINDS[opinion.disposition],
        "counts": counts,
        "bar": words.bar(counts) if counts else "",
    }


@require_safe
def votes(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The votes behind the opinion map: columns comment-id, voter-id, vote; voters bear numbers drawn for this file."""
    workshop = workshop_or_404(request, code)
    if (
        not OpinionMap.objects.visible_to(request.user)
        .filter(workshop=workshop, people__gte=VOTES_FROM)
        .exists()
    ):
        raise Http404
    response = StreamingHttpResponse(vote_lines(workshop), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="votes-{workshop.code}.csv"'
    return response


@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The workshop as a calendar file."""
    workshop = workshop_or_404(request, code)
    response = HttpResponse(calendar_file(workshop), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="workshop-{workshop.code}.ics"'
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The workshops of the next sixty days, at most 150, as a calendar to subscribe to, narrowed by the same parameters as
    the list. The calendar's description says so; a program that fetches it again sees the next ones in time."""
    form, at = FilterForm(request.GET), now()
    ahead = queries.upcoming(AnonymousUser(), at).filter(starts_at__lt=at + timedelta(days=FEED_DAYS))
    found = queries.filtered(ahead, form.wanted())
    said = _("The workshops of the next %(days)s days, at most %(most)s. Choose filters to see fewer.")
    body = calendar_feed(
        found.order_by(*queries.NEXT_ORDER)[:FEED], description=said % {"days": FEED_DAYS, "most": FEED}
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "public, max-age=900"
    return response


def _subscription(request: HttpRequest, wanted: dict[str, Any]) -> str:
    """The address of the feed with the filters of this page, for a calendar program."""
    chosen = {name: "on" if value is True else value for name, value in wanted.items() if value}
    host = settings.SITE_URL.partition("//")[2]
    return f"webcal://{host}{reverse('workshops:feed')}" + (f"?{urlencode(chosen)}" if chosen else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of an opinion, by the code that an anonymous speaker took home. The code never stands in an address."""
    form = ReceiptForm(request.POST or None)
    context: dict[str, Any] = {**SECTION, "form": form}
    if request.method != "POST":
        return render(request, "workshops/receipt.html", context)
    if form.is_valid():
        opinion = (
            Opinion.objects.select_related("workshop", "department", "proposal", "theme")
            .prefetch_related("answers__department")
            .filter(receipt=clean_code(form.cleaned_data["receipt"]))
            .first()
        )
        if opinion is not None:
            return render(request, "workshops/receipt.html", {**context, "line": opinion_line(opinion)})
        written = written_under(clean_code(form.cleaned_data["receipt"]))
        if written is not None:
            return render(request, "workshops/receipt.html", {**context, "written": written})
        form.add_error(
            "receipt", _("No opinion has this code. Check the slip: there is no O, 0, I, 1 or L in a code.")
        )
    return render(request, "workshops/receipt.html", context, status=422)


def opinion_or_404(request: HttpRequest, uuid: Any) -> Opinion:
    """The opinion, if this viewer may see it."""
    found = Opinion.objects.visible_to(request.user).select_related(
        "workshop", "department", "proposal", "workshop__area"
    )
    opinion = found.filter(uuid=uuid).first()
    if opinion is None:
        raise Http404
    return opinion
