"""Pages for everybody: committees, their members, rubric, and decisions with their numbers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from budgeting.committee import queries
from budgeting.committee.models import Committee, Criterion, Decision, Plan, Round, Session, Visit
from budgeting.committee.rankings import Seen, minimum_of
from budgeting.committee.scoring import HIGHEST, LOWEST
from budgeting.committee.seats.queries import recruitments
from budgeting.committee.sessions.queries import charter_of
from budgeting.committee.wording import numbers_in_words, points, rule_in_words
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from civic.processes.calendar import calendar

SECTION = {"section": "committee"}


def committees(viewer: Any) -> QuerySet[Committee]:
    """The committees of the cycles that the viewer may see, with their calendars."""
    return (
        Committee.objects.visible_to(viewer)
        .select_related("cycle__process", "cycle__rules")
        .prefetch_related("cycle__process__phases")
    )


def committee_or_404(request: HttpRequest, slug: str) -> Committee:
    return get_object_or_404(committees(request.user), slug=slug)


def decisions_of(committee: Committee) -> QuerySet[Decision]:
    return Decision.objects.filter(committee=committee).select_related("project__envelope")


def anchor_rows(criterion: Criterion) -> list[tuple[int, str]]:
    """The levels with an anchor, in the reader's language."""
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    rows = (
        (level, (criterion.anchors.get(str(level)) or {}).get(language, ""))
        for level in range(LOWEST, HIGHEST + 1)
    )
    return [(level, text) for level, text in rows if text]


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every committee, newest first."""
    page = keyset(committees(request.user), order=("-id",), cursor=request.GET.get("after"), size=10)
    at = now()
    lines = [{"committee": one, "calendar": calendar(one.cycle.process.phases.all(), at)} for one in page]
    context = {"page": page, "lines": lines, "is_secretary": holds(request.user, Role.Kind.SECRETARY)}
    context["is_member"] = queries.has_seat(request.user, at)
    return render(request, "committee/list.html", {**SECTION, **context})


def around(committee: Committee, viewer: Any) -> dict[str, Any]:
    """What stands around the decisions: charter, sessions, draws, visits, plans; one query each, the newest of each."""
    sessions = Session.objects.visible_to(viewer).filter(committee=committee).order_by("-starts_at")
    return {
        "charter": charter_of(committee),
        "sessions": sessions.select_related("minutes")[:20],
        "lots": recruitments(viewer).filter(committee=committee).order_by("-id")[:5],
        "visits": Visit.objects.filter(committee=committee).select_related("project").order_by("-on")[:10],
        "plans": Plan.objects.visible_to(viewer).filter(committee=committee).order_by("-year")[:5],
    }


@require_safe
@for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One committee: members with kind and term, rubric with anchors, decisions with numbers and reasons."""
    committee = committee_or_404(request, slug)
    at = now()
    page = keyset(decisions_of(committee), order=("-id",), cursor=request.GET.get("after"), size=20)
    members = list(
        committee.members.select_related("user", "follows__user")
        .prefetch_related("ties")
        .order_by("kind", "id")
    )
    seat = next(
        (one for one in members if one.user_id == request.user.pk and request.user.is_authenticated), None
    )
    rubric = queries.rubric_of(committee)
    minimum = minimum_of(Seen(rubric.round, [], set()), committee)
    context = {
        "committee": committee,
        "calendar": calendar(committee.cycle.process.phases.all(), at),
        "members": members,
        "voting": sum(member.votes for member in members),
        "rubric": rubric,
        "rule": rule_in_words(rubric.round or Round()),
        "criteria": [{"criterion": one, "anchors": anchor_rows(one)} for one in rubric.criteria],
        "minimum": points(minimum) if minimum else "",
        "page": page,
        "lines": [{"decision": one, "numbers": numbers_in_words(one)} for one in page],
        "waiting": queries.before_committee(committee.cycle).count(),
        **around(committee, request.user),
        "seat": seat,
        "is_secretary": holds(request.user, Role.Kind.SECRETARY),
    }
    return render(request, "committee/detail.html", {**SECTION, **context})
