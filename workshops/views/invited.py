"""Signed links that work without signing in: an invitation, and giving places back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from civic.common.clock import now
from civic.common.refusals import SignInFirst
from workshops import words
from workshops.before import actions
from workshops.before.links import registration_of
from workshops.domain.inviting import accept_invitation, decline_invitation
from workshops.domain.registering import cancel_by_link
from workshops.models import Workshop
from workshops.models.invitations import invitation_of
from workshops.views.public import SECTION


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; accept (after signing in) or decline."""
    found = invitation_of(token)
    if found is None:
        raise Http404
    at = now()
    if request.method == "POST" and request.POST.get("answer") == "decline":
        decline_invitation(request.user, found, at=at)
        messages.success(request, _("You have declined. Thank you for telling us."))
        return redirect("workshops:list")
    if request.method == "POST":
        accept_invitation(request.user, found, at=at)
        if found.workshop.state == Workshop.State.PLANNED:
            said = _("You have accepted. As soon as the workshop is announced you are told and can register.")
            messages.success(request, said)
            return redirect("workshops:invitation", token=token)
        return redirect("workshops:register", code=found.workshop.code)
    no = actions.accept_invitation.refusal(request.user, invitation=found, at=at)
    context = {
        "invitation": found,
        "workshop": found.workshop,
        "times": words.times(found.workshop),
        "no": None if isinstance(no, SignInFirst) else no,
        "sign_in": f"{reverse('account_login')}?next={request.path}" if isinstance(no, SignInFirst) else "",
        "accepted": found.user_id is not None and found.user_id == request.user.pk,
        "may_register": found.workshop.state == Workshop.State.ANNOUNCED,
        "may_decline": actions.decline_invitation.allows(request.user, invitation=found, at=at),
    }
    return render(request, "workshops/invitation.html", {**SECTION, **context})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: GET asks, POST gives the places back. A mail program that opens links cancels nothing."""
    registration = registration_of(token)
    if registration is None:
        raise Http404
    context = {**SECTION, "workshop": registration.workshop, "times": words.times(registration.workshop)}
    if request.method == "POST":
        cancel_by_link(registration, at=now())
        return render(request, "workshops/cancelled_by_link.html", context)
    no = actions.cancel_by_link.refusal(None, registration=registration, at=now())
    return render(request, "workshops/cancel_by_link.html", {**context, "no": no})
