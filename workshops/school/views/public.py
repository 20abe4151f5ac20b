"""Pages for everybody: the courses, one course with its sessions and graduates, and whether a certificate is true."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.korean import masked
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from workshops.after.forms import NumberForm
from workshops.school import actions, queries, words
from workshops.school.models import Course

SECTION = {"section": "workshops"}
NEWEST = ("-begins_at", "-id")
NEXT = ("begins_at", "id")


def course_or_404(request: HttpRequest, code: str) -> Course:
    """The course, if this viewer may see it."""
    found = Course.objects.visible_to(request.user).select_related("area", "department")
    return get_object_or_404(found, code=code)


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Courses to come and under way, or those that are over."""
    at, over = now(), request.GET.get("when") == "past"
    page = keyset(
        queries.courses(request.user, over=over),
        order=NEWEST if over else NEXT,
        cursor=request.GET.get("after"),
        size=20,
    )
    tabs = [
        {"label": _("To come and under way"), "href": "?", "current": not over, "count": None},
        {"label": _("Courses that are over"), "href": "?when=past", "current": over, "count": None},
    ]
    context = {"page": page, "lines": [words.line(one, at) for one in page], "tabs": tabs, "over": over}
    return render(request, "workshops/school/list.html", {**SECTION, **context})


@require_safe
@for_visitors
def course(request: HttpRequest, code: str) -> HttpResponse:
    """One course: what is learnt, when, what completes it, the next step and its day; who completed it and agreed."""
    found, at = course_or_404(request, code), now()
    sessions = queries.sessions_shown(found, request.user)
    label, kind = words.state(found, at)
    graduates = keyset(
        found.graduates.named(), order=("name", "id"), cursor=request.GET.get("after"), size=60
    )
    context: dict[str, Any] = {
        "course": found,
        "state_label": label,
        "state_kind": kind,
        "seats": words.seats(found),
        "sessions": [
            {"session": one, "times": words.times(one), "over": one.ends_at <= at} for one in sessions
        ],
        "next": queries.next_session(sessions, at),
        "rule": words.rule(found, len(sessions)),
        "enrolment": queries.enrolment_of(found, request.user),
        "no": actions.enrol.refusal(request.user, course=found, at=at),
        "graduates": found.graduates.count() if found.finished_at else 0,
        "page": graduates,
        "hosting": holds(request.user, Role.Kind.HOST),
    }
    return render(request, "workshops/school/course.html", {**SECTION, **context})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a certificate's number is true, with the name masked: whoever asks holds the paper and can compare."""
    form = NumberForm(request.POST or None)
    context: dict[str, Any] = {**SECTION, "form": form}
    if request.method != "POST":
        return render(request, "workshops/school/check.html", context)
    if form.is_valid():
        graduate = queries.by_number(form.cleaned_data["number"])
        if graduate is not None:
            found = {"graduate": graduate, "name": masked(graduate.name)}
            return render(request, "workshops/school/check.html", {**context, **found})
        form.add_error("number", _("No certificate has this number."))
    return render(request, "workshops/school/check.html", context, status=422)
