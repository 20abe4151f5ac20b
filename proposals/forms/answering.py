"""What a department may send: routing, answers, replies, notes, templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.actions import missing_parts
from proposals.forms.fields import BLANK, DepartmentField, reason_field
from proposals.models import Answer


class RouteForm(forms.Form):
    department = DepartmentField(
        label=_("Department"), error_messages={"required": _("Choose a department.")}
    )
    reason = reason_field()


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


class TemplateForm(forms.Form):
    name = forms.CharField(label=_("Name of the template"), max_length=80)
    disposition = forms.ChoiceField(
        label=_("Decision"), choices=[("", _("any")), *Answer.Disposition.choices], required=False
    )
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea({"rows": 6}))
