"""What a personal token may be used for: named when it is made, asked in one place (permissions.py)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS

from civic.accounts.models import ApiToken


class Scope(models.TextChoices):
    """In the order of their weight. A view that writes and names none asks for the weightiest."""

    READ = ApiToken.READ, _("Read: everything that you may see here, also what only you see")
    TAKE_PART = ApiToken.TAKE_PART, _("Take part: propose, support, comment, sign up for workshops")
    VOTE = ApiToken.VOTE, _("Vote: cast or change your ballot")
    OFFICE = ApiToken.OFFICE, _("Act in your office: what you may do as staff or as a member of a committee")


def needed(view: Any, method: str) -> Scope:
    """The scope that a method of a view asks of a token; ``view.scope`` names that of the methods that write."""
    return Scope.READ if method in SAFE_METHODS else Scope(getattr(view, "scope", Scope.OFFICE))
