"""The desk's work on opinions: recording, giving to departments, answering."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import Page, keyset
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed
from workshops import actions, queries
from workshops.after import queries as after
from workshops.domain import answering, recording, routing
from workshops.forms_opinions import AnswerForm, OpinionForm, RouteForm
from workshops.models import Opinion, Registration, Workshop
from workshops.views.desk import SECTION, require_host
from workshops.views.public import opinion_line, opinion_or_404, workshop_or_404


def _speakers(workshop: Workshop) -> QuerySet[Registration]:
    return workshop.registrations.in_force().filter(user__is_active=True).order_by("name", "id")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, table by table; each line with its receipt code to hand out."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    initial = {"table": request.GET.get("table", "")}
    form = OpinionForm(request.POST or None, initial=initial, speakers=_speakers(workshop))
    if request.method == "POST" and form.is_valid():
        opinion = recording.record_opinion(request.user, workshop, at=now(), **form.cleaned_data)
        said = _("Recorded. Receipt code to hand out: %(receipt)s") % {"receipt": opinion.receipt}
        messages.success(request, said)
        return redirect(f"{request.path}?table={opinion.table}")
    page = _opinions(request, workshop)
    context = {
        "workshop": workshop,
        "form": form,
        "page": page,
        "opinions": [opinion_line(one) for one in page],
        "no_record": actions.record_opinion.refusal(request.user, workshop=workshop),
        "no_publish": actions.publish_record.refusal(request.user, workshop=workshop),
        "may_route": workshop.state in (Workshop.State.HELD, Workshop.State.RECORDED),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/opinions.html", {**SECTION, **context}, status=status)


def _opinions(request: HttpRequest, workshop: Workshop) -> Page[Opinion]:
    found = Opinion.objects.visible_to(request.user).filter(workshop=workshop)
    found = found.select_related("workshop", "department", "proposal", "speaker")
    return keyset(found, order=("-id",), cursor=request.GET.get("after"), size=50)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest, code: str) -> HttpResponse:
    """Give the chosen opinions to a department, with the day by which it answers."""
    require_host(request)
    workshop = workshop_or_404(request, code)
    open_ones = (
        Opinion.objects.visible_to(request.user).filter(workshop=workshop, hidden_at=None).unanswered()
    )
    due_on = timezone.localtime(max(workshop.answers_due_at, due_after(now(), 7))).date()
    form = RouteForm(request.POST or None, initial={"due_on": due_on}, opinions=open_ones)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["opinions"])
        department, due_at = form.cleaned_data["department"], end_of(form.cleaned_data["due_on"])
        routing.route_opinions(request.user, chosen, department=department, due_at=due_at, at=now())
        count = len(chosen)
        said = ngettext(
            "%(count)s opinion given to: %(name)s", "%(count)s opinions given to: %(name)s", count
        )
        messages.success(request, said % {"count": count, "name": department})
        return redirect("workshops:route", code=code)
    waiting = open_ones.select_related("department", "workshop").order_by("id")
    page = keyset(waiting, order=("id",), cursor=request.GET.get("after"), size=50)
    chosen_uuids = (
        request.POST.getlist("opinions") if request.method == "POST" else request.GET.getlist("opinion")
    )
    context = {"workshop": workshop, "form": form, "page": page, "chosen": chosen_uuids}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/route.html", {**SECTION, **context}, status=status)


def end_of(day: datetime) -> datetime:
    """Six in the evening of that day, when offices close."""
    return timezone.make_aware(datetime.combine(day, time(18, 0)))


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What the person's departments still owe an answer, the oldest due date first, and promised days that have come."""
    if not holds(request.user, Role.Kind.OFFICER):
        raise NotAllowed
    found = queries.waiting_for_answer(request.user)
    page = keyset(found, order=("due_at", "id"), cursor=request.GET.get("after"), size=30)
    promised = after.back_on_the_desk(request.user, now()).order_by("id")
    back = keyset(promised, order=("id",), cursor=request.GET.get("back"), size=30)
    context = {
        "page": page,
        "opinions": [opinion_line(one) for one in page],
        "themes": after.themes_to_answer(request.user)[:30],
        "back": back,
        "promised": [opinion_line(one) for one in back],
    }
    return render(request, "workshops/desk/waiting.html", {**SECTION, **context})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A department says what becomes of an opinion."""
    opinion = opinion_or_404(request, uuid)
    actions.answer_opinion.require(request.user, opinion=opinion)
    initial = {"text": opinion.answer, "text_en": opinion.answer_en}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answering.answer_opinion(request.user, opinion, form.answer(), at=now())
        messages.success(request, _("Answered. The speaker is told, and the answer is public."))
        return redirect("workshops:waiting")
    context = {"opinion": opinion, "workshop": opinion.workshop, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/answer.html", {**SECTION, **context}, status=status)
