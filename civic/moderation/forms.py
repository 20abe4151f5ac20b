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

    def __init__(self, *args: Any, hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = Decision.Outcome
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = (
                [(outcomes.RESTORED.value, _("Show it again")), (outcomes.KEPT.value, _("It stays hidden"))]
                if hidden
                else [
                    (outcomes.HIDDEN.value, _("Hide it")),
                    (outcomes.WARNED.value, _("It stays, and the author is warned")),
                    (outcomes.KEPT.value, _("It stays as it is")),
                ]
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["block_days"] = data.get("block_days") or 0
        if data.get("outcome") in (Decision.Outcome.HIDDEN, Decision.Outcome.WARNED) and not data.get("rule"):
            self.add_error("rule", _("Choose the rule that it breaks."))
        return data


class AppealForm(forms.Form):
    """Why a hidden text should be shown."""

    text = forms.CharField(
        label=_("Why should it be shown?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )
