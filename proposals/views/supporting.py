"""One tap to support, one tap to undo. Whoever has to sign in first finds the support counted on the way back."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civic.common.clock import now
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.domain import supporting
from proposals.models import Proposal
from proposals.queries import to_support
from proposals.refusals import AlreadySupported
from proposals.views.common import one

INTENT = "proposals.support_intent"
INTENT_LASTS = timedelta(hours=1)


@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, number: str) -> HttpResponse:
    """POST supports; a person not signed in is led to the sign-in and back here.

    GET counts only what this browser has asked for by a POST before it signed in, so that no foreign link can support
    in somebody's name; otherwise it leads to the proposal.
    """
    proposal = one(request, number, to_support)
    if request.method == "POST":
        return (
            _support(request, proposal)
            if request.user.is_authenticated
            else sign_in_and_support(request, proposal)
        )
    if request.user.is_authenticated and _take_intent(request, number):
        return _support(request, proposal)
    return redirect(proposal.get_absolute_url())


def _support(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Count it; a second tap is told so on the same page instead of on an error page."""
    response = HttpResponseRedirect(f"{proposal.get_absolute_url()}#support")
    try:
        supporting.support(request.user, proposal, at=now())
    except AlreadySupported as refusal:
        messages.info(request, str(refusal))
        response["X-Refusal"] = refusal.code
        return response
    messages.success(request, _("Your support is counted. You can undo it here."))
    return response


def sign_in_and_support(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Remember the tap in this browser's session and go to the sign-in page; raises what signing in would not mend."""
    refusal = actions.support.refusal(request.user, proposal=proposal, at=now())
    if not isinstance(refusal, SignInFirst):
        raise refusal or SignInFirst
    request.session[INTENT] = {"number": proposal.number, "until": (now() + INTENT_LASTS).timestamp()}
    back = reverse("proposals:support", args=[proposal.number])
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def _take_intent(request: HttpRequest, number: str) -> bool:
    intent = request.session.pop(INTENT, None)
    return bool(intent) and intent["number"] == number and now().timestamp() < intent["until"]


@require_POST
def unsupport(request: HttpRequest, number: str) -> HttpResponse:
    """Take the support back, in place."""
    proposal = one(request, number, to_support)
    supporting.unsupport(request.user, proposal, at=now())
    messages.success(request, _("Your support was taken back."))
    return HttpResponseRedirect(f"{proposal.get_absolute_url()}#support")
