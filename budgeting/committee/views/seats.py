"""Seats: the call and its applications, the draw and its file, the charter, the end of a seat, the register of interests."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee import queries as review
from budgeting.committee.domain import drawing, recruiting, seating
from budgeting.committee.lottery import Candidate
from budgeting.committee.models import Application, Lottery, Member, Recruitment
from budgeting.committee.seats import actions, forms, queries
from budgeting.committee.seats.wording import Named, in_order, labels, names_of
from budgeting.committee.sessions.queries import charter_of
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.public import SECTION, committee_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.common.clock import now
from civic.common.refusals import Refusal


def recruitment_or_404(request: HttpRequest, pk: int) -> Recruitment:
    return get_object_or_404(queries.recruitments(request.user), pk=pk)


@login_required
@require_http_methods(FORM)
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """The charter's numbers."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    form = forms.CharterForm(request.POST or None, instance=charter_of(committee))
    if request.method == "POST" and form.is_valid():
        seating.set_charter(request.user, committee, **form.cleaned_data)
        messages.success(request, _("The charter is written."))
        return redirect("committee:desk", slug=slug)
    return form_page(request, "committee/seats/charter.html", form, committee=committee)


@login_required
@require_http_methods(FORM)
def recruit(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a call for members by lot."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    found = charter_of(committee)
    first = {"seats": found.seats, "quotas": {k: v for k, v in found.quotas.items() if k != "kind"}}
    form = forms.RecruitmentForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = recruiting.open_recruitment(request.user, committee, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The call is open, and the hash of the seed is published."))
            return redirect("committee:lot", pk=made.pk)
    return form_page(request, "committee/seats/recruit.html", form, committee=committee)


@require_safe
def lot(request: HttpRequest, pk: int) -> HttpResponse:
    """The call, its quotas and commitment; after the draw the list, the result and the file."""
    found = recruitment_or_404(request, pk)
    at = now()
    lottery = getattr(found, "lottery", None)
    own = None
    if request.user.is_authenticated:
        own = Application.objects.filter(recruitment=found, user=request.user).first()
    context: dict[str, Any] = {
        "recruitment": found,
        "committee": found.committee,
        "lottery": lottery,
        **_in_words(found.quotas, lottery),
        "own": own,
        "own_place": _place(lottery, own.code) if lottery and own else "",
        "is_open": found.opens_at <= at < found.closes_at,
        "no_application": actions.apply.refusal(request.user, recruitment=found, at=at),
        "no_draw": actions.open_draw.refusal(request.user, recruitment=found, at=at),
    }
    return render(request, "committee/seats/lot.html", {**SECTION, **context})


def _in_words(quotas: dict[str, dict[str, int]], lottery: Lottery | None) -> dict[str, Any]:
    """Quotas and the published list, their codes said in words; one query for the areas that both name."""
    candidates = queries.drawn_pool(lottery).candidates if lottery else []
    wanted = [(trait, code) for trait, numbers in quotas.items() for code in numbers]
    named = names_of([*wanted, *(pair for one in candidates for pair in one.traits.items())])
    return {
        "quotas": [
            (
                labels().get(trait, trait),
                ", ".join(f"{named[trait, code]}: {n}" for code, n in in_order(trait, numbers)),
            )
            for trait, numbers in quotas.items()
        ],
        "candidates": _lines(lottery, candidates, named) if lottery else [],
    }


def _lines(lottery: Lottery, candidates: Iterable[Candidate], named: Named) -> list[dict[str, str]]:
    """The published list, those with a seat first; at most five hundred on the page, all in the file."""
    order = {code: (0, n) for n, code in enumerate(lottery.selected)}
    order |= {code: (1, n) for n, code in enumerate(lottery.reserves)}
    rows = sorted(candidates, key=lambda one: (order.get(one.id, (2, 0)), one.id))
    return [
        {
            "code": one.id,
            "traits": ", ".join(named[pair] for pair in one.traits.items()),
            "place": _place(lottery, one.id),
        }
        for one in rows[:500]
    ]


def _place(lottery: Lottery, code: str) -> str:
    if code in lottery.selected:
        return _("seat")
    if code in lottery.reserves:
        return _("reserve %(n)s") % {"n": lottery.reserves.index(code) + 1}
    return _("not drawn")


@require_safe
def lot_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a draw, word for word: what the hash is of, and what the program repeats."""
    found = recruitment_or_404(request, pk)
    lottery = get_object_or_404(Lottery, recruitment=found)
    response = HttpResponse(lottery.file, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lottery-{found.pk}.json"'
    return response


@login_required
@require_http_methods(FORM)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply for a seat: two questions and a consent."""
    found = recruitment_or_404(request, pk)
    actions.apply.require(request.user, recruitment=found, at=now())
    form = forms.ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            recruiting.apply(request.user, found, sex=data["sex"], age=data["age"], at=now())
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("Your application is in. Your number stands on this page."))
            return redirect("committee:lot", pk=pk)
    context = {"recruitment": found, "form": form, "days": recruiting.KEPT_FOR.days}
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/seats/apply.html", {**SECTION, **context}, status=status)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's application back."""
    recruiting.take_back(request.user, recruitment_or_404(request, pk), at=now())
    messages.success(request, _("Your application is taken back and deleted."))
    return redirect("committee:lot", pk=pk)


@login_required
@require_http_methods(FORM)
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the seats."""
    found = recruitment_or_404(request, pk)
    actions.open_draw.require(request.user, recruitment=found, at=now())
    form = forms.DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drawing.draw(request.user, found, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("The seats are drawn. The list, the seed and the file are published.")
            )
            return redirect("committee:lot", pk=pk)
    applied = Application.objects.filter(recruitment=found).count()
    return form_page(request, "committee/seats/draw.html", form, recruitment=found, applied=applied)


@login_required
@require_http_methods(FORM)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the end of a seat."""
    require_secretary(request)
    member = get_object_or_404(Member.objects.select_related("committee", "user"), pk=pk)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seating.end_seat(request.user, member, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The end of the seat is recorded."))
            return redirect("committee:seats", slug=member.committee.slug)
    return form_page(request, "committee/seats/end.html", form, member=member)


@login_required
@require_http_methods(FORM)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Another term for a member, with the day on which it ends by the charter."""
    require_secretary(request)
    member = get_object_or_404(Member.objects.select_related("committee", "user"), pk=pk)
    actions.reappoint.require(request.user, member=member, until=None)
    charter = charter_of(member.committee)
    until = queries.term_from(member.ends_on or review.day(now()), charter)
    form = forms.AgainForm(request.POST or None, initial={"until": until})
    if request.method == "POST" and form.is_valid():
        try:
            seating.reappoint(request.user, member, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("%(name)s is appointed for another term.") % {"name": member.user.display_name}
            )
            return redirect("committee:seats", slug=member.committee.slug)
    context = {"member": member, "charter": charter, "next_term": member.term + 1}
    return form_page(request, "committee/seats/again.html", form, **context)


@login_required
@require_POST
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """The next reserve takes the seat."""
    require_secretary(request)
    member = get_object_or_404(Member.objects.select_related("committee"), pk=pk)
    follower = seating.succeed(request.user, member, starts_on=review.day(now()))
    messages.success(
        request, _("%(name)s takes the seat and is told.") % {"name": follower.user.display_name}
    )
    return redirect("committee:seats", slug=member.committee.slug)


@login_required
@require_safe
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Every seat with its end and who follows."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    held = committee.members.select_related("user", "follows__user", "followed_by__user").order_by(
        "kind", "id"
    )
    charter = charter_of(committee)
    lines = [{"member": one, "again": queries.may_come_again(one, charter)} for one in held]
    context = {"committee": committee, "lines": lines, "charter": charter}
    return render(request, "committee/seats/seats.html", {"section": "desk", "show_desk": True, **context})


@login_required
@require_http_methods(FORM)
def ties(request: HttpRequest, slug: str) -> HttpResponse:
    """A member's own entries in the register of interests."""
    committee = committee_or_404(request, slug)
    member = review.seat_in(request.user, committee, now())
    actions.register_tie.require(request.user, member=member)
    form = forms.TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seating.register_tie(request.user, member, at=now(), **form.cleaned_data)
        messages.success(request, _("The entry stands in the public register."))
        return redirect("committee:detail", slug=slug)
    context = {"committee": committee, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/seats/ties.html", {**SECTION, **context}, status=status)
