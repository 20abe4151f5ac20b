"""The host's desk: planning a course and its sessions, opening, cancelling and ending it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from workshops.school import actions, queries, words
from workshops.school.domain import finishing, planning
from workshops.school.forms import CourseForm, ReasonForm, SessionForm
from workshops.school.models import Course, Session
from workshops.school.refusals import PlacesBelowEnrolled, RuleStands, SessionInThePast, WorkshopTwice
from workshops.school.views.public import course_or_404
from workshops.views.desk import require_host

SECTION = {"section": "desk", "show_desk": True}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every course, the newest first."""
    require_host(request)
    at = now()
    found = Course.objects.visible_to(request.user).select_related("area", "department")
    page = keyset(found, order=("-id",), cursor=request.GET.get("after"), size=20)
    context = {"page": page, "lines": [words.line(one, at) for one in page]}
    return render(request, "workshops/school/desk/list.html", {**SECTION, **context})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new course, or a change of one that is not over."""
    found = course_or_404(request, code) if code else None
    actions.save_course.require(request.user, course=found)
    form = CourseForm(request.POST or None, instance=found, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.changes() if found else form.cleaned_data
            saved = planning.save_course(request.user, found, at=now(), **given)
        except (
            PlacesBelowEnrolled,
            RuleStands,
        ) as no:  # what was typed stays, with the sentence at its field
            field = "capacity" if isinstance(no, PlacesBelowEnrolled) else "attend_percent"
            form.add_error(field, f"{no} {no.way_forward}")
        else:
            messages.success(request, _("Saved."))
            return redirect("school:manage", code=saved.code)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "workshops/school/desk/form.html", {**SECTION, "course": found, "form": form}, status=status
    )


@login_required
@require_safe
def manage(request: HttpRequest, code: str) -> HttpResponse:
    """One course on the desk: where it stands, its sessions, and what comes next."""
    require_host(request)
    course, at = course_or_404(request, code), now()
    sessions = queries.sessions_of(course)
    there: dict[int, int] = {}
    for session, _enrolment in queries.attendances(course):
        there[session] = there.get(session, 0) + 1
    label, kind = words.state(course, at)
    lines = [
        {
            "session": one,
            "times": words.times(one),
            "there": there.get(one.pk, 0),
            "begun": one.starts_at <= at,
            "may_note": actions.note_attendance.allows(request.user, session=_of(course, one), at=at),
        }
        for one in sessions
    ]
    context: dict[str, Any] = {
        "course": course,
        "state_label": label,
        "state_kind": kind,
        "seats": words.seats(course),
        "rule": words.rule(course, len(sessions)),
        "sessions": lines,
        "waiting": course.enrolments.in_line().count(),
        "graduates": course.graduates.count(),
        "may_change": actions.save_course.allows(request.user, course=course),
        "may_cancel": actions.cancel.allows(request.user, course=course),
        "no_announce": actions.announce.refusal(request.user, course=course, at=at),
        "no_finish": actions.finish.refusal(request.user, course=course, at=at),
    }
    return render(request, "workshops/school/desk/manage.html", {**SECTION, **context})


def _of(course: Course, session: Session) -> Session:
    """The session with its course at hand, so that a rule asks the database nothing more."""
    session.course = course
    return session


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    """Add a session, or change one that has not begun."""
    course, at = course_or_404(request, code), now()
    found = get_object_or_404(course.sessions, pk=pk) if pk is not None else None
    actions.save_session.require(request.user, course=course, session=found, at=at)
    form = SessionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            planning.save_session(request.user, course, found, at=at, **form.cleaned_data)
        except (WorkshopTwice, SessionInThePast) as no:
            form.add_error(
                "workshop" if isinstance(no, WorkshopTwice) else "starts_at", f"{no} {no.way_forward}".strip()
            )
        else:
            messages.success(request, _("Saved."))
            return redirect("school:manage", code=code)
    status = 422 if request.method == "POST" else 200
    context = {**SECTION, "course": course, "session": found, "form": form}
    return render(request, "workshops/school/desk/session.html", context, status=status)


@login_required
@require_POST
def drop_session(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a session out of the course."""
    require_host(request)
    found = get_object_or_404(course_or_404(request, code).sessions.select_related("course"), pk=pk)
    planning.drop_session(request.user, found, at=now())
    messages.success(request, _("The session is taken out."))
    return redirect("school:manage", code=code)


@login_required
@require_POST
def announce(request: HttpRequest, code: str) -> HttpResponse:
    planning.announce(request.user, course_or_404(request, code), at=now())
    messages.success(request, _("Announced: people can enrol now."))
    return redirect("school:manage", code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel with a reason."""
    course = course_or_404(request, code)
    actions.cancel.require(request.user, course=course)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.cancel(request.user, course, **form.cleaned_data)
        messages.success(request, _("Cancelled. Everybody who is enrolled is told the reason."))
        return redirect("school:manage", code=code)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "workshops/school/desk/cancel.html",
        {**SECTION, "course": course, "form": form},
        status=status,
    )


@login_required
@require_POST
def finish(request: HttpRequest, code: str) -> HttpResponse:
    """End the course: the graduates are written and told."""
    graduates = finishing.finish(request.user, course_or_404(request, code), at=now())
    said = ngettext(
        "The course is over. %(n)s person completed it.",
        "The course is over. %(n)s people completed it.",
        len(graduates),
    )
    messages.success(request, said % {"n": len(graduates)})
    return redirect("school:manage", code=code)
