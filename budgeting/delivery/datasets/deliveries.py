"""Every funded project with its progress, its money, and what citizens say of its outcome."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from budgeting.delivery import queries
from budgeting.delivery.figures import told
from budgeting.delivery.models import Delivery, Verdict, Visit
from budgeting.delivery.progress import execution_rate, share_done
from civic.opendata.catalogue import Column, dataset

BLOCK = 500


@dataset(
    "deliveries",
    title=_("Funded projects and how they are carried out"),
    description=_(
        "Progress, money, delays and what citizens say of the outcome. Numbers of answers below 10 are left out."
    ),
    columns=[
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("department", "string", _("code of the department in charge")),
        Column("state", "string", _("state: planned, running, delayed, completed, cancelled")),
        Column("reason", "string", _("reason of a delay or cancellation")),
        Column("reason_en", "string", _("reason in English, where there is a translation")),
        Column("planned", "integer", _("planned money of the project, in 1/unit of the currency")),
        Column("spent", "integer", _("money spent, in 1/unit of the currency")),
        Column("currency", "string", _("currency code")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("execution_rate", "integer", _("percent of the planned money that is spent, rounded down")),
        Column("progress", "integer", _("percent of the milestones' weight that is reached, rounded down")),
        Column("slips", "integer", _("how often a date was moved")),
        Column("completed_on", "date", _("day of the completion")),
        Column("visits", "integer", _("visits of citizen monitors")),
        Column("said_yes", "integer", _("answers: it is there and it works; empty below 10")),
        Column("said_partly", "integer", _("answers: partly; empty below 10")),
        Column("said_no", "integer", _("answers: no; empty below 10")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    """Streamed in blocks: each costs the same few queries."""
    found = queries.deliveries(AnonymousUser())
    for block in batched(found.iterator(BLOCK), BLOCK):
        keys = [delivery.pk for delivery in block]
        said: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Verdict.Answer.values, 0))
        counted = Verdict.objects.filter(delivery__in=keys).order_by()
        for key, answer, n in counted.values_list("delivery", "answer").annotate(n=Count("pk")):
            said[key][answer] = n
        visited = Visit.objects.filter(delivery__in=keys).order_by()
        visits = dict(visited.values_list("delivery").annotate(n=Count("pk")))
        for delivery in block:
            yield _row(delivery, visits.get(delivery.pk, 0)) | _said(said[delivery.pk])


def batched(found: Iterator[Delivery], size: int) -> Iterator[list[Delivery]]:
    """Lists of at most ``size``."""
    while block := list(islice(found, size)):
        yield block


def _row(delivery: Delivery, visits: int) -> dict[str, Any]:
    milestones = list(delivery.milestones.all())
    cycle = delivery.project.envelope.cycle
    spent = getattr(delivery, "spent", 0)
    return {
        "project": delivery.project_id,
        "cycle": cycle.slug,
        "department": delivery.department.code if delivery.department else None,
        "state": delivery.state,
        "reason": delivery.reason,
        "reason_en": delivery.reason_en,
        "planned": delivery.planned,
        "spent": spent,
        "currency": cycle.currency,
        "unit": cycle.money_unit,
        "execution_rate": execution_rate(spent, delivery.planned),
        "progress": share_done(milestones),
        "slips": sum(len(milestone.slips.all()) for milestone in milestones),
        "completed_on": delivery.completed_on,
        "visits": visits,
    }


def _said(counts: dict[str, int]) -> dict[str, int | None]:
    return {f"said_{answer}": n for answer, n in told(counts).by.items()}
