"""Every item of every session that is over and published, with its numbers and the hash of the minutes."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Item, Minutes, Session
from civic.opendata.catalogue import Column, dataset


@dataset(
    "committee-sessions",
    title=_("Sessions and minutes of committees"),
    description=_(
        "Each item dealt with: outcome, quorum, recusals and reason, and the hash of the session's minutes."
    ),
    columns=[
        Column("committee", "string", _("address part of the committee")),
        Column("session", "integer", _("number of the session")),
        Column("starts_at", "dateTime", _("when the session began")),
        Column("way", "string", _("room, online or written: how it was held")),
        Column("item", "integer", _("place on the agenda")),
        Column("title", "string", _("title of the item")),
        Column("project", "integer", _("stable number of the project, where the item is one")),
        Column("state", "string", _("decided or deferred")),
        Column("outcome", "string", _("carried, conditional or lost; empty when deferred")),
        Column("enrolled", "integer", _("members with a vote")),
        Column("recused", "integer", _("of these recused")),
        Column("present", "integer", _("present and not recused")),
        Column("needed", "integer", _("needed for a quorum")),
        Column("code", "string", _("code of a refusal")),
        Column("reason", "string", _("reason")),
        Column(
            "minutes_access", "string", _("open, partly or closed; empty while the minutes are not published")
        ),
        Column("minutes_hash", "string", _("hash of the published minutes")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    shown = Session.objects.visible_to(AnonymousUser()).filter(state=Session.State.CLOSED)
    settled = Q(published_at__isnull=False) | Q(state=Item.State.DEFERRED)
    found = Item.objects.filter(settled, session__in=shown).select_related(
        "session__committee", "session__minutes"
    )
    for one in found.order_by("session_id", "position").iterator(500):
        minutes = getattr(one.session, "minutes", None)
        out = minutes is not None and minutes.state == Minutes.State.PUBLISHED
        yield {
            "committee": one.session.committee.slug,
            "session": one.session.number,
            "starts_at": one.session.starts_at,
            "way": one.session.way,
            "item": one.position,
            "title": one.title,
            "project": one.project_id,
            "state": one.state,
            "outcome": one.outcome,
            "enrolled": one.enrolled,
            "recused": one.recused,
            "present": one.present,
            "needed": one.needed,
            "code": one.code,
            "reason": one.reason,
            "minutes_access": minutes.access if minutes is not None and out else "",
            "minutes_hash": minutes.digest if minutes is not None and out else "",
        }
