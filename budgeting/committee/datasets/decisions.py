"""Every decision of every committee, with the numbers it rests on."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Decision
from budgeting.cycles.models import Project
from civic.opendata.catalogue import Column, dataset


@dataset(
    "committee-decisions",
    title=_("Committee decisions"),
    description=_(
        "The committee's decisions on each project: outcome, score, spread, raters, recusals, and the reason. One that was "
        "set aside after an objection stays, and another follows."
    ),
    columns=[
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("outcome", "string", _("admitted, conditional, or rejected")),
        Column("score", "decimal", _("weighted mean of the members' scores, of 100")),
        Column("lowest", "decimal", _("lowest sheet, of 100")),
        Column("highest", "decimal", _("highest sheet, of 100")),
        Column("raters", "integer", _("members whose scores counted")),
        Column("voting_members", "integer", _("members with a vote")),
        Column("recused", "integer", _("members who were recused, in all")),
        Column("recused_by_rule", "integer", _("members who were excluded by rule")),
        Column("recused_by_challenge", "integer", _("members who were recused after a challenge")),
        Column("voided", "integer", _("sheets that a late declaration voided")),
        Column("reason", "string", _("reason of the decision")),
        Column("condition", "string", _("condition, where there is one")),
        Column("condition_en", "string", _("condition in English, where there is a translation")),
        Column("decided_at", "dateTime", _("when the committee decided")),
        Column("set_aside_at", "dateTime", _("when an objection set it aside; empty while it stands")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "project_id": "project", "project__envelope__cycle__slug": "cycle", "outcome": "outcome", "score": "score",
        "lowest": "lowest", "highest": "highest", "raters": "raters", "voting_members": "voting_members",
        "recused": "recused", "recused_by_rule": "recused_by_rule",
        "recused_by_challenge": "recused_by_challenge", "voided": "voided", "reason": "reason", "condition": "condition",
        "condition_en": "condition_en",
        "at": "decided_at", "set_aside_at": "set_aside_at",
    }  # fmt: skip
    public = Project.objects.visible_to(AnonymousUser())
    for row in Decision.every.filter(project__in=public).order_by("id").values(*names).iterator(2000):
        yield {names[name]: value for name, value in row.items()}
