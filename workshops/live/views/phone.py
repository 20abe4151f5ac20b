"""What a phone in the room shows: join, write, group, choose, and what came out. Works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.clock import now
from civic.common.ids import clean_code
from civic.common.refusals import Refusal
from workshops.live import actions, grouped, polling, queries, refusals, results
from workshops.live.devices import has_passed, let_in, participant, remember
from workshops.live.domain import answering, joining, writing
from workshops.live.forms import EnterForm, HeadsForm, PassForm, TableForm, WriteForm
from workshops.live.models import Participant, Room, Statement

FORM = ["GET", "HEAD", "POST"]
MINE, QUESTIONS = 10, 20


def room_or_404(request: HttpRequest, code: str) -> Room:
    """The room with this code, however it was typed."""
    rooms = Room.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rooms, code=clean_code(code))


def come_in(request: HttpRequest, code: str) -> Room:
    """The room with this code, for whoever may look into it. Raises RoomPrivate."""
    found = room_or_404(request, code)
    actions.come_in.require(request.user, room=found, passed=has_passed(request, found))
    return found


@never_cache
@require_http_methods(FORM)
def enter(request: HttpRequest) -> HttpResponse:
    """The short address that is read out: type the code."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = clean_code(form.cleaned_data["code"])
        if Room.objects.visible_to(request.user).filter(code=code).exists():
            return redirect("live:room", code=code)
        no = refusals.UnknownRoom()
        form.add_error("code", f"{no} {no.way_forward}")
    return render(request, "live/enter.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(FORM)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Join with this phone by one button, or as the recorder of a table."""
    room = room_or_404(request, code)
    passed = has_passed(request, room)
    if (stranger := actions.come_in.refusal(request.user, room=room, passed=passed)) is not None:
        return _show_code(request, room, stranger)
    actions.join.require(request.user, room=room, passed=passed)
    for_table = request.method == "POST" and "table" in request.POST
    form = TableForm(request.POST if for_table else None)
    if request.method == "POST" and (not for_table or form.is_valid()):
        given = form.cleaned_data if for_table else {}
        try:
            who = joining.join(room, at=now(), by=request.user, passed=passed, **given)
        except refusals.TableTaken as no:
            form.add_error("table", f"{no} {no.way_forward}")
        else:
            response = redirect(room)
            remember(response, request, who)
            return response
    return render(request, "live/join.html", {"room": room, "form": form}, status=422 if form.errors else 200)


def _show_code(request: HttpRequest, here: Room, no: Refusal) -> HttpResponse:
    """A stranger before the room of a private workshop: why not, and the field for the code of a registration."""
    form = PassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            joining.shown(here, form.cleaned_data["code"])
        except Refusal as wrong:
            form.add_error("code", f"{wrong} {wrong.way_forward}")
        else:
            response = redirect(here)
            let_in(response, request, here.workshop_id)
            return response
    context = {"room": here, "form": form, "no": no}
    return render(request, "live/private.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The room as this device sees it now."""
    here = room_or_404(request, code)
    who = participant(request, here)
    stranger = not actions.come_in.allows(request.user, room=here, passed=has_passed(request, here))
    if stranger or (who is None and not here.is_closed):
        return redirect("live:join", code=here.code)
    return _page(request, here, who)


def _page(
    request: HttpRequest, here: Room, who: Participant | None, form: WriteForm | None = None,
    heads: HeadsForm | None = None,
) -> HttpResponse:  # fmt: skip
    failed = bool((form and form.errors) or (heads and heads.errors))
    card = None
    context: dict[str, Any] = {"form": form or WriteForm(), "heads_form": heads or HeadsForm()}
    if who is not None and here.phase == Room.Phase.CHOOSE:
        card = queries.next_statement(here, who)
        context |= {"card": card, "last": _last(who)}
    context |= _context(here, who, done=card is None)
    context["poll"] = f"?phase={here.phase}&card={int(bool(context.get('card')))}"
    context["has_errors"] = failed
    return render(request, "live/room.html", context, status=422 if failed else 200)


def _last(who: Participant) -> Statement | None:
    """What was answered last, so that a slip of the finger can be undone."""
    found = (
        who.answers.filter(statement__kind=Statement.Kind.STATEMENT)
        .select_related("statement")
        .order_by("-pk")
    )
    last = found.first()
    return last.statement if last else None


def _tag(here: Room, *, done: bool) -> str:
    """Groups are shown to whoever has no statement left; nobody else looks again because they have changed."""
    shown = here.phase == Room.Phase.CHOOSE and done
    return polling.tag(here, *([grouped.number_of(here)] if shown else []))


def _context(here: Room, who: Participant | None, *, done: bool) -> dict[str, Any]:
    """What the part shows that looks again every four seconds. ``done``: this device has no statement left."""
    tag = _tag(here, done=done)
    context: dict[str, Any] = {"room": here, "who": who, "tag": tag, "poll_headers": polling.headers(tag)}
    if here.is_closed:
        return context | results.of(here) | {"mine": _mine(who), "groups": grouped.shown_groups(here, who)}
    if here.phase == Room.Phase.GROUP:
        context["bundles"] = results.bundles(here)
    if who is None:
        return context
    if here.phase == Room.Phase.CHOOSE:
        context["left"] = queries.unanswered(here, who).count()
        context["answered"] = who.answers.filter(statement__kind=Statement.Kind.STATEMENT).count()
        if done:
            context["groups"] = grouped.shown_groups(here, who)
    else:
        context["shown"] = list(queries.on_screen(here)[:QUESTIONS])
    return context | {"mine": _mine(who), "questions": _questions(here, who)}


def _mine(who: Participant | None) -> list[Statement]:
    return list(who.statements.order_by("-pk")[:MINE]) if who else []


def _questions(here: Room, who: Participant) -> list[dict[str, Any]]:
    """Admitted questions, with how many ask the same and whether this device does."""
    found = list(
        Statement.objects.admitted()
        .filter(room=here, kind=Statement.Kind.QUESTION)
        .order_by("-pk")[:QUESTIONS]
    )
    counts = queries.counts(found) if found else {}
    asked = (
        set(who.answers.filter(statement__in=found).values_list("statement_id", flat=True))
        if found
        else set()
    )
    lines = [
        {
            "statement": one,
            "asked": counts[one.pk].agree if one.pk in counts else 0,
            "may": one.pk not in asked and one.participant_id != who.pk,
        }
        for one in found
    ]
    return sorted(lines, key=lambda line: -line["asked"])


@require_safe
def now_part(request: HttpRequest, code: str) -> HttpResponse:
    """The part that looks again. Nothing new: 304 after one query. Another phase, or a statement for somebody who had
    none left: the whole page is loaded anew."""
    here = come_in(request, code)
    done = request.GET.get("card") == "0"
    tag = _tag(here, done=done)
    if same := polling.unchanged(request, tag):
        return same
    who = participant(request, here)
    if request.GET.get("phase") != here.phase:
        return polling.anew()
    waits = who is not None and here.phase == Room.Phase.CHOOSE and done
    if waits and who is not None and queries.unanswered(here, who).exists():
        return polling.anew()
    context = {**_context(here, who, done=done), "poll": "?" + request.GET.urlencode(), "oob": True}
    return polling.tagged(render(request, "live/parts/now.html", context), tag)


def _who(request: HttpRequest, here: Room) -> Participant:
    who = participant(request, here)
    if who is None:
        raise refusals.NotInRoom
    return who


@never_cache
@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """One statement or question. What cannot be taken comes back with what was typed."""
    here = room_or_404(request, code)
    who = _who(request, here)
    form = WriteForm(request.POST)
    if form.is_valid():
        try:
            said = writing.write_statement(who, at=now(), **form.cleaned_data)
        except Refusal as no:
            form.add_error("text", f"{no} {no.way_forward}")
        else:
            words = _("Sent. Your receipt code: %(receipt)s") % {"receipt": said.receipt}
            messages.success(request, words)
            return redirect(here)
    return _page(request, here, who, form)


@never_cache
@require_POST
def answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Agree, disagree or pass; a table gives its head counts."""
    here = room_or_404(request, code)
    who = _who(request, here)
    statement = get_object_or_404(Statement, room=here, pk=pk)
    if "given" in request.POST:
        answering.answer(who, statement, request.POST["given"])
        return redirect(here)
    form = HeadsForm(request.POST)
    if form.is_valid():
        try:
            answering.answer_by_heads(who, statement, **form.numbers())
        except refusals.WrongHeadCount as no:
            form.add_error(None, str(no))
        else:
            return redirect(here)
    return _page(request, here, who, heads=form)


@never_cache
@require_POST
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The last answer was a slip of the finger."""
    here = room_or_404(request, code)
    answering.take_back(_who(request, here), get_object_or_404(Statement, room=here, pk=pk))
    return redirect(here)
