"""What sign-up asks besides e-mail and password."""

from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User


class SignupForm(forms.Form):
    display_name = forms.CharField(label=_("Name shown to others"), max_length=40)
    age_confirmed = forms.BooleanField(label=_("I am 14 or older"))

    def signup(self, request: Any, user: User) -> None:
        """Called by allauth before the account is stored for the first time."""
        user.display_name = self.cleaned_data["display_name"]
        user.age_confirmed_at = timezone.now()
        user.language = translation.get_language() or "ko"
        user.save(update_fields=["display_name", "age_confirmed_at", "language"])
