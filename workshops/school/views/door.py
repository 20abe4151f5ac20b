"""At a session: the list to tick, a code to type, and the QR picture that a phone's camera opens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.dates import time_text
from civic.common.paging import keyset
from civic.common.refusals import Refusal
from workshops.forms import CodeForm
from workshops.school import actions, words
from workshops.school.domain import attending
from workshops.school.models import Attendance, Enrolment, Session
from workshops.school.views.desk import SECTION
from workshops.school.views.public import course_or_404
from workshops.views.desk import require_host


def _session(request: HttpRequest, code: str, pk: int) -> Session:
    require_host(request)
    course = course_or_404(request, code)
    found = get_object_or_404(course.sessions, pk=pk)
    found.course = course
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The list of a session, thirty names at a time: tick who is here."""
    session = _session(request, code, pk)
    if request.method == "POST":
        present, listed = (_keys(request.POST.getlist(name)) for name in ("present", "listed"))
        attending.note_list(request.user, session, present, listed, at=now())
        messages.success(request, _("The list is saved."))
        return redirect("school:attendance", code=code, pk=pk)
    return _page(request, session, CodeForm())


def _keys(values: list[str]) -> list[int]:
    return [int(one) for one in values if one.isdecimal() and len(one) < 19]


def _page(request: HttpRequest, session: Session, form: CodeForm, status: int = 200) -> HttpResponse:
    people = Enrolment.objects.visible_to(request.user).seated().filter(course=session.course_id)
    page = keyset(people, order=("name", "id"), cursor=request.GET.get("after"), size=30)
    facts = Attendance.objects.filter(session=session)
    here = set(facts.filter(enrolment__in=[one.pk for one in page]).values_list("enrolment_id", flat=True))
    context: dict[str, Any] = {
        "course": session.course,
        "session": session,
        "times": words.times(session),
        "page": page,
        "lines": [{"enrolment": one, "here": one.pk in here} for one in page],
        "present": facts.count(),
        "code_form": form,
        "no": actions.note_attendance.refusal(request.user, session=session, at=now()),
    }
    return render(request, "workshops/school/desk/attendance.html", {**SECTION, **context}, status=status)


@login_required
@require_POST
def by_code(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Note one person by the code of the enrolment."""
    session = _session(request, code, pk)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            found = attending.find_by_code(session.course, form.cleaned_data["code"])
            _note(request, session, found)
        except Refusal as no:
            form.add_error("code", str(no))
        else:
            return redirect("school:attendance", code=code, pk=pk)
    return _page(request, session, form, status=422)


def _note(request: HttpRequest, session: Session, enrolment: Enrolment) -> None:
    fact, first = attending.note_one(request.user, session, enrolment, at=now())
    said = _("%(name)s is here.") if first else _("%(name)s is here already, since %(time)s.")
    messages.success(request, said % {"name": enrolment.name, "time": time_text(fact.at)})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Where the QR picture leads. Staff see one button for the session of today; the person sees the own enrolment."""
    course = course_or_404(request, code)
    found = (
        Enrolment.objects.visible_to(request.user)
        .going_on()
        .filter(course=course, code=enrolment_code)
        .first()
    )
    if found is None:
        raise Http404
    if not holds(request.user, Role.Kind.HOST):
        return redirect("school:enrolment", code=code)
    at = now()
    session = attending.session_of_today(course, at)
    if request.method == "POST":
        _note(request, session, found)
        return redirect("school:attendance", code=code, pk=session.pk)
    no = actions.note_attendance.refusal(request.user, session=session, at=at)
    context = {
        "course": course,
        "session": session,
        "times": words.times(session),
        "enrolment": found,
        "no": no,
    }
    return render(request, "workshops/school/desk/scan.html", {**SECTION, **context})
