"""All comments of a thread, writing one, and following."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civic.comments import actions
from civic.comments.domain import liking
from civic.comments.domain.following import choose_level
from civic.comments.domain.writing import write_comment
from civic.comments.forms import CommentForm
from civic.comments.models import Comment, Follow, Thread
from civic.comments.queries import Shown, page_of, shown_thread
from civic.common import clock
from civic.common.http import safe_next

DRAFT = "comment_draft"


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: every comment by pages, with a filter by position. POST: write one."""
    shown = shown_thread(pk, request.user)
    thread = shown.thread
    if request.method == "POST":
        return _post(request, shown)
    stance = request.GET.get("stance", "")
    page = page_of(
        thread, request.user, stance=stance, at=request.GET.get("at", ""), cursor=request.GET.get("after")
    )
    context = {
        "thread": thread,
        "about": shown.about,
        "page": page,
        "tabs": _tabs(stance),
        "form": CommentForm(),
    }
    return render(request, "comments/all.html", context)


@require_http_methods(["GET", "HEAD"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The form on a page of its own: for a reply (``to``), and with the text kept from before signing in."""
    shown = shown_thread(pk, request.user)
    kept = _kept(request, shown.thread)
    initial = kept or {"to": request.GET.get("to", "")}
    return _form_page(request, shown, CommentForm(initial=initial), kept=bool(kept))


@require_POST
def like(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Find a comment helpful, or no longer: one press each way."""
    thread = shown_thread(pk, request.user).thread
    found = get_object_or_404(Comment.objects.visible_to(request.user), pk=comment, thread=thread)
    counted = liking.like(request.user, found, at=clock.now())
    messages.success(request, _("Counted as helpful.") if counted else _("No longer counted as helpful."))
    return redirect(safe_next(request, found.path))


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose one's level, then back to where the button stood."""
    thread = shown_thread(pk, request.user).thread
    level = request.POST.get("level", "")
    if level not in Follow.Level.values:
        return HttpResponseBadRequest()
    choose_level(request.user, thread, level)
    messages.success(request, _("How you follow this: %(level)s.") % {"level": Follow.Level(level).label})
    return redirect(safe_next(request, thread.path))


def _post(request: HttpRequest, shown: Shown) -> HttpResponse:
    thread = shown.thread
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _form_page(request, shown, form, status=422)
    if not request.user.is_authenticated:
        request.session[DRAFT] = {
            "thread": thread.pk,
            **{name: request.POST.get(name, "") for name in form.fields},
        }
        return redirect_to_login(reverse("comments:write", args=[thread.pk]))
    comment = write_comment(request.user, thread, form.words())
    request.session.pop(DRAFT, None)
    messages.success(request, _("Your comment is published. You are told when somebody replies."))
    return HttpResponseRedirect(comment.path)


def _form_page(
    request: HttpRequest, shown: Shown, form: CommentForm, *, kept: bool = False, status: int = 200
) -> HttpResponse:
    thread = shown.thread
    to = form["to"].value()
    parent = (
        Comment.objects.visible_to(request.user).filter(pk=to, thread=thread, parent__isnull=True).first()
        if str(to).isdecimal()
        else None
    )
    if parent is not None:
        form.fields["stance"].widget = HiddenInput()
    context: dict[str, Any] = {
        "thread": thread,
        "about": shown.about,
        "form": form,
        "kept": kept,
        "parent": parent,
    }
    if request.user.is_authenticated:
        context["no"] = actions.write.refusal(request.user, thread=thread, at=clock.now(), parent=parent)
    return render(request, "comments/write.html", context, status=status)


def _kept(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    draft: dict[str, Any] = request.session.get(DRAFT) or {}
    return {k: v for k, v in draft.items() if k != "thread"} if draft.get("thread") == thread.pk else {}


def _tabs(stance: str) -> list[dict[str, Any]]:
    choices = [("", _("All comments")), *[(value, str(label)) for value, label in Comment.Stance.choices]]
    return [
        {"label": label, "href": f"?stance={value}" if value else "?", "current": value == stance}
        for value, label in choices
    ]
