"""Pages for everybody: the deliveries of a cycle with their dates and their money."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgeting.cycles.models import Cycle
from budgeting.delivery import queries
from budgeting.delivery.models import Award, Delivery
from budgeting.delivery.wording import money_in_words, tag_kind
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors

SECTION = {"section": "budget"}


def with_delivery(request: HttpRequest) -> QuerySet[Cycle]:
    """The cycles that have a project under way or done."""
    carried_out = Delivery.objects.values("project__envelope__cycle")
    return Cycle.objects.visible_to(request.user).filter(pk__in=carried_out).select_related("process")


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """The cycles whose projects are being carried out."""
    page = keyset(
        with_delivery(request), order=("-budget_year", "-id"), cursor=request.GET.get("after"), size=20
    )
    totals = queries.totals_of((one.pk for one in page), queries.day(now()))
    context = {
        "page": page,
        "lines": [{"cycle": one, "totals": totals[one.pk]} for one in page],
        "awards": list(Award.objects.visible_to(request.user).order_by("-year")[:5]),
        "may_call": holds(request.user, Role.Kind.BUDGET),
    }
    return render(request, "delivery/list.html", {**SECTION, **context})


@require_safe
@for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The deliveries of one cycle: progress, money, delays with reasons."""
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).select_related("process"), slug=slug)
    found = queries.of_cycle(cycle, request.user)
    page = keyset(found, order=("id",), cursor=request.GET.get("after"), size=20)
    today = queries.day(now())
    lines = [queries.Line(one, today) for one in page]
    context = {
        "cycle": cycle,
        "page": page,
        "lines": [{"line": one, "kind": tag_kind(one), "money": money_in_words(one)} for one in lines],
        "totals": queries.totals(cycle, today),
    }
    return render(request, "delivery/detail.html", {**SECTION, **context})
