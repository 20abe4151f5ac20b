"""What a writer does with a submitted proposal: change it, withdraw it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civic.common.clock import now
from civic.common.refusals import Refusal
from proposals import actions
from proposals.domain import editing, withdrawing
from proposals.forms import EditForm, WithdrawForm
from proposals.queries import to_act
from proposals.refusals import ChangedMeanwhile, NothingChanged, ResidentNumber
from proposals.views.common import one, show, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change the text; says before whether the old one will stay readable."""
    signed_in(request)
    proposal = one(request, number, to_act)
    at = now()
    actions.edit.require(request.user, proposal=proposal, at=at)
    initial = {
        "title": proposal.title,
        "body": proposal.body,
        "place": proposal.place,
        "version": proposal.version,
    }
    form = EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit(request.user, proposal, at=at, **form.cleaned_data)
        except (ChangedMeanwhile, NothingChanged, ResidentNumber) as refusal:
            return _again(request, proposal, form, refusal)
        messages.success(request, _("The change is public now."))
        return redirect(proposal.get_absolute_url())
    context = {"proposal": proposal, "form": form, "freely": actions.edits_freely(proposal, at)}
    return show(request, "edit", context, status=422 if form.errors else 200)


def _again(request: HttpRequest, proposal: object, form: EditForm, refusal: Refusal) -> HttpResponse:
    form.add_error(None, str(refusal))
    response = show(
        request, "edit", {"proposal": proposal, "form": form, "freely": False}, status=refusal.status
    )
    response["X-Refusal"] = refusal.code
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraw with a public reason; the page stays."""
    signed_in(request)
    proposal = one(request, number, to_act)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdrawing.withdraw(request.user, proposal, at=now(), **form.cleaned_data)
        messages.success(request, _("The proposal is withdrawn."))
        return redirect(proposal.get_absolute_url())
    if request.method != "POST":
        actions.withdraw.require(request.user, proposal=proposal, reason="-")
    return show(request, "withdraw", {"proposal": proposal, "form": form}, status=422 if form.errors else 200)
