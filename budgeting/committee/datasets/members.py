"""Who sits in the committees: kind, term, how the seat was given. Names are masked, as on the page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Committee, Member
from civic.common.korean import masked
from civic.opendata.catalogue import Column, dataset


@dataset(
    "committee-members",
    title=_("Committee members"),
    description=_(
        "The public register of members: committee, kind, vote, term, lottery number, and declared organisations."
    ),
    columns=[
        Column("committee", "string", _("address part of the committee")),
        Column("name", "string", _("name, masked")),
        Column("kind", "string", _("citizen, expert, civil, official or council")),
        Column("votes", "boolean", _("whether the seat has a vote")),
        Column("starts_on", "date", _("first day")),
        Column("ends_on", "date", _("last day, where it is known")),
        Column("ended_by", "string", _("term, resigned or dismissed; empty while the seat is held")),
        Column("term", "integer", _("which term in a row")),
        Column("lot", "string", _("pseudonym in the lottery, where the seat was drawn")),
        Column(
            "organisations",
            "string",
            _("organisations in the register of interests, separated by semicolons"),
        ),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    shown = Committee.objects.visible_to(AnonymousUser())
    found = (
        Member.objects.filter(committee__in=shown)
        .select_related("committee", "user")
        .prefetch_related("ties")
    )
    for one in found.order_by("id").iterator(500):
        yield {
            "committee": one.committee.slug,
            "name": masked(one.user.display_name),
            "kind": one.kind,
            "votes": one.votes,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "ended_by": one.ended_by,
            "term": one.term,
            "lot": one.lot,
            "organisations": "; ".join(tie.organisation for tie in one.ties.all()),
        }
