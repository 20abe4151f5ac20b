"""Pages for those who learn: enrol, the own enrolment session by session, the certificate."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.models import User
from civic.common import pdf
from civic.common import qr as qr_picture
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.dates import date_text
from civic.common.paging import keyset
from workshops.school import actions, queries, words
from workshops.school.domain import enrolling, finishing
from workshops.school.forms import EnrolForm
from workshops.school.models import Course, Enrolment, Graduate
from workshops.school.refusals import EnrolledAlready
from workshops.school.views.public import SECTION, course_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, code: str) -> HttpResponse:
    """One page: name and needs. After it, the own enrolment."""
    course, at = course_or_404(request, code), now()
    no = actions.enrol.refusal(request.user, course=course, at=at)
    if isinstance(no, EnrolledAlready) and request.method != "POST":
        return redirect("school:enrolment", code=code)
    if no is not None:
        raise no
    form = EnrolForm(request.POST or None, initial={"name": cast(User, request.user).display_name})
    if request.method == "POST" and form.is_valid():
        enrolling.enrol(request.user, course, at=at, **form.cleaned_data)
        return redirect("school:enrolment", code=code)
    sessions = queries.sessions_of(course)
    context = {
        "course": course,
        "form": form,
        "seats": words.seats(course),
        "rule": words.rule(course, len(sessions)),
        "sessions": [{"session": one, "times": words.times(one)} for one in sessions],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/school/enrol.html", {**SECTION, **context}, status=status)


def _own(request: HttpRequest, code: str) -> Enrolment:
    enrolment = queries.enrolment_of(course_or_404(request, code), request.user)
    if enrolment is None:
        raise Http404
    return enrolment


@login_required
@never_cache
@require_safe
def enrolment(request: HttpRequest, code: str) -> HttpResponse:
    """The own enrolment: code and QR, session by session, what is still needed; at the end certificate and name."""
    mine, at = _own(request, code), now()
    lines = queries.own_sessions(mine, at)
    there = sum(one.there for one in lines)
    needed = mine.course.needed(len(lines))
    label, kind = words.state(mine.course, at)
    graduate = queries.graduate_of(mine) if mine.course.state == Course.State.FINISHED else None
    context: dict[str, Any] = {
        "enrolment": mine,
        "course": mine.course,
        "state_label": label,
        "state_kind": kind,
        "sessions": [{"line": one, "times": words.times(one.session)} for one in lines],
        "next": next((one.session for one in lines if not one.over), None),
        "there": there,
        "needed": needed,
        "total": len(lines),
        "missing": max(needed - there, 0),
        "place": queries.place_in_line(mine) if mine.seated_at is None else 0,
        "graduate": graduate,
        "may_leave": actions.leave.allows(request.user, enrolment=mine, at=at),
    }
    return render(request, "workshops/school/enrolment.html", {**SECTION, **context})


@login_required
@never_cache
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR picture of the own enrolment: an address, so that the camera of a phone is scanner enough."""
    mine = _own(request, code)
    target = settings.SITE_URL + reverse("school:scan", args=[mine.course.code, mine.code])
    return qr_picture.answer(target)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Give the own place up, after one question."""
    mine = _own(request, code)
    if request.method == "POST":
        enrolling.leave(request.user, mine, at=now())
        messages.success(request, _("Your enrolment is cancelled. The place goes to the next in line."))
        return redirect(mine.course)
    actions.leave.require(request.user, enrolment=mine, at=now())
    return render(request, "workshops/school/leave.html", {**SECTION, "course": mine.course})


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every course in which I am or was enrolled, the newest first."""
    at = now()
    found = Enrolment.objects.visible_to(request.user).going_on().filter(user=request.user.pk)
    page = keyset(
        found.select_related("course__department", "graduate"),
        order=("-id",),
        cursor=request.GET.get("after"),
        size=20,
    )
    lines = [{"enrolment": one, **words.line(one.course, at)} for one in page]
    return render(request, "workshops/school/mine.html", {**SECTION, "page": page, "lines": lines})


@login_required
@require_POST
def publish_name(request: HttpRequest, code: str) -> HttpResponse:
    """Agree that the own name stands among the graduates, or take it back."""
    graduate = _graduate(request, code)
    agreed = request.POST.get("agreed") == "yes"
    finishing.publish_name(request.user, graduate, agreed=agreed)
    messages.success(
        request,
        _("Your name stands on the page of the course.")
        if agreed
        else _("Your name is not published any more."),
    )
    return redirect("school:enrolment", code=code)


def _graduate(request: HttpRequest, code: str) -> Graduate:
    found = Graduate.objects.filter(course=course_or_404(request, code), user=request.user.pk)
    return get_object_or_404(found.select_related("enrolment__course", "course__department"))


@login_required
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """A certificate of completion as tagged PDF; its number can be checked by whoever holds it."""
    course = course_or_404(request, code)
    actions.certificate.require(request.user, course=course)
    graduate = _graduate(request, code)
    made = pdf.document(
        [
            pdf.facts(
                [
                    (_("Name"), graduate.enrolment.name),
                    (_("Course"), localized(course, "title")),
                    (_("Sessions attended"), f"{graduate.attended}/{graduate.sessions}"),
                    (_("Completed on"), date_text(graduate.graduated_at)),
                    (_("Number"), graduate.enrolment.number),
                    (_("Check the number at"), settings.SITE_URL + reverse("school:check")),
                ]
            ),
            pdf.paragraph(
                _("The person named above completed this course of the governance school. The number can be checked on "
                  "the page “Check a certificate of the school”.")
            ),
        ],
        title=_("Certificate of completion"),
        language=(get_language() or "ko")[:2],
        at=now(),
        issuer=str(course.department),
    )  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="completion-{course.code}.pdf"'
    return response
