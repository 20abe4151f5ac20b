"""Every sheet that a decision rests on, without names: one row for each score."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.committee.letters import of_closing
from budgeting.committee.models import Closing, Decision
from budgeting.cycles.models import Project
from civic.opendata.catalogue import Column, dataset


@dataset(
    "committee-scores",
    title=_("Committee scores"),
    description=_(
        "The score sheets that each decision of a committee rests on, without names: a row for each member's letter "
        "and criterion. The letters change from project to project, so that nobody can be followed. The hash lets "
        "anybody check that the sheets are those of the closing."
    ),
    columns=[
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("round", "integer", _("number of the round of review")),
        Column("member", "string", _("letter of the member on this project only")),
        Column("criterion", "string", _("key of the criterion")),
        Column("weight", "integer", _("weight of the criterion, of 100; 0: asked and not counted")),
        Column("points", "integer", _("points given, 0 to 5")),
        Column("digest", "string", _("SHA-256 of the project's sheets as fixed at the closing")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    public = Project.objects.visible_to(AnonymousUser())
    decided = Decision.objects.filter(project__in=public).values("project")
    newest = (
        Closing.objects.filter(project__in=decided)
        .order_by("project_id", "-round__number", "-revision")
        .distinct("project_id")
        .values("pk")
    )
    closings = Closing.objects.filter(pk__in=newest).select_related("round", "project__envelope__cycle")
    for closing in closings.prefetch_related("round__criteria").order_by("project_id").iterator(200):
        weights = {one.key: one.weight for one in closing.round.criteria.all()}
        for one in of_closing(closing):
            for key, level in sorted(one["sheet"].scores.items()):
                yield {
                    "project": closing.project_id,
                    "cycle": closing.project.envelope.cycle.slug,
                    "round": closing.round.number,
                    "member": one["letter"],
                    "criterion": key,
                    "weight": weights.get(key, 0),
                    "points": level,
                    "digest": closing.digest,
                }
