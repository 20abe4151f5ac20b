"""The best project of a year: its page for everybody, and its call at the desk."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles.views.desk import FORM, form_page, say_no
from budgeting.delivery import actions, forms, queries
from budgeting.delivery.domain import awarding
from budgeting.delivery.models import Award, AwardVote
from civic.common.clock import now
from civic.common.refusals import Refusal


@require_http_methods(FORM)
def best(request: HttpRequest, year: int) -> HttpResponse:
    """GET: what can be chosen, or what was. POST: choose."""
    award = get_object_or_404(Award.objects.visible_to(request.user), year=year)
    nominees = queries.nominees_of(award, request.user)
    if request.method == "POST":
        return _choose(request, award)
    at = now()
    chosen = (
        AwardVote.objects.filter(award=award, user_id=request.user.pk)
        .values_list("nominee_id", flat=True)
        .first()
        if request.user.is_authenticated and award.is_open(at)
        else None
    )
    context = {
        "award": award,
        "nominees": nominees,
        "winners": queries.winners(nominees) if award.counted_at else [],
        "total": sum(one.votes or 0 for one in nominees),
        "is_open": award.is_open(at),
        "chosen": chosen,
        "no": actions.choose_best.refusal(request.user, award=award, nominee=None, at=at),
    }
    return render(request, "delivery/best.html", {"section": "budget", **context})


def _choose(request: HttpRequest, award: Award) -> HttpResponse:
    actions.choose_best.require(request.user, award=award, nominee=None, at=now())
    wanted = request.POST.get("nominee", "")
    nominee = award.nominees.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if nominee is None:
        messages.error(request, _("Choose one project first."))
    else:
        awarding.choose(request.user, award, nominee, at=now())
        messages.success(request, _("Your choice is counted. You may change it until the close."))
    return redirect("delivery:best", award.year)


@login_required
@require_http_methods(FORM)
def call(request: HttpRequest) -> HttpResponse:
    """Call the choice of a year."""
    actions.call_award.require(request.user, year=None, nominees=0, closes_at=None, at=now())
    form = forms.CallForm(request.POST or None, initial={"year": timezone.localdate().year - 1})
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["closes_on"] + timedelta(days=1)
        closes_at = timezone.make_aware(datetime.combine(last, time()))
        try:
            award = awarding.call(request.user, year=form.cleaned_data["year"], closes_at=closes_at, at=now())
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The choice is open. Those who follow the projects are told."))
            return redirect("delivery:best", award.year)
    return form_page(request, "delivery/desk/award.html", form)
