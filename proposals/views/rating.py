"""What people do with a final answer: rate it, and ask once more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civic.common.clock import now
from proposals import actions
from proposals.domain import following_up
from proposals.forms import QuestionForm, RatingForm
from proposals.models import Answer, Proposal
from proposals.queries import to_act
from proposals.views.common import one, show, signed_in


def _final(proposal: Proposal) -> Answer:
    found = following_up.final_of(proposal)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """How good the answer is, once."""
    person = signed_in(request)
    proposal = one(request, number, to_act)
    answer = _final(proposal)
    actions.rate_answer.require(person, answer=answer)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        following_up.rate(person, answer, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your rating is counted; only the sum is public."))
        return redirect(f"{proposal.get_absolute_url()}#answer-{answer.pk}")
    return _page(request, "rate", proposal, answer, form)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """One more question about the answer."""
    person = signed_in(request)
    proposal = one(request, number, to_act)
    answer = _final(proposal)
    actions.ask_once_more.require(person, answer=answer, text="-", at=now())
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        following_up.ask_once_more(person, answer, at=now(), **form.cleaned_data)
        messages.success(request, _("Your question is public. The department replies within 14 days."))
        return redirect(f"{proposal.get_absolute_url()}#answer-{answer.pk}")
    return _page(request, "ask", proposal, answer, form)


def _page(request: HttpRequest, template: str, proposal: Proposal, answer: Answer, form: Any) -> HttpResponse:
    context = {"proposal": proposal, "answer": answer, "form": form}
    return show(request, template, context, status=422 if form.errors else 200)
