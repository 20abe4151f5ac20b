"""What a proposer may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.common.korean import nfc
from proposals.actions import TITLE_LENGTH
from proposals.forms.fields import BODY_LENGTH, AreaField, TopicField, WonField
from proposals.models import Proposal


class TitleForm(forms.Form):
    """A title first; everything else later."""

    title = forms.CharField(
        label=_("What do you propose?"),
        help_text=_(
            "One sentence of at most 80 characters. For example: Put lights into the alley behind the market."
        ),
        max_length=TITLE_LENGTH,
        min_length=4,
        error_messages={"required": _("Write in one sentence what you propose.")},
    )

    def clean_title(self) -> str:
        return " ".join(nfc(self.cleaned_data["title"]).split())


class DetailsForm(forms.Form):
    """The rest of a proposal. ``version`` is the draft's version that the writer saw."""

    body = forms.CharField(
        label=_("What is it about, and why?"),
        help_text=_(
            "What is the matter now? What should be done? Who gains from it? Do not write phone numbers or names of others."
        ),
        max_length=BODY_LENGTH,
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("Write what it is about and why.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of proposal is it?"), choices=Proposal.Kind.choices, widget=forms.RadioSelect
    )
    topic = TopicField(label=_("Topic"), error_messages={"required": _("Choose a topic.")})
    area = AreaField(label=_("Borough"))
    place = forms.CharField(
        label=_("The place in words"),
        max_length=200,
        required=False,
        help_text=_("For example: the alley behind Mangwon market"),
    )
    rough_cost = WonField(
        label=_("Rough cost in won"),
        required=False,
        max_length=20,
        help_text=_("A guess is enough, for example 12,000,000."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EditForm(forms.Form):
    """What the writer may change after the submission."""

    title = TitleForm.base_fields["title"]
    body = DetailsForm.base_fields["body"]
    place = DetailsForm.base_fields["place"]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    code = forms.ChoiceField(
        label=_("What has happened?"), choices=Proposal.Withdrawal.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has happened.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("The reason will be public."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please give the reason. It will be public.")},
    )


class RatingForm(forms.Form):
    """From 1 to 5, and for the proposer one more question."""

    value = forms.TypedChoiceField(
        label=_("How good is the answer?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("5: very good")), (4, _("4: good")), (3, _("3: neither")), (2, _("2: poor")), (1, _("1: very poor"))],
        error_messages={"required": _("Choose from 1 to 5.")},
    )  # fmt: skip


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("What do you ask once more?"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("You can ask once. The question and the reply are public."),
        error_messages={"required": _("Write your question.")},
    )  # fmt: skip
