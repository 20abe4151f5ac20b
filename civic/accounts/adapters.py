"""How django-allauth meets our people: no user names, a name that others see, and the age declared first."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from civic.accounts.models import User


def display(user: User) -> str:
    """The name in messages."""
    return user.display_name or user.email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_safe_url(self, url: str | None) -> bool:
        """As allauth judges; an address that cannot even be read ("http://[x") is not safe instead of a fault of ours."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def populate_username(self, request: Any, user: User) -> None:
        """There are no user names."""
