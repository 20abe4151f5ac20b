"""What a browser may send about proposals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc
from proposals.actions import TITLE_LENGTH, missing_parts
from proposals.models import Answer, Proposal, Transfer

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


def reason_field(label: Any = None) -> forms.CharField:
    """A public reason in a sentence or two."""
    return forms.CharField(
        label=label or _("Reason"), help_text=_("The reason will be public."), max_length=300, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please give the reason. It will be public.")},
    )  # fmt: skip


class MomentField(forms.SplitDateTimeField):
    """A day and a time of the city's clock, in two fields that every browser has."""

    def __init__(self, **kwargs: Any) -> None:
        day: dict[str, Any] = {"type": "date", "aria-label": _("Day")}
        time: dict[str, Any] = {"type": "time", "aria-label": _("Time")}
        widget = forms.SplitDateTimeWidget(
            date_attrs=day, time_attrs=time, date_format="%Y-%m-%d", time_format="%H:%M"
        )
        super().__init__(widget=widget, **kwargs)


class MergeForm(forms.Form):
    """Into which other proposal; found by its number among those that the officer may see."""

    target = forms.CharField(
        label=_("Number of the other proposal"),
        help_text=_("For example: P-2026-00042"),
        max_length=20,
        error_messages={"required": _("Write the number of the other proposal.")},
    )
    reason = reason_field()

    def clean_target(self) -> Proposal:
        number = nfc(self.cleaned_data["target"]).strip().upper()
        found = Proposal.objects.published().filter(number=number).first()
        if found is None:
            raise ValidationError(_("There is no public proposal with this number."), code="unknown")
        return found


class ReasonForm(forms.Form):
    """A step that needs its reason only."""

    reason = reason_field()


class SplitForm(forms.Form):
    """The part that becomes a proposal of its own."""

    title = forms.CharField(
        label=_("Title of the new proposal"), max_length=TITLE_LENGTH, min_length=4,
        error_messages={"required": _("Write in one sentence what you propose.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("The part of the text that is about it"), max_length=BODY_LENGTH, widget=forms.Textarea({"rows": 8}),
        help_text=_("Take the proposer's own words."),
        error_messages={"required": _("Write what it is about and why.")},
    )  # fmt: skip
    reason = reason_field()


class TransferForm(forms.Form):
    """To a borough, or to a body outside that is named in words."""

    area = AreaField(label=_("Borough"))
    body = forms.CharField(
        label=_("Or a body outside the city"), max_length=120, required=False,
        help_text=_("Its full name, for example: 국가철도 관리기관"),
    )  # fmt: skip
    on = forms.DateField(
        label=_("Date of the transfer"), widget=forms.DateInput({"type": "date"}),
        error_messages={"required": _("Give the date of the transfer.")},
    )  # fmt: skip
    link = forms.URLField(
        label=_("Where it can be followed there"), required=False, assume_scheme="https",
        help_text=_("An address that begins with https://, if there is one."),
    )  # fmt: skip
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("area")) == bool(cleaned.get("body")) and not self.errors:
            self.add_error("body", _("Name the borough or the body outside the city, one of the two."))
        return cleaned


class TransferNewsForm(forms.Form):
    status = forms.ChoiceField(
        label=_("How it stands there"), choices=Transfer.Status.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What the other body says"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=_("It will be public."), error_messages={"required": _("Write what the other body says.")},
    )  # fmt: skip
    link = TransferForm.base_fields["link"]


class DebateForm(forms.Form):
    """A public debate: its question, its dates, and why it is held."""

    question = forms.CharField(
        label=_("Question of the debate"), max_length=200,
        help_text=_("One question that can be answered with yes or no."),
        error_messages={"required": _("Write the question of the debate.")},
    )  # fmt: skip
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    reason = reason_field(_("Why it is debated"))


class ConcludeForm(forms.Form):
    conclusions = forms.CharField(
        label=_("Conclusions"), widget=forms.Textarea({"rows": 10}),
        help_text=_("What was said on both sides, what most agree on, and what the city does with it by when."),
        error_messages={"required": _("Write the conclusions.")},
    )  # fmt: skip


class HeadAnswerForm(forms.Form):
    text = AnswerForm.base_fields["text"]
    planned_on = forms.DateField(
        label=_("Planned date"), required=False, widget=forms.DateInput({"type": "date"})
    )


class EvidenceForm(forms.Form):
    evidence = forms.CharField(
        label=_("What was done"), widget=forms.Textarea({"rows": 5}),
        help_text=_("Where it is, how much of it, since when, and how one can see it."),
        error_messages={"required": _("Say what was done.")},
    )  # fmt: skip
    link = forms.URLField(label=_("Where it can be seen"), required=False, assume_scheme="https")


class ReturnForm(forms.Form):
    """What the writer of a draft should change."""

    because = forms.CharField(
        label=_("What should be changed?"), max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what should be changed.")},
    )  # fmt: skip


class MoveDateForm(forms.Form):
    new_on = forms.DateField(
        label=_("New date"), widget=forms.DateInput({"type": "date"}),
        error_messages={"required": _("Give the new date.")},
    )  # fmt: skip
    reason = reason_field()


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Reply"), widget=forms.Textarea({"rows": 6}), help_text=_("It is public at once."),
        error_messages={"required": _("Write the reply.")},
    )  # fmt: skip


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Only staff read it. Write @ and a colleague's name to tell them."),
        error_messages={"required": _("Write the note.")},
    )  # fmt: skip


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


class TemplateForm(forms.Form):
    name = forms.CharField(label=_("Name of the template"), max_length=80)
    disposition = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("any")), *Answer.Disposition.choices], required=False
    )
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea({"rows": 6}))
