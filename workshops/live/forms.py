"""What a browser may send to a live room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.live.models import HEADS_MAX, TEXT_MAX, Statement

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class EnterForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the room"),
        max_length=12,
        help_text=_("6 characters on the screen or the poster, without O, 0, I, 1, L and U."),
        widget=forms.TextInput(attrs=CODE),
    )


class PassForm(forms.Form):
    code = forms.CharField(
        label=_("Code of your registration"),
        max_length=12,
        help_text=_("It stands in your confirmation. Nobody learns from it who writes what in the room."),
        widget=forms.TextInput(attrs=CODE),
    )


class TableForm(forms.Form):
    table = forms.CharField(
        label=_("Table"), max_length=20, help_text=_("The number or the name on the table.")
    )
    heads = forms.IntegerField(label=_("How many people sit there?"), min_value=1, max_value=HEADS_MAX)


class WriteForm(forms.Form):
    text = forms.CharField(
        label=_("Your statement"),
        min_length=2,
        max_length=TEXT_MAX,
        help_text=_("One thought, up to 140 characters. Nobody sees who wrote it."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": TEXT_MAX}),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Statement.Kind.choices,
        initial=Statement.Kind.STATEMENT,
        widget=forms.RadioSelect,
    )


class HeadsForm(forms.Form):
    """How a table answers; nothing typed is nobody."""

    agree = forms.IntegerField(label=_("agree"), min_value=0, max_value=HEADS_MAX, required=False)
    disagree = forms.IntegerField(label=_("disagree"), min_value=0, max_value=HEADS_MAX, required=False)
    unsure = forms.IntegerField(label=_("pass"), min_value=0, max_value=HEADS_MAX, required=False)

    def numbers(self) -> dict[str, int]:
        return {name: self.cleaned_data.get(name) or 0 for name in ("agree", "disagree", "unsure")}


class OpenForm(forms.Form):
    question = forms.CharField(
        label=_("What do you ask the room?"),
        max_length=TEXT_MAX,
        help_text=_("One sentence that stands on the screen and on every phone."),
    )
    question_en = forms.CharField(label=_("The same in English"), max_length=TEXT_MAX, required=False)
    moderated = forms.BooleanField(
        label=_("Staff look at each statement before others see it"), required=False, initial=True
    )


class BundleForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the bundle"),
        max_length=60,
        required=False,
        help_text=_("An existing title adds to that bundle; no title takes the statements out of theirs."),
    )

    def given(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"]}
