"""What a browser may send about seats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.committee.lottery import LotteryError
from budgeting.committee.lottery.files import quotas_of
from budgeting.committee.models import AgeBand, Charter, Member, Sex
from budgeting.committee.seats.wording import LineUnread, lines_of, read_lines
from budgeting.cycles.forms import LOCAL, date_input, moment_input


class QuotaField(forms.CharField):
    """Quotas as lines in people's words: "성별: 여성 4, 남성 4"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            _(
                "A line for each of sex, age and borough, with the seats of each. "
                "For example: Sex: woman 4, man 4. Age: 34 or younger 2, 35 to 49 2, 50 to 64 2, 65 or older 2"
            ),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return lines_of(value) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        """Lines → trait → value → seats."""
        if isinstance(value, dict):
            return value
        try:
            return read_lines(str(value or ""))
        except LineUnread as line:
            raise forms.ValidationError(
                _("This line cannot be read: %(line)s"), params={"line": line}
            ) from line

    def validate(self, value: Any) -> None:
        try:
            quotas_of(value)
        except LotteryError as error:
            raise forms.ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """The text validators of a CharField have nothing to say about an object."""


class CharterForm(forms.ModelForm[Charter]):
    quotas = QuotaField(label=_("Seats by trait"))

    class Meta:
        model = Charter
        fields = [
            "seats", "quotas", "term_months", "most_terms", "quorum_of", "quorum_in", "quorum_strict", "carries_of",
            "carries_in", "carries_strict", "written_allowed", "notice_days", "lookback_years", "objection_days",
            "answer_days",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What the database holds is said beside the field: a share is at most all, and more than all is nobody."""
        data = super().clean() or {}
        for share in ("quorum", "carries"):
            above, below = data.get(f"{share}_of"), data.get(f"{share}_in")
            if above is None or below is None:
                continue
            if not 1 <= above <= below:
                self.add_error(f"{share}_of", _("From 1 up to the number below the line."))
            elif above == below and data.get(f"{share}_strict"):
                self.add_error(
                    f"{share}_strict",
                    _("More than all is impossible. Take the tick away, or change the share."),
                )
        return data


class RecruitmentForm(forms.Form):
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)
    reserves = forms.IntegerField(label=_("Reserves"), min_value=0, max_value=500, initial=0)
    quotas = QuotaField(label=_("Seats by trait"))
    closes_at = forms.DateTimeField(
        label=_("Applications until"), widget=moment_input(), input_formats=[LOCAL]
    )
    draw_on = forms.DateField(label=_("Day of the draw"), widget=date_input())
    draw_place = forms.CharField(label=_("Place of the draw"), max_length=120, required=False)
    public_source = forms.CharField(
        label=_("Public value that is mixed in"),
        max_length=200,
        required=False,
        help_text=_("For example: three dice, thrown by a witness on the day of the draw."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        closes, on = data.get("closes_at"), data.get("draw_on")
        if closes and on and on < closes.date():
            self.add_error("draw_on", _("The draw comes after the applications."))
        return data


class ApplicationForm(forms.Form):
    """Only what quotas ask for. Name and address are those of the account and its verification."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    age = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_(
            "I agree that my sex, age band and borough are used for the draw, under a number instead of my name."
        )
    )


class DrawForm(forms.Form):
    public = forms.CharField(
        label=_("Public value"),
        max_length=60,
        required=False,
        help_text=_("As it was thrown or read before witnesses, for example 6-2-5."),
    )


class EndForm(forms.Form):
    how = forms.ChoiceField(label=_("How it ends"), choices=Member.End.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Last day"), widget=date_input())
    reason = forms.CharField(
        label=_("Reason of a dismissal"), max_length=300, required=False, help_text=_("It is not published.")
    )


class AgainForm(forms.Form):
    until = forms.DateField(label=_("Last day of the new term"), widget=date_input())


class TieForm(forms.Form):
    organisation = forms.CharField(label=_("Organisation"), max_length=120)
    part = forms.CharField(label=_("What you are or were there"), max_length=120)
    since = forms.DateField(label=_("Since"), widget=date_input(), required=False)
    until = forms.DateField(label=_("Until"), widget=date_input(), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The end comes after the beginning."))
        return data
