"""The host sets up the registration: who may come, places kept for some, questions, invitations."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from civic.common.clock import now
from civic.common.forms import error_lines
from civic.common.paging import keyset
from civic.common.refusals import Refusal
from workshops.before import actions
from workshops.before.forms import AccessForm, BaseQuestions, InviteForm, QuestionForms
from workshops.domain import arranging, inviting
from workshops.models import Invitation, Reserved, Workshop
from workshops.views.desk import SECTION
from workshops.views.public import workshop_or_404

KINDS = (Reserved.Kind.WHEELCHAIR, Reserved.Kind.INVITED, Reserved.Kind.AREA)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, code: str) -> HttpResponse:
    """Who may come, companions, and places that are kept for some."""
    workshop = workshop_or_404(request, code)
    actions.keep_registration.require(request.user, workshop=workshop)
    kept = {one.kind: one for one in workshop.reserved.all()}
    area = kept.get(Reserved.Kind.AREA)
    initial = {"access": workshop.access, "companions_max": workshop.companions_max}
    initial |= {kind: kept[kind].seats if kind in kept else 0 for kind in KINDS}
    form = AccessForm(request.POST or None, initial={**initial, "area_of": area.area_id if area else None})
    if request.method == "POST" and form.is_valid() and _set(request, workshop, form):
        messages.success(request, _("Saved."))
        return redirect("workshops:access", code=code)
    context = {
        "workshop": workshop,
        "form": form,
        "may_ask": actions.ask.allows(request.user, workshop=workshop),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/access.html", {**SECTION, **context}, status=status)


def _set(request: HttpRequest, workshop: Workshop, form: AccessForm) -> bool:
    """Write what was set; what cannot be is said at its field."""
    given = form.cleaned_data
    for kind in KINDS:
        area = given["area_of"] if kind == Reserved.Kind.AREA else None
        try:
            arranging.keep_places(
                request.user, workshop, kind=kind, seats=given[kind] or 0, area=area, at=now()
            )
        except Refusal as no:
            form.add_error(kind, f"{no} {no.way_forward}")
    if form.errors:
        return False
    arranging.set_access(
        request.user,
        workshop,
        access=given["access"],
        companions_max=given["companions_max"],
        at=now(),
    )
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """What people are asked when they register."""
    workshop = workshop_or_404(request, code)
    actions.ask.require(request.user, workshop=workshop)
    rows = [
        {
            "text": one.text,
            "text_en": one.text_en,
            "kind": one.kind,
            "choices": "\n".join(one.choices),
            "choices_en": "\n".join(one.choices_en),
            "required": one.required,
        }
        for one in workshop.questions.all()
    ]
    forms = cast(BaseQuestions, QuestionForms(request.POST or None, initial=rows, prefix="question"))
    if request.method == "POST" and forms.is_valid():
        arranging.set_questions(request.user, workshop, forms.asked())
        messages.success(request, _("The questions are saved."))
        return redirect("workshops:access", code=code)
    errors = error_lines(forms)
    context: dict[str, Any] = {
        "workshop": workshop,
        "forms": forms,
        "errors": errors,
        "has_errors": bool(errors),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/questions.html", {**SECTION, **context}, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, code: str) -> HttpResponse:
    """Who is invited, what each said, and each one's link to send."""
    workshop = workshop_or_404(request, code)
    actions.keep_registration.require(request.user, workshop=workshop)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        inviting.invite(request.user, workshop, at=now(), **form.cleaned_data)
        messages.success(request, _("The invitation is made. Send its link to the person."))
        return redirect("workshops:invitations", code=code)
    found = Invitation.objects.visible_to(request.user).filter(workshop=workshop)
    page = keyset(found, order=("-id",), cursor=request.GET.get("after"), size=50)
    context = {"workshop": workshop, "form": form, "page": page, "site": settings.SITE_URL}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/invitations.html", {**SECTION, **context}, status=status)


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The link of an invitation opens nothing any more."""
    found = Invitation.objects.visible_to(request.user).select_related("workshop")
    inviting.withdraw_invitation(request.user, get_object_or_404(found, workshop__code=code, pk=pk), at=now())
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("workshops:invitations", code=code)
