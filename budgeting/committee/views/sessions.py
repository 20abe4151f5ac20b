"""The secretary runs a session: prepares, calls, records who is there, takes up items. And its public page."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee import queries as review
from budgeting.committee.domain import calling, discussing, sitting, writing
from budgeting.committee.models import Contribution, Item, Minutes, Session
from budgeting.committee.sessions import actions, forms, queries
from budgeting.committee.sessions import writing as written
from budgeting.committee.sessions.states import TAG_KINDS
from budgeting.committee.sessions.wording import votes_shown
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.public import SECTION, committee_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from budgeting.cycles.views.desk import SECTION as DESK
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.refusals import Refusal


def session_or_404(request: HttpRequest, pk: int) -> Session:
    shown = Session.objects.visible_to(request.user).select_related("committee__cycle__process")
    return get_object_or_404(shown, pk=pk)


def item_or_404(request: HttpRequest, pk: int) -> Item:
    """The item of a session that the viewer may see."""
    shown = Item.objects.filter(session__in=Session.objects.visible_to(request.user))
    return get_object_or_404(
        shown.select_related("session__committee__cycle__process", "project__envelope__cycle__process"), pk=pk
    )


def lines_of(session: Session) -> list[dict[str, Any]]:
    """The agenda with what became of each item and its numbers."""
    items = list(
        session.items.select_related("project__envelope", "resolution").prefetch_related(
            "motions", "recommendations__department"
        )
    )
    found = queries.presences(session, items, now())
    return [
        {"item": item, "presence": found[item.pk], "public": queries.is_public(item, session)}
        for item in items
    ]


def votes_in(lines: list[dict[str, Any]]) -> list[SimpleNamespace]:
    """Rows of the table of votes and recusals: what is public of the agenda."""
    public = [line for line in lines if line["public"]]
    rows = votes_shown(
        [line["item"] for line in public], {line["item"].pk: line["presence"] for line in public}
    )
    return [SimpleNamespace(**one) for one in rows]


def shared(session: Session) -> dict[str, Any]:
    charter = queries.charter_of(session.committee)
    return {
        "session": session,
        "committee": session.committee,
        "tag": TAG_KINDS[Session.State(session.state)],
        "charter": charter,
        "short_notice": queries.notice_is_short(session, charter, now()),
        "lines": lines_of(session),
    }


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Date, place, agenda, whom to call; after it what was decided, with numbers and reasons."""
    found = session_or_404(request, pk)
    minutes = Minutes.objects.visible_to(request.user).filter(session=found).first()
    is_secretary = holds(request.user, Role.Kind.SECRETARY)
    seat = review.seat_in(request.user, found.committee, now())
    context = shared(found)
    more = {
        "minutes": minutes,
        "is_secretary": is_secretary,
        "seat": seat,
        "votes": votes_in(context["lines"]),
    }
    return render(request, "committee/sessions/session.html", {**SECTION, **context, **more})


@login_required
@require_http_methods(FORM)
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """A new session as a draft."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    form = forms.SessionForm(request.POST or None, charter=queries.charter_of(committee))
    if request.method == "POST" and form.is_valid():
        try:
            made = calling.prepare_session(request.user, committee, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("The session is prepared. Put its items on the agenda, then call it.")
            )
            return redirect("committee:run", pk=made.pk)
    return form_page(request, "committee/sessions/prepare.html", form, committee=committee)


@login_required
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary's page of a session: the next step, who is there, each item with its quorum."""
    require_secretary(request)
    found = session_or_404(request, pk)
    here = queries.there(found)
    seats = queries.enrolled(found)
    voting = [one for one in seats if one.votes]
    quorum = queries.quorum_of(queries.charter_of(found.committee))
    more = {
        "seats": [{"member": one, "present": one.pk in here} for one in seats],
        "voting": len(voting),
        "voting_there": sum(1 for one in voting if one.pk in here),
        "needed": quorum.needed(len(voting)),
        "unpublished": queries.unpublished(found).count(),
        "minutes": Minutes.objects.visible_to(request.user).filter(session=found).first(),
        "no_call": actions.call.refusal(request.user, session=found),
        "no_count": written.count.refusal(request.user, session=found, at=now())
        if found.is_written
        else None,
        "no_opening": actions.open_session.refusal(request.user, session=found, at=now()),
        "call_by": queries.call_by(found, queries.charter_of(found.committee)),
    }
    return render(request, "committee/sessions/run.html", {**DESK, **shared(found), **more})


@login_required
@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is there, as ticked."""
    found = session_or_404(request, pk)
    ticked = [int(one) for one in request.POST.getlist("present") if one.isdecimal()]
    sitting.record_attendance(request.user, found, present=ticked)
    messages.success(request, _("The attendance is recorded."))
    return redirect("committee:run", pk=pk)


STEPS = {
    "call": (
        calling.call_session,
        gettext_lazy("The session is called. Its page is public, and the members are told."),
    ),
    "open": (sitting.open_session, gettext_lazy("The session is open.")),
    "count": (
        writing.count_votes,
        gettext_lazy("The votes are counted. Publish the decisions, then draft the minutes."),
    ),
    "close": (
        sitting.close_session,
        gettext_lazy("The session is closed. Publish its decisions, then draft the minutes."),
    ),
    "cancel": (calling.cancel_session, gettext_lazy("The session is called off.")),
}


@login_required
@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Call, open, count, close, or call off."""
    found = session_or_404(request, pk)
    require_secretary(request)
    act, said = STEPS[name]
    act(request.user, found, at=now())
    messages.success(request, said)
    return redirect("committee:run", pk=pk)


@login_required
@require_http_methods(FORM)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda."""
    found = session_or_404(request, pk)
    actions.put_on_agenda.require(request.user, session=found, project=None)
    form = forms.ItemForm(request.POST or None, committee=found.committee)
    if request.method == "POST" and form.is_valid():
        try:
            calling.put_on_agenda(request.user, found, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The item is on the agenda."))
            return redirect("committee:run", pk=pk)
    return form_page(request, "committee/sessions/add.html", form, session=found)


@login_required
@require_http_methods(FORM)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a vote on an item, beside its quorum."""
    item = item_or_404(request, pk)
    actions.take_up.require(request.user, item=item)
    form = forms.VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sitting.vote_on_item(request.user, item, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The vote is recorded."))
            return redirect("committee:run", pk=item.session_id)
    presence = queries.presence(item, now())
    standing = (
        review.standing(item.session.committee, item.project, now())
        if item.project and item.session.committee.reviews
        else None
    )
    return form_page(
        request, "committee/sessions/vote.html", form, item=item, presence=presence, standing=standing
    )


@login_required
@require_http_methods(FORM)
def defer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item off, with a reason."""
    item = item_or_404(request, pk)
    actions.take_up.require(request.user, item=item)
    form = forms.DeferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sitting.defer_item(request.user, item, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The item is deferred. It can come up in the next session."))
            return redirect("committee:run", pk=item.session_id)
    presence = queries.presence(item, now())
    return form_page(request, "committee/sessions/defer.html", form, item=item, presence=presence)


@login_required
@require_http_methods(FORM)
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """The members' discussion of an item."""
    item = item_or_404(request, pk)
    seat = review.seat_in(request.user, item.session.committee, now())
    actions.see_talk.require(request.user, member=seat, item=item, at=now())
    form = forms.TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discussing.contribute(request.user, item, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("Your contribution stands in the discussion."))
            return redirect("committee:talk", pk=pk)
    said = Contribution.objects.filter(item=item).select_related("member__user")[:200]
    context = {"item": item, "said": list(said), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/sessions/talk.html", {**SECTION, **context}, status=status)


@login_required
@require_http_methods(FORM)
def visit(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a visit to the place of a project."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    form = forms.VisitForm(request.POST or None, committee=committee)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        discussing.record_visit(request.user, committee, data.pop("project"), **data)
        messages.success(request, _("The visit is recorded; it stands on the committee's page."))
        return redirect("committee:desk", slug=slug)
    return form_page(request, "committee/sessions/visit.html", form, committee=committee)
