"""Where members vote in writing: the secretary's motion, and each member's own page with the vote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from budgeting.committee import queries as review
from budgeting.committee.domain import writing
from budgeting.committee.models import Resolution, WrittenVote
from budgeting.committee.sessions import forms
from budgeting.committee.sessions import writing as actions
from budgeting.committee.sessions.codes import RefusalCode
from budgeting.committee.sessions.queries import charter_of
from budgeting.committee.views.public import SECTION
from budgeting.committee.views.sessions import item_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.common.clock import now
from civic.common.refusals import Refusal

WORDS = ("kind", "text", "reason", "reason_en", "condition", "condition_en", "code")


@login_required
@require_http_methods(FORM)
def motion(request: HttpRequest, pk: int) -> HttpResponse:
    """The motion of an item, until it is sent round."""
    item = item_or_404(request, pk)
    actions.open_motion.require(request.user, item=item)
    stated = Resolution.objects.filter(item=item).first()
    before = {name: getattr(stated, name) for name in WORDS} if stated else None
    form = forms.MotionForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            writing.state_motion(request.user, item, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("The motion is written. It goes to the members when you call the session.")
            )
            return redirect("committee:run", pk=item.session_id)
    return form_page(request, "committee/sessions/motion.html", form, item=item)


@never_cache
@login_required
@require_http_methods(FORM)
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's own page of a motion: what is asked, why, and the vote. A recused member gets neither."""
    item = item_or_404(request, pk)
    seat = review.seat_in(request.user, item.session.committee, now())
    actions.read_motion.require(request.user, member=seat, item=item, at=now())
    form = forms.WrittenVoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writing.vote_in_writing(request.user, item, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("Your vote is given. How you voted is seen by nobody but you."))
            return redirect("committee:ballot", pk=pk)
    stated = Resolution.objects.filter(item=item).first()
    context = {
        "item": item,
        "session": item.session,
        "resolution": stated,
        "code": RefusalCode(stated.code).label if stated and stated.code else "",
        "charter": charter_of(item.session.committee),
        "own": WrittenVote.objects.filter(item=item, member=seat).first(),
        "no_vote": actions.vote_in_writing.refusal(request.user, member=seat, item=item, at=now()),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/sessions/ballot.html", {**SECTION, **context}, status=status)
