"""What a browser may send about opinions: what was said, who answers it, the answer, a proposal made of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.common.clock import now
from workshops.domain.answering import Answer
from workshops.forms_base import date_input, likely
from workshops.models import Opinion, Registration


class OpinionForm(forms.Form):
    table = forms.CharField(label=_("Table"), max_length=20, required=False)
    text = forms.CharField(
        label=_("What was said"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    speaker = forms.ModelChoiceField(
        Registration.objects.none(),
        label=_("Speaker"),
        required=False,
        empty_label=_("Without a name (hand out the receipt code)"),
        help_text=_("Only the speaker and the staff know who said it."),
    )

    def __init__(self, *args: Any, speakers: QuerySet[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].queryset = speakers  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Which department answers, and by when."""

    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), empty_label=_("Choose a department")
    )
    due_on = forms.DateField(label=_("Answered by"), widget=date_input(), validators=[likely])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.in_force()  # type: ignore[attr-defined]


class RouteForm(AssignForm):
    opinions = forms.ModelMultipleChoiceField(
        Opinion.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one opinion.")},
    )

    def __init__(self, *args: Any, opinions: QuerySet[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinions"].queryset = opinions  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    disposition = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("Plain words, to the person who said it: what you do, or why not."),
    )
    text_en = forms.CharField(
        label=_("Answer in English"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    planned_on = forms.DateField(
        label=_("Done by"),
        required=False,
        widget=date_input(),
        validators=[likely],
        help_text=_(
            "Needed for “being reflected”, good to have for “reflected in part”. "
            "From the day after, everybody sees that it is late."
        ),
    )
    recheck_on = forms.DateField(
        label=_("Looked at again on"),
        required=False,
        widget=date_input(),
        validators=[likely],
        help_text=_("Needed for “under long-term review”."),
    )
    reason_code = forms.ChoiceField(
        label=_("Reason"), required=False, help_text=_("Needed for “not possible”."), widget=forms.Select
    )

    evidence_url = forms.URLField(
        label=_("Where it can be seen"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Address of a page, a notice or a picture that shows what was done."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )

    # What a decision asks for stands beside it; the words after it, English and the link last.
    field_order = (
        "disposition",
        "planned_on",
        "recheck_on",
        "reason_code",
        "text",
        "text_en",
        "evidence_url",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in Opinion.Disposition if kind != Opinion.Disposition.OPEN]
        self.fields["disposition"].choices = kinds  # type: ignore[attr-defined]
        reasons: list[tuple[str, str | Promise]] = [("", _("Choose a reason")), *Opinion.Reason.choices]
        self.fields["reason_code"].choices = reasons  # type: ignore[attr-defined]

    def answer(self) -> Answer:
        """The decision that was typed."""
        given: dict[str, Any] = {name: self.cleaned_data.get(name) for name in Answer.__dataclass_fields__}
        return Answer(**given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for field, sentence in self.answer().missing(timezone.localdate(now())):
                self.add_error(field, str(sentence))
        return cleaned


class ProposeForm(forms.Form):
    title = forms.CharField(label=_("Title of the proposal"), max_length=80)
    body = forms.CharField(label=_("What and why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"))
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Topic"), required=False, empty_label=_("No topic")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.all()  # type: ignore[attr-defined]
