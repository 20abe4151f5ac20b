"""Every course of the school: how many places, sessions, how many completed it. No names; small groups left out."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from workshops.school.models import Course

SMALLEST = 10  # fewer graduates than this are not told: they could be told apart

COLUMNS = [
    Column("code", "string", _("the course's code, as in its address")),
    Column("title", "string", _("title")),
    Column("title_en", "string", _("title in English")),
    Column("state", "string", _("how far the course has come")),
    Column("area", "string", _("official 10-digit code of the area")),
    Column("department", "string", _("code of the department that hosts it")),
    Column("begins_at", "dateTime", _("beginning of the first session")),
    Column("sessions", "integer", _("number of sessions")),
    Column("capacity", "integer", _("places")),
    Column("enrolled", "integer", _("places taken")),
    Column("attend_percent", "integer", _("share of sessions that completes the course, in percent")),
    Column(
        "graduates", "integer", _("people who completed it; empty before the end and where fewer than 10 did")
    ),
    Column("finished_at", "dateTime", _("when the course ended")),
]


@dataset(
    "courses",
    title=_("Courses of the governance school"),
    description=_("Every announced course: sessions, places, the rule of completion, how many completed it."),
    columns=COLUMNS,
)
def rows() -> Iterator[dict[str, Any]]:
    found = (
        Course.objects.visible_to(AnonymousUser())
        .exclude(begins_at=None)
        .select_related("department")
        .annotate(meetings=Count("sessions", distinct=True), completed=Count("graduates", distinct=True))
        .order_by("pk")
    )
    annotated: Iterator[Any] = found.iterator(chunk_size=500)
    for one in annotated:
        told = one.state == Course.State.FINISHED and one.completed >= SMALLEST
        names = (
            "code",
            "title",
            "title_en",
            "state",
            "begins_at",
            "capacity",
            "attend_percent",
            "finished_at",
        )
        yield {
            **{name: getattr(one, name) for name in names},
            "area": one.area_id,
            "department": one.department.code,
            "sessions": one.meetings,
            "enrolled": one.enrolled_count,
            "graduates": one.completed if told else None,
        }
