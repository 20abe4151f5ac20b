"""Pages that everybody reads: the list, the overdue answers, one proposal."""

import secrets
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from civic.accounts.actors import is_staff
from civic.accounts.models import User
from civic.areas.maps import city_maps
from civic.areas.models import Area, Department, Topic
from civic.areas.queries import districts
from civic.audit.domain.recording import reference
from civic.common.clock import now
from civic.common.visitors import for_visitors
from civic.common.wording import changes
from civic.moderation.queries import held_against
from proposals import actions, higher, listing, mapped, shown
from proposals.models import Debate, Merge, Proposal, Version, Voice
from proposals.queries import public_calls, takes_now
from proposals.views import steering
from proposals.views.asking import wish_of
from proposals.views.common import one, show

SEED = "proposals.seed"
State = Proposal.State


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """The list with its orders, filters and search."""
    at = now()
    wish = wish_of(request.GET, seed=_seed(request) if request.GET.get("order") == "random" else 0)
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
        "calls": list(public_calls().order_by("-pk")[:50]),
        "feed": f"{reverse('proposals:feed')}?{request.GET.urlencode()}",
        "takes_now": takes_now(at),
        "at": at,
    })  # fmt: skip


@require_safe
@for_visitors
def on_map(request: HttpRequest) -> HttpResponse:
    """The list by districts: each tile leads to its own list with the same words and filters."""
    at = now()
    wish = wish_of(request.GET)
    asked = request.GET.copy()
    for name in ("after", "area"):
        asked.pop(name, None)
    found = mapped.by_district(wish, at)
    counted = found.districts

    def href(code: str) -> str:
        narrowed = asked.copy()
        narrowed["area"] = code
        return f"{reverse('proposals:index')}?{narrowed.urlencode()}"

    every = city_maps(districts(), counted, href, current=wish.area)
    maps = every if found.newest is not None else [each for each in every if each.total]
    context = {
        "maps": maps,
        "counted": found,
        "words": listing.described(replace(wish, area="")),
        "back": f"{reverse('proposals:index')}?{asked.urlencode()}",
        "cities": [(each.city, counted.get(each.city.pk, 0), href(each.city.pk)) for each in maps],
    }
    return show(request, "map", context)


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
    """One proposal with its threshold, its life, its answer and what people say about it.

    A merged one leads to the other; ``?stay=1`` reads its own text. Not for ever (302): a merge can be undone.
    """
    proposal = one(request, number)
    into = proposal.merged_into
    leads_on = proposal.state == State.MERGED and "stay" not in request.GET
    if leads_on and into is not None and into.state in Proposal.PUBLIC_STATES:
        return redirect(f"{into.get_absolute_url()}?from={proposal.number}")
    return show(request, "detail", detail_context(request, proposal))


def detail_context(request: HttpRequest, proposal: Proposal) -> dict[str, object]:
    """What the page of a proposal of `queries.in_full` shows."""
    at = now()
    viewer = request.user
    known = viewer.is_authenticated
    answers = list(proposal.answers.all())
    final = next((answer for answer in answers if not answer.interim), None)
    debate: Debate | None = getattr(proposal, "debate", None)
    supported = known and actions.supports(viewer, proposal)
    action = actions.unsupport if supported else actions.support
    return {
        "proposal": proposal,
        "at": at,
        "supported": supported,
        "support_refusal": action.refusal(viewer, proposal=proposal, at=at),
        "goal": shown.goal(proposal),
        "gathers": not any(actions.gathers_supports(proposal, at)),
        "ladder": shown.ladder(proposal),
        "debate_words": higher.counts(debate) if debate is not None else "",
        "withdrawal": shown.withdrawal(proposal),
        "consequence": shown.consequence(proposal),
        "events": shown.timeline(proposal, at),
        "state_label": shown.state_label(proposal, at),
        "state_kind": shown.state_kind(proposal, at),
        "is_overdue": proposal.is_overdue(at),
        "answers": [(answer, shown.decision_kind(answer)) for answer in answers],
        "versions": list(proposal.versions.all()),
        "group": shown.group(proposal),
        "together": actions.co_proposers(proposal),
        "is_author": known and proposal.author_id == viewer.pk,
        "is_writer": known and actions.is_writer(viewer, proposal),
        "may_edit": known and actions.edit.allows(viewer, proposal=proposal, at=at),
        "may_add_files": known and actions.add_files.allows(viewer, proposal=proposal),
        "may_withdraw": known and actions.withdraw.allows(viewer, proposal=proposal, reason="-"),
        "may_answer": known and actions.open_answer_form.allows(viewer, proposal=proposal),
        "may_note": known and actions.see_notes.allows(viewer),
        "may_rate": final is not None and known and actions.rate_answer.allows(viewer, answer=final),
        "may_ask": final is not None
        and known
        and actions.ask_once_more.allows(viewer, answer=final, text="-", at=at),
        "offered": steering.offered(viewer, proposal)
        if isinstance(viewer, User) and is_staff(viewer)
        else [],
        "debate": debate,
        "debate_open": debate is not None and proposal.state == State.DEBATE and debate.is_open(at),
        "stance": _stance(viewer, debate),
        "came_from": _came_from(request, proposal),
        "subject": reference(proposal),
        "held": held_against(reference(proposal)) if proposal.state == State.HIDDEN else None,
        "summary": shown.shortened(proposal.body),
        "picture_alt": shown.picture_alt(proposal, at),
        "breadcrumbs": [{"label": _("Proposals"), "href": "/proposals/"}],
    }


def _stance(viewer: Any, debate: Debate | None) -> str:
    """The viewer's position in a running debate: one query where there is one."""
    if debate is None or debate.concluded_at is not None or not isinstance(viewer, User):
        return ""
    return Voice.objects.filter(debate=debate, user=viewer).values_list("stance", flat=True).first() or ""


def _came_from(request: HttpRequest, proposal: Proposal) -> Proposal | None:
    """The merged proposal whose address led here."""
    number = request.GET.get("from", "")
    united: list[Merge] = getattr(proposal, "united", [])
    return next((one.source for one in united if one.source.number == number), None) if number else None


@require_GET
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """How the text stood before each change, and word by word what the change was; the newest change first."""
    proposal = one(request, number)
    texts: list[Version | Proposal] = [*proposal.versions.all(), proposal]
    steps = [
        {
            "version": before,
            "title": changes(before.title, after.title),
            "body": changes(before.body, after.body),
        }
        for before, after in pairwise(texts)
    ]
    return show(request, "versions", {"proposal": proposal, "steps": steps[::-1]})
