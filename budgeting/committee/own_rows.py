"""Applications, seats, declared ties and objections of a person."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("committee.Application", "user", _("Applications for a committee"), "recruitment__committee", "code", "sex", "age", "area",
    "at")  # fmt: skip
own("committee.Member", "user", _("Your seats on committees"), "committee", "kind", "votes", "starts_on", "ends_on", "term",
    "ended_by", "end_reason")  # fmt: skip
own(
    "committee.Relation",
    "member__user",
    _("Ties that you declared"),
    "kind",
    "organisation",
    "department",
    "until",
    "at",
)
own("committee.Party", "user", _("Projects that you are a party to"), "project", "kind", "organisation", "at")
own(
    "committee.Challenge",
    "by",
    _("Members whom you challenged"),
    "project",
    "ground",
    "filed_at",
    "outcome",
    "decided_at",
)
own("committee.Objection", "user", _("Objections that you made to decisions"), "decision", "text", "at", "due_on", "result",
    "answer", "answered_at")  # fmt: skip
