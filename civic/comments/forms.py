"""What a browser may send."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.comments.domain.writing import LONGEST, Words
from civic.comments.models import Comment


class CommentForm(forms.Form):
    """A comment, or a reply when ``to`` names a comment. ``key`` makes a second sending of the same form harmless."""

    body = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Up to 1,000 characters. Please leave out names, phone numbers and addresses of people."),
        error_messages={"required": _("Write your comment.")},
    )
    stance = forms.ChoiceField(
        label=_("Your position"),
        choices=Comment.Stance.choices,
        initial=Comment.Stance.NEUTRAL,
        widget=forms.RadioSelect,
    )
    to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def words(self) -> Words:
        """The valid content."""
        data = self.cleaned_data
        return Words(data["body"], data["stance"], data["to"], data["key"])
