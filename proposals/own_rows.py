"""What a person proposed, supports, searched for and said about answers."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("proposals.Proposal", "author", _("Proposals and drafts that you wrote"), "number", "state", "title", "title_en", "body",
    "body_en", "kind", "topic__slug", "area", "place", "latitude", "longitude", "rough_cost", "group_kind", "group_name",
    "created_at", "submitted_at", "support_count", "withdrawal_reason")  # fmt: skip
own(
    "proposals.CoProposer",
    "user",
    _("Proposals that you propose with others"),
    "proposal__number",
    "joined_at",
    "left_at",
)
own(
    "proposals.Version",
    "author",
    _("Texts that your changes replaced"),
    "proposal__number",
    "number",
    "title",
    "body",
    "at",
)
own("proposals.Support", "user", _("Proposals that you support"), "proposal__number", "proposal__title", "at")
own(
    "proposals.Voice",
    "user",
    _("Positions that you took in public debates"),
    "debate__proposal__number",
    "stance",
    "at",
)
own("proposals.Rating", "user", _("Answers that you rated"), "answer__proposal__number", "value", "at")
own("proposals.Question", "user", _("What you asked about answers"), "answer__proposal__number", "text", "at", "due_at",
    "replied_at")  # fmt: skip
own("proposals.SavedSearch", "user", _("Searches that you saved"), "name", "query", "every", "created_at")
own(
    "proposals.Encounter",
    "person",
    _("Titles for which you were shown similar proposals"),
    "title",
    "shown",
    "choice",
    "at",
)
