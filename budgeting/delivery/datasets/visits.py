"""Every visit of citizen monitors to a funded project, what they found and what the department answered."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.delivery.models import Visit
from civic.opendata.catalogue import Column, dataset


@dataset(
    "delivery-visits",
    title=_("Visits of citizen monitors"),
    description=_(
        "What citizen monitors found at funded projects, until when the department was to answer, and its answer."
    ),
    columns=[
        Column("id", "integer", _("stable number of the visit")),
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("department", "string", _("code of the department in charge")),
        Column("visited_on", "date", _("day of the visit")),
        Column("monitors", "string", _("who went, in words and never by name")),
        Column("finding", "string", _("what they found")),
        Column("finding_en", "string", _("what they found, in English, where there is a translation")),
        Column("recorded_at", "dateTime", _("when the finding was recorded")),
        Column("answer_due_on", "date", _("until when the department was to answer")),
        Column("answer", "string", _("answer of the department")),
        Column("answer_en", "string", _("answer of the department in English, where there is a translation")),
        Column("answered_at", "dateTime", _("when it was answered")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    public = Project.objects.visible_to(AnonymousUser())
    shown = Visit.objects.filter(delivery__project__in=public).order_by("id")
    for one in shown.select_related("delivery__project__envelope__cycle", "delivery__department").iterator(
        2000
    ):
        department = one.delivery.department
        yield {
            "id": one.pk,
            "project": one.delivery.project_id,
            "cycle": one.delivery.project.envelope.cycle.slug,
            "department": department.code if department else None,
            "visited_on": one.visited_on,
            "monitors": one.monitors,
            "finding": one.finding,
            "finding_en": one.finding_en,
            "recorded_at": one.recorded_at,
            "answer_due_on": one.due_on,
            "answer": one.answer,
            "answer_en": one.answer_en,
            "answered_at": one.answered_at,
        }
