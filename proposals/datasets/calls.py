"""Every public call of limited time, and the places that were given in it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from proposals.models import Award, Proposal, Terms

CALLS = [
    Column("call", "string", _("slug of the call")),
    Column("kind", "string", _("innovation competition or annual call")),
    Column("title", "string", _("title")),
    Column("title_en", "string", _("title in English")),
    Column("area", "string", _("official code of the area")),
    Column("who", "string", _("who may propose")),
    Column("opens_at", "dateTime", _("from when proposals come in")),
    Column("closes_at", "dateTime", _("until when proposals come in")),
    Column("department", "string", _("code of the department that runs the call")),
    Column("result_at", "dateTime", _("when the result was published")),
]
AWARDS = [
    Column("call", "string", _("slug of the call")),
    Column("place", "integer", _("place")),
    Column("number", "string", _("reference number")),
    Column("score", "decimal", _("points of 100, by the jury")),
    Column("reason", "string", _("reason")),
    Column("reason_en", "string", _("reason in English")),
]


@dataset(
    "calls", title=_("Calls"), description=_("Every public call with its dates and terms."), columns=CALLS
)
def calls() -> Iterator[dict[str, Any]]:
    found = Terms.objects.visible_to(AnonymousUser()).select_related("call__process", "department")
    for one in found.prefetch_related("call__process__phases").order_by("pk").iterator(chunk_size=200):
        process, window = one.call.process, one.window
        yield {
            "call": process.slug, "kind": one.kind, "title": process.title, "title_en": process.title_en,
            "area": process.area_id, "who": one.who, "department": one.department.code, "result_at": one.result_at,
            "opens_at": window.opens_at if window else None, "closes_at": window.closes_at if window else None,
        }  # fmt: skip


@dataset(
    "call-results",
    title=_("Results of calls"),
    description=_("Every place that a proposal took in a call, with points and reason."),
    columns=AWARDS,
)
def awards() -> Iterator[dict[str, Any]]:
    found = Award.objects.filter(terms__in=Terms.objects.visible_to(AnonymousUser()))
    found = found.filter(proposal__state__in=Proposal.PUBLIC_STATES)
    for one in (
        found.select_related("terms__call__process", "proposal").order_by("pk").iterator(chunk_size=200)
    ):
        yield {
            "call": one.terms.call.process.slug, "place": one.place, "number": one.proposal.number, "score": one.score,
            "reason": one.reason, "reason_en": one.reason_en,
        }  # fmt: skip
