"""What a browser may send to the ballot pages."""

from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budgeting.voting.ballots import Paper, Section
from budgeting.voting.receipts import LETTERS, prefix_of
from budgeting.voting.sealing import Choices


def merged(section: Section, request: HttpRequest, kept: list[str]) -> list[str]:
    """The choice in one envelope after a form was sent: what was ticked, and what was chosen but not on the page.

    ``shown`` names the projects that the form showed (a filter may have left some out); ``drop`` is a swap.
    """
    known = section.by_number
    shown = set(request.POST.getlist("shown"))
    ticked = [number for number in request.POST.getlist("project") if number in known]
    elsewhere = [number for number in kept if number in known and number not in shown]
    dropped = request.POST.get("drop")
    return [number for number in dict.fromkeys([*elsewhere, *ticked]) if number != dropped]


def reviewed(paper: Paper, request: HttpRequest) -> Choices:
    """The choices that the review page showed and the voter sent: "envelope:number" a field, as they were reviewed."""
    choices: Choices = {section.envelope.key: [] for section in paper.sections}
    for pair in request.POST.getlist("choice"):
        key, _colon, number = pair.partition(":")
        choices.setdefault(key, []).append(number)
    return choices


def form_key(request: HttpRequest) -> UUID | None:
    """The form's own key; None for what is none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


class ReceiptForm(forms.Form):
    """The code of a receipt, as people type it."""

    code = forms.CharField(
        label=_("Code on your receipt"),
        help_text=_(
            "16 letters and digits, for example K7QM-2X9T-0B4R-8HWE. Hyphens and capital letters do not matter."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-receipt": "",
            }
        ),
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if prefix_of(code) is None:
            raise forms.ValidationError(
                _("A code has %(letters)s letters and digits.") % {"letters": LETTERS}
            )
        return code
