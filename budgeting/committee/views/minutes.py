"""Minutes on a page, as JSON with their hash, and the steps from draft to published."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee import queries as review
from budgeting.committee.domain import minuting
from budgeting.committee.minutes import shown
from budgeting.committee.models import Member, Minutes, Paper
from budgeting.committee.sessions import after as actions
from budgeting.committee.sessions import forms, queries
from budgeting.committee.sessions.wording import is_written, item_in_words, recusals_of, title_of, votes_of
from budgeting.committee.views.public import SECTION
from budgeting.committee.views.sessions import session_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.accounts.actors import is_staff
from civic.common.clock import now
from civic.common.refusals import Refusal


def minutes_or_404(request: HttpRequest, pk: int) -> Minutes:
    found = Minutes.objects.visible_to(request.user).select_related("session__committee__cycle__process")
    return get_object_or_404(found, pk=pk)


def _reads_all(request: HttpRequest, minutes: Minutes, seat: Member | None) -> bool:
    """The city's staff and the committee's members read what is closed to the public."""
    return is_staff(request.user) or seat is not None


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a page that prints well."""
    found = minutes_or_404(request, pk)
    seat = review.seat_in(request.user, found.session.committee, now())
    content = shown(found, everything=_reads_all(request, found, seat))
    context: dict[str, Any] = {
        "minutes": found,
        "session": found.session,
        "committee": found.session.committee,
        "content": content,
        "title": title_of(content),
        "written": is_written(content),
        "attendance": [
            {**one, "kind": Member.Kind(one["kind"]).label} for one in content.get("attendance", [])
        ],
        "items": [
            SimpleNamespace(
                **one, words=item_in_words(one, written=is_written(content)), recusals=recusals_of(one)
            )
            for one in content.get("items", [])
        ],
        "votes": [SimpleNamespace(**one) for one in votes_of(content.get("items", []))],
        "moments": {
            name: parse_datetime(content[name]) if content.get(name) else None
            for name in ("starts_at", "voted_until", "called_at", "opened_at", "closed_at")
        },
        "confirmed": queries.confirmations(found),
        "needed": queries.confirmations_needed(found),
        "no_confirmation": actions.confirm_minutes.refusal(request.user, minutes=found, member=seat),
        "seat": seat,
        "paper": found.papers.filter(language=get_language()).first(),
    }
    return render(request, "committee/minutes/minutes.html", {**SECTION, **context})


@require_safe
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """What the hash is made of. Where a part is closed, the hash is of the whole text and cannot be repeated from this."""
    found = minutes_or_404(request, pk)
    seat = review.seat_in(request.user, found.session.committee, now())
    content = shown(found, everything=_reads_all(request, found, seat))
    said = {"digest": found.digest, "access": found.access, "ground": found.ground, "note": found.note}
    return JsonResponse({**said, "content": content}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def as_pdf(request: HttpRequest, pk: int, language: str) -> HttpResponseBase:
    """The file of published minutes; it was set after their publication, and is never set while somebody waits."""
    paper = get_object_or_404(
        Paper.objects.select_related("minutes__session__committee"),
        minutes__in=Minutes.objects.visible_to(request.user),
        minutes=pk,
        language=language,
    )
    if not default_storage.exists(paper.path):
        raise Http404
    session = paper.minutes.session
    etag = f'"{paper.digest}"'
    response = get_conditional_response(request, etag=etag) or FileResponse(
        default_storage.open(paper.path),
        filename=f"{session.committee.slug}-{session.number}-{language}.pdf",
        content_type="application/pdf",
    )
    response["ETag"] = etag
    return response


@login_required
@require_http_methods(FORM)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the minutes of a session from the record, with further remarks."""
    session = session_or_404(request, pk)
    actions.draft_minutes.require(request.user, session=session)
    before = Minutes.objects.visible_to(request.user).filter(session=session).first()
    form = forms.DraftForm(request.POST or None, initial={"note": before.note if before else ""})
    if request.method == "POST" and form.is_valid():
        made = minuting.draft_minutes(request.user, session, at=now(), **form.cleaned_data)
        messages.success(
            request, _("The minutes are drafted. The members who were there are asked to confirm them.")
        )
        return redirect("committee:minutes", pk=made.pk)
    return form_page(request, "committee/minutes/draft.html", form, session=session)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A member who was there confirms the text."""
    found = minutes_or_404(request, pk)
    minuting.confirm_minutes(request.user, found, at=now())
    messages.success(request, _("Thank you. Your confirmation is recorded."))
    return redirect("committee:minutes", pk=pk)


@login_required
@require_http_methods(FORM)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, partly open or closed, with the ground."""
    found = minutes_or_404(request, pk)
    actions.publish_minutes.require(request.user, minutes=found, access=Minutes.Access.OPEN, ground="")
    form = forms.AccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            minuting.publish_minutes(request.user, found, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The minutes are published."))
            return redirect("committee:minutes", pk=pk)
    return form_page(request, "committee/minutes/publish.html", form, minutes=found)
