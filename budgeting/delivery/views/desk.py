"""The desk of the department's officer: milestones, dates that move, money, the end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.cycles.models import Cycle
from budgeting.cycles.views.desk import FORM, SECTION
from budgeting.delivery import actions, forms, queries
from budgeting.delivery.domain import beginning, ending, milestones, spending
from budgeting.delivery.models import Delivery, Milestone
from budgeting.delivery.views.acting import act_by_form
from budgeting.delivery.wording import money_in_words, tag_kind
from civic.accounts.actors import holds, offices_of
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed


def delivery_or_404(request: HttpRequest, pk: int) -> Delivery:
    """The delivery, if this viewer may see it, opened only to those who keep its record."""
    delivery = get_object_or_404(queries.deliveries(request.user), pk=pk)
    actions.keep.require(request.user, delivery=delivery)
    return delivery


def milestone_or_404(request: HttpRequest, pk: int) -> Milestone:
    milestone = get_object_or_404(Milestone.objects.select_related("delivery"), pk=pk)
    milestone.delivery = delivery_or_404(request, milestone.delivery_id)
    return milestone


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The deliveries of the officer's departments."""
    if not holds(request.user, Role.Kind.OFFICER):
        raise NotAllowed
    departments = offices_of(request.user)
    found = queries.deliveries(request.user)
    if departments:  # an administrator has none of their own and sees all
        found = found.filter(department__in=departments)
    page = keyset(found, order=("id",), cursor=request.GET.get("after"), size=20)
    today = queries.day(now())
    lines = [queries.Line(one, today) for one in page]
    context = {
        "page": page,
        "lines": [{"line": one, "kind": tag_kind(one), "money": money_in_words(one)} for one in lines],
    }
    return render(request, "delivery/desk/list.html", {**SECTION, **context})


@login_required
@require_safe
def manage(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery on the desk."""
    delivery = delivery_or_404(request, pk)
    line = queries.Line(delivery, queries.day(now()))
    context = {
        "delivery": delivery,
        "line": line,
        "kind": tag_kind(line),
        "money": money_in_words(line),
        "spendings": list(delivery.spendings.all()),
        "findings": list(delivery.visits.filter(answered_at__isnull=True)),
    }
    return render(request, "delivery/desk/manage.html", {**SECTION, **context})


@login_required
@require_http_methods(FORM)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new milestone."""
    delivery = delivery_or_404(request, pk)

    def act(**given: Any) -> object:
        return milestones.plan_milestone(request.user, delivery, **given)

    return act_by_form(
        request, delivery, forms.started(forms.MilestoneForm, request), _("Plan a milestone"), act
    )


@login_required
@require_http_methods(FORM)
def reach(request: HttpRequest, pk: int) -> HttpResponse:
    """A milestone is reached."""
    milestone = milestone_or_404(request, pk)

    def act(**given: Any) -> object:
        return milestones.reach_milestone(request.user, milestone, at=now(), **given)

    heading = _("Reached: %(milestone)s") % {"milestone": milestone}
    return act_by_form(request, milestone.delivery, forms.started(forms.ReachForm, request), heading, act)


@login_required
@require_http_methods(FORM)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """A milestone comes later, with a reason."""
    milestone = milestone_or_404(request, pk)

    def act(**given: Any) -> object:
        return milestones.move_milestone(request.user, milestone, at=now(), **given)

    heading = _("Later than planned: %(milestone)s") % {"milestone": milestone}
    return act_by_form(request, milestone.delivery, forms.started(forms.MoveForm, request), heading, act)


@login_required
@require_http_methods(FORM)
def spend(request: HttpRequest, pk: int) -> HttpResponse:
    """Money spent."""
    delivery = delivery_or_404(request, pk)

    def act(**given: Any) -> object:
        return spending.spend(request.user, delivery, at=now(), **given)

    return act_by_form(
        request, delivery, forms.started(forms.SpendForm, request), _("Enter money spent"), act
    )


@login_required
@require_http_methods(FORM)
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """The project is complete."""
    delivery = delivery_or_404(request, pk)

    def act(**given: Any) -> object:
        return ending.complete(request.user, delivery, at=now(), **given)

    return act_by_form(
        request,
        delivery,
        forms.started(forms.DayForm, request),
        _("The project is complete"),
        act,
        submit=_("Record the completion"),
        follows=_(
            "It cannot be taken back. Those who follow the project are told, and some weeks later citizens are asked "
            "what became of it."
        ),
    )


@login_required
@require_http_methods(FORM)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """The project will not be carried out."""
    delivery = delivery_or_404(request, pk)

    def act(**given: Any) -> object:
        return ending.cancel(request.user, delivery, **given)

    form = forms.started(forms.CancelForm, request)
    heading = _("Cancel the project")
    follows = _(
        "It cannot be taken up again. The reason stands on the project's page, and those who follow it are told. "
        "Its money is no longer in the execution rate."
    )
    return act_by_form(request, delivery, form, heading, act, kind="danger", submit=heading, follows=follows)


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the deliveries of a published cycle now, without waiting for the clock."""
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user), slug=slug)
    begun = beginning.begin_for_cycle(cycle, request.user, now())
    messages.success(request, _("%(n)s deliveries have begun.") % {"n": len(begun)})
    return redirect("delivery:detail", slug=slug)
