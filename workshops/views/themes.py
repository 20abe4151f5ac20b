"""The host sorts opinions into themes; a department answers a theme once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.periods import due_after
from workshops.after import actions, queries
from workshops.after.forms import GatherForm, MergeForm, TakeOutForm
from workshops.after.suggesting import MOST, suggestions
from workshops.domain import theme_answers, theming
from workshops.forms_opinions import AnswerForm, AssignForm
from workshops.models import Opinion, Theme, Workshop
from workshops.models.opinions import OpinionQuerySet
from workshops.views.desk import SECTION, require_host
from workshops.views.opinions import end_of
from workshops.views.public import opinion_line, workshop_or_404


def theme_or_404(request: HttpRequest, uuid: UUID) -> Theme:
    """The theme, if this viewer may see it."""
    return get_object_or_404(
        Theme.objects.visible_to(request.user).select_related("workshop", "department"), uuid=uuid
    )


def _opinions(request: HttpRequest, workshop: Workshop) -> OpinionQuerySet:
    return Opinion.objects.visible_to(request.user).filter(workshop=workshop, hidden_at=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sort(request: HttpRequest, code: str) -> HttpResponse:
    """Suggestions, opinions that stand by themselves, and the themes; POST puts the chosen ones into a theme."""
    require_host(request)
    workshop = workshop_or_404(request, code)
    themes = queries.themes_of(workshop, request.user)
    opinions = _opinions(request, workshop)
    form = GatherForm(request.POST or None, opinions=opinions, themes=themes)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["opinions"])
        theme = theming.gather(
            request.user,
            workshop,
            chosen,
            at=now(),
            into=form.cleaned_data["theme"],
            title=form.cleaned_data["title"],
            title_en=form.cleaned_data["title_en"],
        )
        said = ngettext(
            "%(count)s opinion is now in: %(title)s", "%(count)s opinions are now in: %(title)s", len(chosen)
        )
        messages.success(request, said % {"count": len(chosen), "title": theme})
        return redirect("workshops:themes", code=code)
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/themes.html", _sorting(request, workshop, form), status=status)


def _sorting(request: HttpRequest, workshop: Workshop, form: GatherForm) -> dict[str, Any]:
    opinions = _opinions(request, workshop)
    loose = opinions.filter(theme=None).order_by("id")
    sorted_ones = opinions.filter(theme__isnull=False).select_related("theme").order_by("id")
    page = keyset(loose, order=("id",), cursor=request.GET.get("after"), size=50)
    posted = request.POST.getlist("opinions") if request.method == "POST" else []
    return {
        **SECTION,
        "workshop": workshop,
        "form": form,
        "no": actions.sort_opinions.refusal(request.user, workshop=workshop),
        "suggestions": suggestions(list(loose[:MOST]), list(sorted_ones[:MOST])),
        "page": page,
        "themes": list(queries.themes_of(workshop, request.user)),
        "step": queries.last_step(workshop),
        "chosen": posted,
    }


@login_required
@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the last step of sorting back."""
    step = theming.undo(request.user, workshop_or_404(request, code), at=now())
    messages.success(request, _("Taken back: %(step)s") % {"step": step})
    return redirect("workshops:themes", code=code)


@login_required
@require_safe
def theme(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One theme on the desk: its opinions, each with its own words and owner."""
    require_host(request)
    return render(request, "workshops/desk/theme.html", _theme(request, theme_or_404(request, uuid)))


def _theme(request: HttpRequest, theme: Theme, **forms: Any) -> dict[str, Any]:
    opinions = _opinions(request, theme.workshop).filter(theme=theme)
    found = opinions.select_related("workshop", "department", "proposal", "speaker")
    page = keyset(found, order=("id",), cursor=request.GET.get("after"), size=50)
    others = queries.themes_of(theme.workshop, request.user).exclude(pk=theme.pk)
    return {
        **SECTION,
        "theme": theme,
        "workshop": theme.workshop,
        "page": page,
        "lines": [opinion_line(one) for one in page],
        "merge_form": forms.get("merge") or MergeForm(themes=others),
        "take_out_form": forms.get("take_out"),
        "others": others.exists(),
        "may_route": actions.route_theme.allows(request.user, theme=theme),
        "may_answer": actions.answer_theme.allows(request.user, theme=theme),
    }


@login_required
@require_POST
def take_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The chosen opinions stand by themselves again."""
    require_host(request)
    found = theme_or_404(request, uuid)
    form = TakeOutForm(request.POST, opinions=_opinions(request, found.workshop).filter(theme=found))
    if not form.is_valid():
        context = _theme(request, found, take_out=form)
        return render(request, "workshops/desk/theme.html", context, status=422)
    chosen = list(form.cleaned_data["opinions"])
    theming.take_out(request.user, chosen, workshop=found.workshop, at=now())
    messages.success(request, _("Taken out of the theme."))
    return redirect("workshops:themes", code=found.workshop.code)


@login_required
@require_POST
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything moves into another theme of the workshop."""
    require_host(request)
    found = theme_or_404(request, uuid)
    others = queries.themes_of(found.workshop, request.user).exclude(pk=found.pk)
    form = MergeForm(request.POST, themes=others)
    if not form.is_valid():
        return render(request, "workshops/desk/theme.html", _theme(request, found, merge=form), status=422)
    into = theming.merge(request.user, found, into=form.cleaned_data["into"], at=now())
    messages.success(request, _("Joined: %(title)s") % {"title": into})
    return redirect("workshops:theme", uuid=into.uuid)


@login_required
@require_POST
def dissolve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The theme ends, its opinions stay."""
    found = theme_or_404(request, uuid)
    theming.dissolve(request.user, found, at=now())
    messages.success(request, _("The theme is dissolved; its opinions stand by themselves again."))
    return redirect("workshops:themes", code=found.workshop.code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a theme to a department, with the day by which it answers."""
    found = theme_or_404(request, uuid)
    actions.route_theme.require(request.user, theme=found)
    due_on = timezone.localtime(max(found.workshop.answers_due_at, due_after(now(), 7))).date()
    form = AssignForm(request.POST or None, initial={"due_on": due_on, "department": found.department_id})
    if request.method == "POST" and form.is_valid():
        theme_answers.route_theme(
            request.user,
            found,
            department=form.cleaned_data["department"],
            due_at=end_of(form.cleaned_data["due_on"]),
            at=now(),
        )
        messages.success(
            request, _("The theme has gone to: %(name)s") % {"name": form.cleaned_data["department"]}
        )
        return redirect("workshops:theme", uuid=uuid)
    context = {**SECTION, "theme": found, "workshop": found.workshop, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/route_theme.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One answer for everything in the theme that waits for its department."""
    found = theme_or_404(request, uuid)
    actions.answer_theme.require(request.user, theme=found)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answered = theme_answers.answer_theme(request.user, found, form.answer(), at=now())
        said = ngettext(
            "%(count)s opinion is answered; its speaker is told.",
            "%(count)s opinions are answered; everybody who said one is told.",
            len(answered),
        )
        messages.success(request, said % {"count": len(answered)})
        return redirect("workshops:waiting")
    waiting = (
        _opinions(request, found.workshop)
        .filter(theme=found, department=found.department_id)
        .unanswered()
        .order_by("id")[:50]
    )
    context = {**SECTION, "theme": found, "workshop": found.workshop, "form": form, "waiting": waiting}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/answer_theme.html", context, status=status)
