"""The inbox of the person who is signed in, and what they want by mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import person
from civic.accounts.models import User
from civic.common.paging import keyset
from civic.notifications import actions, queries
from civic.notifications.domain.reading import choose_mail, mark_read
from civic.notifications.forms import MailForm
from civic.notifications.rendering import rendered


def signed_in(request: HttpRequest) -> User:
    """The person; raises SignInFirst for anybody else."""
    actions.read_inbox.require(request.user)
    user = person(request.user)
    if user is None:
        raise TypeError("only a person has an inbox")
    return user


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, the unread ones marked."""
    user = signed_in(request)
    page = keyset(queries.inbox(user), order=["-id"], cursor=request.GET.get("after"))
    lines = [{"message": message, "notice": rendered(message.event)} for message in page]
    context = {
        "page": page,
        "lines": lines,
        "has_unread": any(message.read_at is None for message in page),
        "section": "inbox",
    }
    return render(request, "notifications/inbox.html", context)


@require_safe
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a message to what it is about. Reading it is what marks it as read; nothing else is written."""
    user = signed_in(request)
    message = get_object_or_404(queries.inbox(user), pk=pk)
    mark_read(user, [message.pk])
    return HttpResponseRedirect(rendered(message.event).path)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one message (``message``) or, without one, all of them as read."""
    user = signed_in(request)
    one = request.POST.get("message", "")
    count = mark_read(user, [int(one)] if one.isdecimal() and len(one) < 19 else None)
    if not one:
        messages.success(request, _("Messages marked as read: %(count)s.") % {"count": count})
    return redirect("notifications:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: HttpRequest) -> HttpResponse:
    """The matrix of families and e-mail. The inbox itself cannot be switched off."""
    user = signed_in(request)
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            choose_mail(user, form.cleaned_data)
            messages.success(request, _("Your choice is saved. It holds from the next notice on."))
            return redirect("notifications:settings")
    else:
        form = MailForm(initial=queries.wishes(user))
    context = {"form": form, "section": "inbox", "email": user.email}
    return render(request, "notifications/settings.html", context, status=422 if form.errors else 200)
