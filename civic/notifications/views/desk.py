"""The administrators' page of what could not be delivered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from civic.common.paging import keyset
from civic.notifications import actions, queries
from civic.notifications.domain.retrying import retry


@require_safe
def undelivered(request: HttpRequest) -> HttpResponse:
    """Events and mails that were given up, and since when the oldest unsent one waits."""
    actions.retry_delivery.require(request.user)
    context = {
        "events": keyset(queries.dead_events(), order=["-id"], cursor=request.GET.get("after_event")),
        "mails": keyset(queries.dead_mails(), order=["-id"], cursor=request.GET.get("after_mail")),
        "oldest": queries.oldest_waiting(),
        "section": "desk",
    }
    return render(request, "notifications/undelivered.html", context)


@require_POST
def retry_event(request: HttpRequest, pk: int) -> HttpResponse:
    retry(request.user, "event", pk)
    messages.success(request, _("It will be tried again within a few seconds."))
    return redirect("notifications:undelivered")


@require_POST
def retry_mail(request: HttpRequest, pk: int) -> HttpResponse:
    retry(request.user, "mail", pk)
    messages.success(request, _("It will be tried again within a few seconds."))
    return redirect("notifications:undelivered")
