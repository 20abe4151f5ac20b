"""What a browser may send about cycles and projects."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Envelope, Objection, Project, Review
from budgeting.cycles.sums import WonField
from civic.accounts.models import ProvenAge
from civic.areas.models import Area, Department

LOCAL = "%Y-%m-%dT%H:%M"


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


AGE_HELP = _(
    "Empty: no minimum age. Up to 14 what people declare at sign-up is enough. Above it an identity card has to show it once, "
    "at the service desk or the polling place: 16, 18 or 19."
)


def shown_age(age: int | None) -> int | None:
    """The age, where somebody could show it; else the field says why not."""
    if age is not None and not ProvenAge.shows(age):
        raise forms.ValidationError(
            _("Nobody could show this age. Choose up to 14, or one of these: %(ages)s."),
            params={"ages": ", ".join(map(str, ProvenAge.values[1:]))},
        )
    return age


class PhaseForm(forms.Form):
    opens_at = forms.DateTimeField(label=_("Opens"), widget=moment_input(), input_formats=[LOCAL])
    closes_at = forms.DateTimeField(label=_("Closes"), widget=moment_input(), input_formats=[LOCAL])
    reason = forms.CharField(
        label=_("Why do the dates change?"),
        max_length=300,
        help_text=_("Everybody reads this beside the calendar."),
    )


class TakeForm(forms.Form):
    """An adopted proposal becomes a project."""

    envelope = forms.ModelChoiceField(Envelope.objects.none(), label=_("Envelope"))
    cost = WonField(label=_("Cost"))
    is_event = forms.BooleanField(label=_("It is an event, such as a festival"), required=False)
    beneficiaries = forms.CharField(label=_("Who benefits"), max_length=200, required=False)
    beneficiaries_en = forms.CharField(label=_("Who benefits, in English"), max_length=200, required=False)
    department = forms.ModelChoiceField(Department.objects.in_force(), label=_("Department in charge"))

    def __init__(self, *args: Any, envelopes: Any, without_department: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].required = without_department
        self.fields["envelope"].queryset = envelopes  # type: ignore[attr-defined]
        self.fields["envelope"].label_from_instance = lambda one: f"{one.cycle.process} · {one}"  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Finding"), choices=Review.Verdict.choices, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        label=_("Ground, where not eligible"),
        choices=[("", _("none")), *Review.Reason.choices],
        required=False,
    )
    condition = forms.CharField(label=_("Condition, where there is one"), max_length=300, required=False)
    text = forms.CharField(
        label=_("What was checked and what was found"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_(
            "Feasibility, law and duplication only. Whether the idea is good is for citizens and the committee."
        ),
    )
    cost = WonField(label=_("Estimated cost"))
    calculation = forms.CharField(
        label=_("How the cost was calculated"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class FilterForm(forms.Form):
    """Which projects to list."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("All areas")
    )
    envelope = forms.ChoiceField(label=_("Envelope"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *Project.State.choices]
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By a subquery over the cycle's own projects: two hundred boroughs would be a poor choice list.
        here = Project.objects.filter(envelope__cycle=cycle).values("area")
        self.fields["area"].queryset = Area.objects.filter(pk__in=here).only("code", "name", "name_en")  # type: ignore[attr-defined]
        envelopes = [(one.key, str(one)) for one in cycle.envelopes.all()]
        self.fields["envelope"].choices = [("", _("All envelopes")), *envelopes]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """Filters for a query on projects; a broken parameter asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        area = data.get("area")
        found = {
            "area": area.pk if area else None,
            "envelope__key": data.get("envelope"),
            "state": data.get("state"),
        }
        return {name: value for name, value in found.items() if value}


class ReviseForm(forms.ModelForm[Project]):
    """The text of a project; its cost is the department's to estimate."""

    reason = forms.CharField(
        label=_("Why does the text change?"),
        max_length=300,
        help_text=_("Everybody reads this beside the change."),
    )

    class Meta:
        model = Project
        fields = (
            "title", "title_en", "summary", "summary_en", "place", "place_en", "beneficiaries", "beneficiaries_en",
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 8}),
            "summary_en": forms.Textarea(attrs={"rows": 5}),
        }


class OtherForm(forms.Form):
    """Another project of the same envelope, and why."""

    other = forms.ModelChoiceField(Project.objects.none(), label=_("The other project"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody reads it on both project pages.")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
        self.fields["other"].label_from_instance = lambda one: f"{one.number}. {one}"  # type: ignore[attr-defined]


class HandOnForm(forms.Form):
    department = forms.ModelChoiceField(Department.objects.in_force(), label=_("Department in charge"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody reads it on the project page.")
    )


class MergeForm(OtherForm):
    cost = WonField(label=_("Cost of both together"))
    field_order = ["other", "cost", "reason"]


class SplitForm(forms.Form):
    """Two or three parts of a project, each with its title and cost."""

    title_1 = forms.CharField(label=_("Title of the first part"), max_length=200)
    cost_1 = WonField(label=_("Cost of the first part"))
    title_2 = forms.CharField(label=_("Title of the second part"), max_length=200)
    cost_2 = WonField(label=_("Cost of the second part"))
    title_3 = forms.CharField(label=_("Title of the third part"), max_length=200, required=False)
    cost_3 = WonField(label=_("Cost of the third part"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("title_3")) != bool(data.get("cost_3")) and "cost_3" not in self.errors:
            self.add_error("title_3", _("A third part needs both a title and a cost."))
        return data

    def shares(self) -> list[tuple[str, int]]:
        """The titles and costs that were filled in."""
        data = self.cleaned_data
        return [(data[f"title_{n}"], data[f"cost_{n}"]) for n in (1, 2, 3) if data[f"title_{n}"]]


class AskForm(forms.Form):
    """A question to another department than the one in charge."""

    department = forms.ModelChoiceField(Department.objects.in_force(), label=_("Department to ask"))
    question = forms.CharField(
        label=_("What you ask"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About its own field: law, land, lines, other plans. It is published with the answer."),
    )

    def __init__(self, data: Any = None, *, project: Project) -> None:
        super().__init__(data)
        others = Department.objects.in_force().exclude(pk=project.department_id or 0)
        cast("forms.ModelChoiceField[Department]", self.fields["department"]).queryset = others


class OpinionForm(forms.Form):
    text = forms.CharField(
        label=_("Opinion of your department"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Facts and conditions of your field only. Whether the idea is good is for citizens and the committee."
        ),
    )


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong in the review?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It is published on the project page. Do not write personal data."),
    )


class ObjectionAnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Objection.Outcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
