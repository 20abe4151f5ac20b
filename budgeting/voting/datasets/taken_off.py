"""Every project that left a ballot after its price was published, with ground and reason."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.voting.models import TakenOff
from civic.opendata.catalogue import Column, dataset


@dataset(
    "projects-off-the-ballot",
    title=_("Projects taken off the ballot"),
    description=_(
        "The projects that left a ballot after prices were published: when, on which ground and why. Ballots that name such a "
        "project count without it."
    ),
    columns=[
        Column("project", "integer", _("stable number of the project; its page is /budget/projects/<id>/")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("envelope", "string", _("key of the envelope of money")),
        Column("number", "string", _("number of the project in the cycle")),
        Column("title", "string", _("title")),
        Column("ground", "string", _("ground: law, place, done, review, proposer, other")),
        Column("reason", "string", _("the reason in words")),
        Column("reason_en", "string", _("the reason in English, where there is one")),
        Column("taken_off_at", "dateTime", _("when it left the ballot")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    """Streamed, one row a project, in the order in which they left."""
    names = {
        "project": "project_id", "cycle": "project__envelope__cycle__slug", "envelope": "project__envelope__key",
        "number": "project__number", "title": "project__title", "ground": "ground", "reason": "reason",
        "reason_en": "reason_en", "taken_off_at": "at",
    }  # fmt: skip
    shown = TakenOff.objects.filter(project__in=Project.objects.visible_to(AnonymousUser()))
    for row in shown.order_by("at", "pk").values(*names.values()).iterator(2000):
        yield {name: row[source] for name, source in names.items()}
