"""The public record: what the city's staff and the platform itself did. Nobody is named; offices are."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civic.accounts.models import Role
from civic.audit.models import Entry
from civic.audit.queries import last_seal, public_entries
from civic.audit.verbs import registry
from civic.common.bilingual import localized
from civic.common.paging import keyset


@dataclass(frozen=True)
class Line:
    """One act as the public reads it."""

    number: int
    at: datetime
    who: str
    what: str | Promise
    subject: str
    seal: int | None


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    page = keyset(public_entries(), order=["-id"], cursor=request.GET.get("after"))
    seal = last_seal()
    context = {
        "page": page,
        "lines": [line(entry) for entry in page],
        "seal": seal,
        "head": bytes(seal.digest).hex() if seal else "",
    }
    return render(request, "audit/record.html", context)


def line(entry: Entry) -> Line:
    """The entry without anything personal: its data stay inside."""
    seal: int | None = getattr(entry, "seal_number", None)
    return Line(entry.pk, entry.at, office_of(entry), registry[entry.verb], entry.subject, seal)


def office_of(entry: Entry) -> str:
    """The role that the actor held at that time, with its department; "a citizen" for who held none."""
    if entry.actor is None:
        return _("the platform itself")
    for role in entry.actor.roles.all():
        if role.starts_at <= entry.at and (role.ends_at is None or role.ends_at > entry.at):
            return _office(role)
    return _("a citizen")


def _office(role: Role) -> str:
    kind = str(role.get_kind_display())
    return f"{localized(role.department, 'name')} · {kind}" if role.department else kind
