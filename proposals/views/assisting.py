"""Entering a proposal for somebody at the counter, the paper with the code, and taking it over with that code."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.common import qr
from civic.common.clock import now
from civic.common.ids import clean_code
from civic.common.paging import keyset
from proposals import actions
from proposals.domain import assisting
from proposals.forms import AssistForm, ClaimForm
from proposals.models import Assistance, Proposal
from proposals.queries import standing_call, to_act
from proposals.refusals import CallClosed, CodeUnknown
from proposals.views.common import one, show, signed_in

CODE = "proposals.assisted_code"


@require_http_methods(["GET", "HEAD", "POST"])
def assist(request: HttpRequest) -> HttpResponse:
    """One page for the whole proposal, while the person is there or on the line."""
    actions.see_assisted.require(request.user)
    at = now()
    call = standing_call(at)
    if call is None:
        raise CallClosed
    form = AssistForm(
        request.POST if request.method == "POST" else None, initial={"kind": Proposal.Kind.SOLUTION}
    )
    if request.method == "POST" and form.is_valid():
        proposal, code = assisting.enter(request.user, call=call, at=at, **form.cleaned_data)
        request.session[CODE] = {"number": proposal.number, "code": code}
        return redirect("proposals:slip", number=proposal.number)
    return show(request, "assist", {"form": form, "section": "desk"}, status=422 if form.errors else 200)


@require_safe
def assisted(request: HttpRequest) -> HttpResponse:
    """What was entered for citizens, the newest first: the way back to a paper that was lost."""
    actions.see_assisted.require(request.user)
    rows = Assistance.objects.select_related("proposal", "by")
    page = keyset(rows, order=["-id"], cursor=request.GET.get("after"))
    return show(request, "assisted", {"page": page, "section": "desk"})


@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The paper for the person: number, address and code. The code is shown once; a new one can be made."""
    actions.see_assisted.require(request.user)
    proposal = one(request, number, to_act)
    assistance: Assistance | None = getattr(proposal, "assistance", None)
    if assistance is None:
        raise Http404(_("There is no such proposal."))
    if request.method == "POST":
        code = assisting.new_code(request.user, assistance, at=now())
        request.session[CODE] = {"number": number, "code": code}
        return redirect("proposals:slip", number=number)
    kept = request.session.pop(CODE, None) if request.method == "GET" else None
    code = kept["code"] if kept and kept["number"] == number else ""
    return show(
        request, "slip", {"proposal": proposal, "assistance": assistance, "section": "desk", **_printed(code)}
    )


def _printed(code: str) -> dict[str, Any]:
    """The code in three groups, and the address with it as a picture for a phone's camera."""
    if not code:
        return {"code": ""}
    address = f"{settings.SITE_URL}{reverse('proposals:claim')}?{urlencode({'code': code})}"
    return {"code": "-".join((code[:4], code[4:8], code[8:])), "picture": qr.data_address(address)}


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Take over what staff typed: with the code from the paper, after signing in."""
    if request.method == "POST" and not request.user.is_authenticated:
        query = urlencode({"code": clean_code(request.POST.get("code", ""))[:20]})
        return redirect(f"{reverse('proposals:claim')}?{query}")  # asks to sign in, and keeps what was typed
    if request.GET.get("code"):
        signed_in(request)
    form = ClaimForm(
        request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            proposal = assisting.claim(request.user, form.cleaned_data["code"], at=now())
        except CodeUnknown as refusal:
            form.add_error("code", str(refusal))
            response = show(request, "claim", {"form": form}, status=refusal.status)
            response["X-Refusal"] = refusal.code
            return response
        messages.success(request, _("The proposal is yours now. You find it on your page."))
        return redirect(proposal.get_absolute_url())
    return show(request, "claim", {"form": form}, status=422 if form.errors else 200)
