"""Every published opinion and what became of it. Who said it, where they sat and their receipt code never leave."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from workshops.models import Opinion, StatementVote

COLUMNS = [
    Column("id", "string", _("a stable key of the opinion")),
    Column("workshop", "string", _("code of the workshop")),
    Column("text", "string", _("what was said")),
    Column("text_en", "string", _("what was said, in English")),
    Column("department", "string", _("code of the department that owns it")),
    Column("due_at", "dateTime", _("when the answer is due")),
    Column("disposition", "string", _("what became of it")),
    Column("reason_code", "string", _("why it is not possible")),
    Column("answer", "string", _("the department's answer")),
    Column("answer_en", "string", _("the department's answer, in English")),
    Column("planned_on", "date", _("by when it is done")),
    Column("recheck_on", "date", _("when it is looked at again")),
    Column("evidence_url", "string", _("where it can be seen")),
    Column("theme", "string", _("theme under which it was answered")),
    Column("answered_at", "dateTime", _("when it was answered")),
    Column("proposal", "string", _("reference number of the proposal that it became")),
    Column("agree", "integer", _("participants who agree (where a conversation was imported)")),
    Column("disagree", "integer", _("participants who disagree")),
    Column("unsure", "integer", _("participants who passed")),
]


def _votes(value: int) -> Coalesce:
    votes = StatementVote.objects.filter(opinion=OuterRef("pk"), value=value).order_by().values("opinion")
    return Coalesce(Subquery(votes.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


@dataset(
    "opinions",
    title=_("Opinions from workshops and what became of them"),
    description=_(
        "The published record of every workshop, opinion by opinion, with the department's answer."
    ),
    columns=COLUMNS,
)
def rows() -> Iterator[dict[str, Any]]:
    found = (
        Opinion.objects.visible_to(AnonymousUser())
        .select_related("workshop", "department", "proposal", "theme")
        .annotate(agree=_votes(1), disagree=_votes(-1), unsure=_votes(0))
        .order_by("pk")
    )
    plain = (
        "text", "text_en", "due_at", "disposition", "reason_code", "answer", "answer_en", "planned_on", "recheck_on",
        "evidence_url", "answered_at", "agree", "disagree", "unsure",
    )  # fmt: skip
    for one in found.iterator(chunk_size=500):
        yield {
            "id": str(one.uuid),
            "workshop": one.workshop.code,
            **{name: getattr(one, name) for name in plain},
            "theme": one.theme.title if one.theme else "",
            "department": one.department.code if one.department else "",
            "proposal": (one.public_proposal.number or "") if one.public_proposal else "",
        }
