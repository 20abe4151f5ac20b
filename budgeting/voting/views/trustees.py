"""Trustees: the officer names them, the public downloads what is sealed to them, the officer takes the key back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.voting import actions, queries
from budgeting.voting.domain.entrusting import hand_in_key, name_trustees
from budgeting.voting.forms_trustees import KeyForm, TrusteesForm
from budgeting.voting.trustees import for_trustees
from budgeting.voting.views.fetching import vote
from budgeting.voting.views.quiet import quiet
from civic.common.refusals import Refusal

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def named(request: HttpRequest, slug: str) -> HttpResponse:
    """Who the trustees are; before the keys are made they are named here."""
    cycle = vote(request.user, slug)
    no = actions.name_trustees.refusal(request.user, cycle=cycle)
    if no is not None and no.status in (401, 403):
        raise no
    trustees = list(cycle.trustees.order_by("place"))
    form = TrusteesForm(request.POST if request.method == "POST" else None, named=trustees)
    if request.method == "POST" and form.is_valid():
        name_trustees(request.user, cycle, form.named())
        messages.success(request, _("The trustees are saved. Next: fix the roll."))
        return HttpResponseRedirect(reverse("results:desk", args=[slug]))
    context = {"section": "desk", "cycle": cycle, "trustees": trustees, "form": form, "no": no}
    return render(request, "voting/trustees/named.html", context, status=422 if form.errors else 200)


@require_safe
def copies(request: HttpRequest, slug: str) -> HttpResponse:
    """The sealed copies, from the close to the end of the keys. Useless without two of the trustees' keys."""
    group = queries.group_of(vote(request.user, slug))
    if group is None or group.closed_at is None or not group.sealed_keys.exists():
        raise Http404
    response = JsonResponse(for_trustees(group), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="copies-{slug}.json"'
    return response


@quiet
@require_http_methods(FORM)
def key(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand in the key that two trustees opened."""
    cycle = vote(request.user, slug)
    actions.hand_in_key.require(request.user, cycle=cycle)
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_key(request.user, cycle, form.cleaned_data["key"])
        except Refusal as no:
            if no.status != 422:
                raise
            form.add_error("key", str(no))
        else:
            messages.success(request, _("The key fits. Next: count the votes."))
            return HttpResponseRedirect(reverse("results:desk", args=[slug]))
    context = {"section": "desk", "cycle": cycle, "form": form}
    return render(request, "voting/trustees/key.html", context, status=422 if form.errors else 200)
