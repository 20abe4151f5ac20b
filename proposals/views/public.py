"""Pages that everybody reads: the list, the overdue answers, one proposal."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from civic.areas.models import Area, Department, Topic
from civic.audit.domain.recording import reference
from civic.common.clock import now
from civic.common.visitors import for_visitors
from proposals import actions, listing, shown
from proposals.models import Proposal
from proposals.queries import takes_now
from proposals.views.common import one, show

SEED = "proposals.seed"


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """The list with its orders, filters and search."""
    at = now()
    wish = _wish(request)
    page = listing.page(wish, request.user, at)
    return show(request, "list", {
        "wish": wish,
        "page": page,
        "cards": shown.cards(page, at),
        "orders": [
            {"label": order.label, "name": name, "current": name == wish.order} for name, order in listing.ORDERS.items()
        ],
        "topics": list(Topic.objects.all()),
        "areas": list(Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)),
        "departments": list(Department.objects.all()),
        "states": [(value, label) for value, label in Proposal.State.choices if value in Proposal.PUBLIC_STATES],
        "takes_now": takes_now(at),
        "at": at,
    })  # fmt: skip


def _wish(request: HttpRequest) -> listing.Wish:
    query = request.GET
    order = query.get("order", "newest")
    return listing.Wish(
        order=order if order in listing.ORDERS else "newest",
        q=query.get("q", "").strip()[:100],
        area=query.get("area", ""),
        topic=query.get("topic", ""),
        state=query.get("state", ""),
        department=query.get("department", ""),
        seed=_seed(request) if order == "random" else 0,
        after=query.get("after"),
    )


def _seed(request: HttpRequest) -> int:
    """One seed for a session, made when the random order is first asked for."""
    if SEED not in request.session:
        request.session[SEED] = secrets.randbelow(2**31)
    seed: int = request.session[SEED]
    return seed


@require_safe
@for_visitors
def overdue(request: HttpRequest) -> HttpResponse:
    """Every answer that is late, the latest first: public, so that nobody has to ask."""
    at = now()
    page = listing.page(listing.Wish(order="overdue", after=request.GET.get("after")), request.user, at)
    return show(request, "overdue", {"page": page, "cards": shown.cards(page, at)})


@require_GET
@for_visitors
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One proposal with its threshold, its life, its answer and what people say about it."""
    return show(request, "detail", detail_context(request, one(request, number)))


def detail_context(request: HttpRequest, proposal: Proposal) -> dict[str, object]:
    """What the page of a proposal of `queries.in_full` shows."""
    at = now()
    viewer = request.user
    known = viewer.is_authenticated
    answers = list(proposal.answers.all())
    supported = known and actions.supports(viewer, proposal)
    action = actions.unsupport if supported else actions.support
    return {
        "proposal": proposal,
        "at": at,
        "supported": supported,
        "support_refusal": action.refusal(viewer, proposal=proposal, at=at),
        "consequence": shown.consequence(proposal),
        "events": shown.timeline(proposal, at),
        "state_label": shown.state_label(proposal, at),
        "state_kind": shown.state_kind(proposal, at),
        "is_overdue": proposal.is_overdue(at),
        "answers": [(answer, shown.decision_kind(answer)) for answer in answers],
        "versions": list(proposal.versions.all()),
        "is_author": known and proposal.author_id == viewer.pk,
        "may_edit": known and actions.edit.allows(viewer, proposal=proposal, at=at),
        "may_withdraw": known and actions.withdraw.allows(viewer, proposal=proposal, reason="-"),
        "may_answer": known and actions.open_answer_form.allows(viewer, proposal=proposal),
        "subject": reference(proposal),
        "summary": shown.shortened(proposal.body),
        "breadcrumbs": [{"label": _("Proposals"), "href": "/proposals/"}],
    }


@require_GET
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """How the text stood before each change."""
    proposal = one(request, number)
    return show(request, "versions", {"proposal": proposal, "versions": list(proposal.versions.all())})
