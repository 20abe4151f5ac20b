"""Every workshop that was announced, with how many came and what became of the opinions."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from workshops.models import Opinion, Registration, Workshop

COLUMNS = [
    Column("code", "string", _("the workshop's code, as in its address")),
    Column("title", "string", _("title")),
    Column("title_en", "string", _("title in English")),
    Column("state", "string", _("how far the workshop has come")),
    Column("format", "string", _("in person, online, or both")),
    Column("area", "string", _("official 10-digit code of the area")),
    Column("department", "string", _("code of the department that hosts it")),
    Column("topic", "string", _("policy topic")),
    Column("place", "string", _("where it takes place")),
    Column("place_en", "string", _("where it takes place, in English")),
    Column("starts_at", "dateTime", _("when it begins")),
    Column("ends_at", "dateTime", _("when it ends")),
    Column("capacity", "integer", _("places; for an imported conversation the number of participants")),
    Column("registered", "integer", _("places taken")),
    Column("attended", "integer", _("people checked in")),
    Column("sign_language", "boolean", _("with sign-language interpreting")),
    Column("captions", "boolean", _("with captions")),
    Column("childcare", "boolean", _("with childcare")),
    Column("opinions", "integer", _("opinions in the published record")),
    Column("taken_up", "integer", _("opinions reflected, being reflected, or reflected in part")),
    Column("recorded_at", "dateTime", _("when the record was published")),
    Column("reported_at", "dateTime", _("when the last opinion was answered")),
]


def _count(queryset: Any, people: Any = None) -> Coalesce:
    """How many rows, or the sum of ``people`` over them: who came brought companions."""
    counted = queryset.order_by().values("workshop").annotate(n=people or Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@dataset(
    "workshops",
    title=_("Listening workshops"),
    description=_(
        "Every announced workshop: when, where, how many came, and how many opinions were taken up."
    ),
    columns=COLUMNS,
)
def rows() -> Iterator[dict[str, Any]]:
    public = Opinion.objects.visible_to(AnonymousUser()).filter(workshop=OuterRef("pk"))
    came = Registration.objects.filter(workshop=OuterRef("pk"), checked_in_at__isnull=False)
    found = (
        Workshop.objects.visible_to(AnonymousUser())
        .select_related("department", "topic")
        .annotate(
            attended=_count(came, people=Sum(F("companions") + 1)),
            said=_count(public),
            taken=_count(public.filter(disposition__in=Opinion.TAKEN_UP)),
        )
        .order_by("pk")
    )
    annotated: Iterator[Any] = found.iterator(chunk_size=500)
    for one in annotated:
        yield {
            **{
                name: getattr(one, name)
                for name in ("code", "title", "title_en", "state", "format", "place", "place_en", "capacity")
            },
            **{name: getattr(one, name) for name in ("starts_at", "ends_at", "recorded_at", "reported_at")},
            **{name: getattr(one, name) for name in ("sign_language", "captions", "childcare", "attended")},
            "area": one.area_id,
            "department": one.department.code,
            "topic": one.topic.slug if one.topic else "",
            "registered": one.registered_count,
            "opinions": one.said,
            "taken_up": one.taken,
        }
