"""What a person has scored in committees, also when the committee is over and the seat given up."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgeting.committee import scoring
from budgeting.committee.models import Declaration, ScoreSheet
from budgeting.committee.wording import points
from budgeting.cycles.models import Project
from civic.accounts.models import User
from civic.common.paging import keyset

SECTION = {"section": "committee"}


def own_sheets(user: User) -> QuerySet[ScoreSheet]:
    """The sheets that the person handed in, of each project and round the last one, newest first."""
    later = ScoreSheet.objects.filter(
        round=OuterRef("round"),
        member=OuterRef("member"),
        project=OuterRef("project"),
        revision__gt=OuterRef("revision"),
    )
    newer = Declaration.objects.filter(member=OuterRef("member"), project=OuterRef("project"))
    out = newer.exclude(interest=Declaration.Interest.NONE)
    shown = Project.objects.visible_to(user)
    return (
        ScoreSheet.objects.filter(~Exists(later), member__user=user, project__in=shown)
        .annotate(void=Exists(out))
        .select_related("member__committee", "round", "project")
        .prefetch_related("round__criteria")
    )


@never_cache
@login_required
@require_safe
def own_scores(request: HttpRequest) -> HttpResponse:
    """One's own scores with the comments: nobody else's, and never on a page that others see."""
    rows = own_sheets(request.user) if isinstance(request.user, User) else ScoreSheet.objects.none()
    page = keyset(rows, order=("-at", "-id"), cursor=request.GET.get("after"), size=20)
    lines = [_line(one) for one in page]
    return render(request, "committee/own_scores.html", {**SECTION, "page": page, "lines": lines})


def _line(sheet: ScoreSheet) -> dict[str, Any]:
    criteria = list(sheet.round.criteria.all())
    weights = {one.key: one.weight for one in criteria if one.counted}
    rows = [
        {"name": str(one), "score": sheet.scores.get(one.key), "comment": sheet.comments.get(one.key, "")}
        for one in criteria
    ]
    whole = points(scoring.rounded(scoring.total(sheet.scores, weights)))
    return {"sheet": sheet, "rows": rows, "points": whole, "void": getattr(sheet, "void", False)}
