"""What a browser may send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.moderation.models import Decision, Rule


class ReportForm(forms.Form):
    """Which rule is broken, and how."""

    rule = forms.ChoiceField(
        label=_("Which rule does it break?"), choices=Rule.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """What a moderator decides. The choices depend on whether the text is hidden now."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    rule = forms.ChoiceField(
        label=_("Rule"),
        required=False,
        choices=[("", _("none")), *Rule.choices],
        help_text=_("Needed when a text is hidden or its author warned. It is published."),
    )
    block_days = forms.TypedChoiceField(
        label=_("May the author go on writing?"),
        required=False,
        coerce=int,
        choices=[("", _("yes")), (7, _("not for 7 days")), (30, _("not for 30 days"))],
        help_text=_("Only with a hidden text or a warning. The author is told until when."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The author gets it word for word, and it is published in the moderation log. Name no person."
        ),
    )

    end_block = forms.BooleanField(
        label=_("The author may write again at once"), required=False,
        help_text=_("Ends the time in which they cannot write, also where the decision itself stays."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        hidden: bool,
        warned: bool = False,
        appealed: bool = False,
        blocked: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _choices(hidden=hidden, warned=warned, appealed=appealed)
        if not blocked:
            del self.fields["end_block"]
        if appealed or hidden:
            del self.fields["block_days"], self.fields["rule"]  # nothing gets worse by a second look

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["block_days"] = data.get("block_days") or 0
        if data.get("outcome") in (Decision.Outcome.HIDDEN, Decision.Outcome.WARNED) and not data.get("rule"):
            self.add_error("rule", _("Choose the rule that it breaks."))
        return data


def _choices(*, hidden: bool, warned: bool, appealed: bool) -> list[tuple[str, Any]]:
    """What can be decided on a text as it stands; on an appeal only that it stays, or that it was wrong."""
    outcomes = Decision.Outcome
    if hidden:
        return [(outcomes.RESTORED.value, _("Show it again")), (outcomes.KEPT.value, _("It stays hidden"))]
    lifting = [(outcomes.LIFTED.value, _("Take the warning back"))] if warned else []
    if appealed:
        return [*lifting, (outcomes.KEPT.value, _("The warning stays"))]
    return [
        (outcomes.HIDDEN.value, _("Hide it")),
        (outcomes.WARNED.value, _("It stays, and the author is warned")),
        *lifting,
        (outcomes.KEPT.value, _("It stays as it is")),
    ]


class AppealForm(forms.Form):
    """Why the decision was wrong."""

    text = forms.CharField(
        label=_("What was wrong about the decision?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
