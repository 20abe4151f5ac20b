"""The page of a thing's photos and documents: adding, describing, removing. Works as plain forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civic.accounts.actors import is_staff
from civic.accounts.models import User
from civic.attachments import actions, queries
from civic.attachments.domain import adding, changing
from civic.attachments.forms import FORMS, AddForm, WordsForm
from civic.attachments.holders import Held
from civic.attachments.models import Attachment
from civic.attachments.refusals import TooLarge
from civic.attachments.uploads import MOST, was_too_large
from civic.common.clock import now
from civic.common.refusals import Refusal, SignInFirst

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def folder(request: HttpRequest, subject: str) -> HttpResponse:
    """What is there, and a form for a photo and one for a document."""
    person, held = _person(request), queries.held_or_404(subject, request.user)
    actions.open_page.require(person, held=held, at=now())
    forms = {kind: form(bilingual=is_staff(person)) for kind, form in FORMS.items()}
    status = 200
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in FORMS:
            return HttpResponseBadRequest()
        forms[kind] = FORMS[kind](request.POST, request.FILES, bilingual=is_staff(person))
        if _add(request, held, subject, forms[kind]):
            return redirect("attachments:folder", subject)
        status = 422
    for kind, form in forms.items():
        form.kept = queries.kept_by(person, subject, kind)
    context = {
        "held": held,
        "path": held.how.path(held.row),
        "about": held.how.title(held.row),
        "subject": subject,
        "rows": queries.standing(subject),
        "forms": list(forms.values()),
        "form": next((form for form in forms.values() if form.is_bound), None),
    }
    return render(request, "attachments/folder.html", context, status=status)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise SignInFirst
    return request.user


def _add(request: HttpRequest, held: Held, subject: str, form: AddForm) -> bool:
    """Keep what was chosen, and publish it when the rest of the form is complete too. False: something is missing."""
    person, at = _person(request), now()
    form.is_valid()
    kept = queries.kept_by(person, subject, form.kind_of)
    chosen = request.FILES.get("file")
    if was_too_large(request):
        _say_no(form, TooLarge(limit=MOST // 1_000_000))
    elif chosen is not None and not form.has_error("file"):
        try:
            newer = adding.keep(person, held, adding.Chosen(chosen, chosen.name or "", form.kind_of), at=at)
        except Refusal as refusal:
            _say_no(form, refusal)
        else:
            if kept is not None:  # chosen again: the earlier one is no longer meant
                changing.remove(person, held, kept, at=at)
            kept = newer
    elif kept is None and not form.has_error("file"):
        form.add_error("file", _("Choose a file."))
    if not form.is_valid() or kept is None:
        return False
    adding.publish(person, held, kept, at=at, **_words(form))
    added = (
        _("The photo is added. It can be seen in a few seconds, without the place and the camera's data.")
        if kept.is_photo
        else _("The document is added.")
    )
    messages.success(request, added)
    return True


def _words(form: AddForm | WordsForm) -> dict[str, str]:
    """What it is called; in English too where the form has asked for that."""
    return {name: form.cleaned_data[name] for name in ("words", "words_en") if name in form.cleaned_data}


def _say_no(form: AddForm, refusal: Refusal) -> None:
    form.add_error("file", " ".join(filter(None, (str(refusal), refusal.way_forward))))


@require_http_methods(METHODS)
def describe(request: HttpRequest, file: UUID) -> HttpResponse:
    """Other words for a photo or document."""
    person, (held, found) = _person(request), queries.own_or_404(file, request.user)
    actions.change.require(person, held=held, words="-", at=now())
    form = WordsForm(request.POST or None, attachment=found, bilingual=is_staff(person))
    if request.method == "POST" and form.is_valid():
        changing.describe(person, held, found, at=now(), **_words(form))
        messages.success(request, _("Saved."))
        return redirect("attachments:folder", found.folder.subject)
    return _page(request, "describe", held, found, form=form)


@require_http_methods(METHODS)
def remove(request: HttpRequest, file: UUID) -> HttpResponse:
    """Ask, then remove."""
    person, (held, found) = _person(request), queries.own_or_404(file, request.user)
    actions.remove.require(person, held=held, attachment=found, at=now())
    if request.method == "POST":
        changing.remove(person, held, found, at=now())
        messages.success(request, _("Removed. Nobody can fetch the file any more."))
        return (
            redirect("attachments:folder", found.folder.subject)
            if actions.open_page.allows(person, held=held, at=now())
            else redirect(held.how.path(held.row))
        )
    return _page(request, "remove", held, found)


def _page(request: HttpRequest, template: str, held: Held, found: Attachment, **more: Any) -> HttpResponse:
    form = more.get("form")
    context = {"found": found, "about": held.how.title(held.row), "subject": found.folder.subject, **more}
    status = 422 if form is not None and form.errors else 200
    return render(request, f"attachments/{template}.html", context, status=status)
