"""What a browser may send about proposals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc
from proposals.actions import TITLE_LENGTH, missing_parts
from proposals.models import Answer, Proposal

BODY_LENGTH = 5_000
BLANK = ("", _("Please choose"))


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


class TopicField(forms.ModelChoiceField[Topic]):
    """One of the policy topics, found by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Topic.objects.all(), to_field_name="slug", empty_label=BLANK[1], **kwargs)


class AreaField(forms.ModelChoiceField[Area]):
    """A place from the list of the city and its boroughs; the map is never the only way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD),
            empty_label=_("No particular place"), required=False, **kwargs,
        )  # fmt: skip


class WonField(forms.CharField):
    """A sum in won as people type it: 12,000,000 or 1200만원; gives an int or None."""

    def clean(self, value: Any) -> int | None:
        text = nfc(super().clean(value) or "").replace(",", "").replace(" ", "").removesuffix("원")
        if not text:
            return None
        factor = 1
        for unit, size in (("억", 10**8), ("만", 10**4)):
            if text.endswith(unit):
                text, factor = text.removesuffix(unit), size
        if not text.isascii() or not text.isdecimal() or len(text) > 13:
            raise ValidationError(_("Write a sum in won, for example 12,000,000."), code="sum")
        return int(text) * factor


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
    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("The reason will be public."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please give the reason. It will be public.")},
    )


class DepartmentField(forms.ModelChoiceField[Department]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Department.objects.all(), to_field_name="code", empty_label=BLANK[1], **kwargs)


class RouteForm(forms.Form):
    department = DepartmentField(
        label=_("Department"), error_messages={"required": _("Choose a department.")}
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The reason will be public."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please give the reason. It will be public.")},
    )


class InterimForm(forms.Form):
    text = forms.CharField(
        label=_("Interim answer"),
        help_text=_("What has been done so far, and when will the final answer come? It is public at once."),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Write the answer.")},
    )


class AnswerForm(forms.Form):
    """The final answer; which parts are needed follows from the decision."""

    disposition = forms.ChoiceField(
        label=_("Decision"), choices=Answer.Disposition.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Technical reasons, not opinions. Say what happens next and by when."),
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("Write the answer.")},
    )
    planned_on = forms.DateField(
        label=_("Planned date"), required=False, widget=forms.DateInput({"type": "date"}),
        help_text=_("Needed when the proposal is adopted, also in part."),
    )  # fmt: skip
    recheck_on = forms.DateField(
        label=_("Looked at again on"), required=False, widget=forms.DateInput({"type": "date"}),
        help_text=_("Needed for a long-term review."),
    )  # fmt: skip
    reason_code = forms.ChoiceField(
        label=_("Reason of the refusal"), required=False, choices=[BLANK, *Answer.Reason.choices],
        help_text=_("Needed when it is not possible."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The same rule as the action's, said beside each field that lacks something."""
        cleaned = {"disposition": "", "text": "", **(super().clean() or {})}
        for name, words in missing_parts(Answer(**cleaned)).items():
            if name not in self.errors:
                self.add_error(name, _("Needed for this decision: %(what)s.") % {"what": words})
        return cleaned
