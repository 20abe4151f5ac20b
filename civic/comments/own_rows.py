"""What a person wrote, found helpful and follows."""

from django.utils.translation import gettext_lazy as _

from civic.accounts.own_data import own

own("comments.Comment", "author", _("Comments that you wrote"), "thread__path", "stance", "body", "created_at", "hidden_at",
    "hidden_rule")  # fmt: skip
own("comments.Like", "user", _("Comments that you found helpful"), "comment", "comment__thread__path", "at")
own("comments.Follow", "user", _("What you follow"), "thread__path", "level", "created_at")
