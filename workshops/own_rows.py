"""What a person signed up for, planned and said at workshops."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("workshops.Registration", "user", _("Workshops that you signed up for"), "workshop__code", "workshop__title", "name",
    "code", "needs", "companions", "table", "created_at", "cancelled_at", "checked_in_at")  # fmt: skip
own("workshops.QuestionAnswer", "registration__user", _("What you answered when you signed up"),
    "registration__workshop__code", "text")  # fmt: skip
own("workshops.Waiting", "user", _("Lines that you waited in"), "workshop__code", "name", "needs", "companions", "wheelchair",
    "answers", "joined_at", "offered_at", "ended_at", "outcome")  # fmt: skip
own("workshops.Invitation", "user", _("Workshops that you were invited to"), "workshop__code", "name", "email", "invited_at",
    "accepted_at", "declined_at")  # fmt: skip
own("workshops.CitizenPlan", "applicant", _("Workshops that you applied for"), "code", "title", "group", "reason", "people",
    "area", "place", "wished_at", "needs", "state", "submitted_at", "answered_at", "answer")  # fmt: skip
own("workshops.Workshop", "planner", _("Workshops that you plan"), "code", "title", "state", "starts_at")
own("workshops.Opinion", "speaker", _("Opinions that you gave"), "receipt", "workshop__code", "text", "recorded_at",
    "disposition", "answered_at", "hidden_at")  # fmt: skip
