"""The facilitator's page: lead the phases, decide what the screen shows, group, and record when it is over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from workshops.live import actions, grouped, polling, queries, results
from workshops.live.domain import joining, moderating, opening, recording
from workshops.live.forms import BundleForm, OpenForm
from workshops.live.models import Participant, Room, Statement
from workshops.live.states import is_past, room_phases, statement_states
from workshops.models import Workshop
from workshops.queries import Counts
from workshops.views.desk import SECTION, require_host
from workshops.views.public import workshop_or_404

SIZE = 40
#: What is offered first. Not the close: it is the end, and is asked about.
FORWARD = {Room.Phase.WRITE: "group", Room.Phase.GROUP: "choose"}


def _room(request: HttpRequest, code: str) -> Room:
    require_host(request)
    rooms = Room.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rooms, workshop__code=code)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, workshop: str) -> HttpResponse:
    """The room of this workshop; before it is opened, the form that opens it."""
    require_host(request)
    here = workshop_or_404(request, workshop)
    room = Room.objects.visible_to(request.user).for_pages().filter(workshop=here).first()
    if room is None:
        return _open(request, here)
    return render(
        request, "live/desk/room.html", {**SECTION, **_context(request, room), "form": BundleForm()}
    )


def _open(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    no = actions.open_room.refusal(request.user, workshop=workshop, at=now())
    form = OpenForm(
        request.POST or None,
        initial={"question": workshop.title[:140], "question_en": workshop.title_en[:140]},
    )
    if request.method == "POST" and form.is_valid():
        opening.open_room(request.user, workshop, at=now(), **form.cleaned_data)
        messages.success(request, _("The room is open: show its code on the screen."))
        return redirect("live:desk", workshop=workshop.code)
    context = {**SECTION, "workshop": workshop, "form": form, "no": no}
    return render(request, "live/desk/open.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, room: Room) -> dict[str, Any]:
    seen = queries.numbers(room)
    tag = polling.tag(
        room, seen.newest, seen.heads, seen.answers, grouped.number_of(room), request.GET.get("after", "")
    )
    found = Statement.objects.filter(room=room).select_related("participant", "bundle")
    waiting = found.filter(state=Statement.State.WAITING)
    page = keyset(
        found.exclude(state=Statement.State.WAITING),
        order=("-id",),
        cursor=request.GET.get("after"),
        size=SIZE,
    )
    first = list(waiting.order_by("pk")[:SIZE])
    counts = queries.counts([*page])
    return {
        "room": room,
        "workshop": room.workshop,
        "numbers": seen,
        "tag": tag,
        "poll_headers": polling.headers(tag),
        "poll": f"?{request.GET.urlencode()}",
        **_moves(room),
        "waiting": [_line(room, one, Counts()) for one in first],
        "page": page,
        "lines": [_line(room, one, counts.get(one.pk, Counts())) for one in page],
        "groups": grouped.shown_groups(room)
        if room.phase in (Room.Phase.CHOOSE, Room.Phase.CLOSED)
        else None,
        "tables": list(Participant.objects.filter(room=room).exclude(table="").order_by("table")[:100]),
        "no_record": actions.record_statements.refusal(request.user, room=room),
    }


def _moves(room: Room) -> dict[str, Any]:
    """The next phase, which is offered first, and the others that the room can go to."""
    allowed = [verb for verb in ("write", "group", "choose", "close") if room_phases.allows(verb, room.phase)]
    forward = FORWARD.get(Room.Phase(room.phase), "")
    return {"forward": forward, "moves": [verb for verb in allowed if verb != forward]}


def _line(room: Room, statement: Statement, counts: Counts) -> dict[str, Any]:
    verbs = [
        verb
        for verb in ("show", "shortlist", "answer", "hide")
        if statement_states.allows(verb, statement.state)
        and (verb != "answer" or statement.is_question)
        and not is_past(room, verb)
    ]
    return {**results.line(statement, counts), "verbs": verbs if statement.opinion_id is None else []}


@login_required
@require_safe
def now_part(request: HttpRequest, workshop: str) -> HttpResponse:
    """New statements and numbers for the facilitator, who has nothing typed in this part."""
    room = _room(request, workshop)
    context = _context(request, room)
    if same := polling.unchanged(request, context["tag"]):
        return same
    return polling.tagged(render(request, "live/desk/now.html", context), context["tag"])


@login_required
@require_POST
def move(request: HttpRequest, workshop: str) -> HttpResponse:
    """To another phase; before the room is closed for good the page asks whether it shall be."""
    room = _room(request, workshop)
    if request.POST.get("verb") == "close" and "sure" not in request.POST and not room.is_closed:
        context = {**SECTION, "room": room, "workshop": room.workshop, "numbers": queries.numbers(room)}
        return render(request, "live/desk/close.html", context)
    opening.move_room(request.user, room, request.POST.get("verb", ""), at=now())
    return redirect("live:desk", workshop=workshop)


@login_required
@require_POST
def moderate(request: HttpRequest, workshop: str, pk: int) -> HttpResponse:
    """Show, shortlist, mark as answered, hide."""
    room = _room(request, workshop)
    statement = get_object_or_404(Statement.objects.select_related("room__workshop"), room=room, pk=pk)
    waited = statement.state == Statement.State.WAITING
    moderating.moderate(request.user, statement, request.POST.get("verb", ""))
    # on a phone the list is long: back to where one was
    place = "to-look-at" if waited else f"statement-{pk}"
    return redirect(f"{reverse('live:desk', args=[workshop])}#{place}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest, workshop: str) -> HttpResponse:
    """Group the ticked statements under a title."""
    room = _room(request, workshop)
    form = BundleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moderating.bundle(request.user, room, _ticked(request, room), **form.given())
        messages.success(request, _("Grouped."))
        return redirect("live:bundle", workshop=workshop)
    actions.bundle.require(request.user, room=room)
    context = {
        **SECTION,
        "room": room,
        "workshop": room.workshop,
        "form": form,
        "bundles": results.bundles(room),
    }
    return render(request, "live/desk/bundle.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def free_table(request: HttpRequest, workshop: str, pk: int) -> HttpResponse:
    """Another device may record for this table."""
    room = _room(request, workshop)
    table = get_object_or_404(Participant.objects.select_related("room__workshop"), room=room, pk=pk)
    joining.free_table(request.user, table)
    messages.success(request, _("The table is free for another device."))
    return redirect("live:desk", workshop=workshop)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, workshop: str) -> HttpResponse:
    """Choose which statements go into the record, and record them in one step."""
    room = _room(request, workshop)
    if request.method == "POST":
        opinions = recording.record_statements(request.user, room, _ticked(request, room), at=now())
        n = len(opinions)
        said = ngettext(
            "%(n)s statement recorded as an opinion.", "%(n)s statements recorded as opinions.", n
        )
        messages.success(request, said % {"n": n})
        return redirect("workshops:desk-opinions", code=workshop)
    actions.record_statements.require(request.user, room=room)
    context = {**SECTION, "room": room, "workshop": room.workshop, **results.of(room)}
    return render(request, "live/desk/record.html", context)


def _ticked(request: HttpRequest, room: Room) -> list[Statement]:
    wanted = [int(pk) for pk in request.POST.getlist("statement") if pk.isdecimal() and len(pk) < 19][:500]
    return list(Statement.objects.filter(room=room, pk__in=wanted))
