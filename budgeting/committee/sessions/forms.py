"""What a browser may send about sessions and what follows from them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import (
    Charter,
    Committee,
    Item,
    Minutes,
    Motion,
    Objection,
    Resolution,
    Session,
    WrittenVote,
)
from budgeting.committee.queries import before_committee
from budgeting.committee.sessions.codes import RefusalCode
from budgeting.cycles.forms import LOCAL, date_input, moment_input
from budgeting.cycles.models import Project
from civic.areas.models import Department


class SessionForm(forms.Form):
    starts_at = forms.DateTimeField(label=_("Begins"), widget=moment_input(), input_formats=[LOCAL])
    way = forms.ChoiceField(
        label=_("How it is held"),
        choices=Session.Way.choices,
        widget=forms.RadioSelect,
        initial=Session.Way.ROOM,
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("Not needed for a resolution in writing."),
    )
    ends_at = forms.DateTimeField(
        label=_("Votes in writing are taken until"),
        widget=moment_input(),
        input_formats=[LOCAL],
        required=False,
        help_text=_("Only for a resolution in writing: members vote on their own pages until then."),
    )
    officer = forms.CharField(label=_("Whom to ask"), max_length=60)
    phone = forms.CharField(label=_("Telephone"), max_length=30)

    def __init__(self, *args: Any, charter: Charter, **kwargs: Any) -> None:
        """Without the charter's leave, the form does not speak of resolutions in writing."""
        super().__init__(*args, **kwargs)
        if not charter.written_allowed:
            ways = [one for one in Session.Way.choices if one[0] != Session.Way.WRITTEN]
            self.fields["way"].choices = ways  # type: ignore[attr-defined]
            self.fields["place"].help_text = ""
            del self.fields["ends_at"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") != Session.Way.WRITTEN and not data.get("place", "").strip():
            self.add_error("place", _("Write where the session is held."))
        return data


class ItemForm(forms.Form):
    """A project that waits for the committee, or a matter with a title."""

    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Project"),
        required=False,
        empty_label=_("No project: another matter"),
    )
    title = forms.CharField(label=_("Title of another matter"), max_length=200, required=False)

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = before_committee(committee.cycle).exclude(
            agenda_items__state=Item.State.WAITING,
            agenda_items__session__state__in=[Session.State.DRAFT, Session.State.CALLED, Session.State.OPEN],
        )
        self.fields["project"].queryset = waiting.select_related("envelope__cycle__process").order_by("pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("project") and not data.get("title", "").strip():
            self.add_error("title", _("Choose a project, or write the title of another matter."))
        return data


class VoteForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Motion"), choices=Motion.Kind.choices, widget=forms.RadioSelect, initial=Motion.Kind.CARRY
    )
    ayes = forms.IntegerField(label=_("For"), min_value=0, max_value=1000)
    noes = forms.IntegerField(label=_("Against"), min_value=0, max_value=1000)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=1000, initial=0)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Needed as soon as the vote settles the item. It is published."),
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    condition = forms.CharField(label=_("Condition, where there is one"), max_length=300, required=False)
    condition_en = forms.CharField(label=_("Condition in English"), max_length=300, required=False)
    code = forms.ChoiceField(
        label=_("Code of a refusal"), choices=[("", _("not refused")), *RefusalCode.choices], required=False
    )


class MotionForm(forms.Form):
    """A motion that is sent round; members vote on it in writing."""

    kind = forms.ChoiceField(
        label=_("Motion"),
        choices=[(one.value, one.label) for one in Resolution.KINDS],
        widget=forms.RadioSelect,
        initial=Motion.Kind.CARRY,
    )
    text = forms.CharField(label=_("Words of the motion"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Members read it before they vote. When the motion is carried, it is published."),
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    condition = forms.CharField(label=_("Condition, where there is one"), max_length=300, required=False)
    condition_en = forms.CharField(label=_("Condition in English"), max_length=300, required=False)
    code = forms.ChoiceField(
        label=_("Code of a refusal"), choices=[("", _("not refused")), *RefusalCode.choices], required=False
    )


class WrittenVoteForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Your vote"), choices=WrittenVote.Choice.choices, widget=forms.RadioSelect
    )


class DeferForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("For example that the item lacks its quorum. It is published."),
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class TalkForm(forms.Form):
    text = forms.CharField(
        label=_("Your contribution"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class DraftForm(forms.Form):
    note = forms.CharField(
        label=_("Further remarks"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
        help_text=_("What the record does not say, for example how the discussion went. Name nobody."),
    )


class AccessForm(forms.Form):
    access = forms.ChoiceField(
        label=_("Access"),
        choices=Minutes.Access.choices,
        widget=forms.RadioSelect,
        initial=Minutes.Access.OPEN,
    )
    ground = forms.CharField(
        label=_("Legal ground of what is closed"),
        max_length=200,
        required=False,
        help_text=_("For example article 9 (1) 5 of the Official Information Disclosure Act."),
    )


class RecommendationForm(forms.Form):
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))
    text = forms.CharField(
        label=_("Recommendation"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.in_force().order_by("name")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Official answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Published with today's date. Say what will be done and by when, or why not."),
    )


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("Your objection"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


class ObjectionAnswerForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Result"),
        choices=Objection.Result.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "If the committee deals with it again, the decision is set aside at once and the project is before the "
            "committee: put it on the agenda of the next session."
        ),
    )
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)


class VisitForm(forms.Form):
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    on = forms.DateField(label=_("Day"), widget=date_input())
    place = forms.CharField(label=_("Place"), max_length=120)
    went = forms.IntegerField(label=_("Members who went"), min_value=1, max_value=200)
    finding = forms.CharField(
        label=_("What was found"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Project.objects.filter(envelope__cycle=committee.cycle_id).order_by("pk")
        self.fields["project"].queryset = shown  # type: ignore[attr-defined]
