"""An envelope as an officer types it: in the steps of a new cycle, and on the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Envelope
from budgeting.cycles.sums import WonField
from civic.areas.models import Area

MOST = 300
ALWAYS_OPEN = ("name", "name_en", "amount")
"""What may change after the first phase opened, until prices are published."""


class EnvelopeFields(forms.Form):
    """Every rule of an envelope, and what of it cannot be together."""

    name = forms.CharField(label=_("Name"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    amount = WonField(label=_("Money in the envelope"), required=False)
    ceiling = WonField(label=_("Most a project may cost"), required=False, help_text="")
    event_ceiling = WonField(label=_("Most an event may cost"), required=False, help_text="")
    floor = WonField(label=_("Least a project must cost"), required=False, help_text="")
    max_projects = forms.IntegerField(
        label=_("Most projects on the ballot"), min_value=1, max_value=MOST, required=False
    )
    method = forms.ChoiceField(label=_("How to vote"), choices=Envelope.Method.choices, required=False)
    picks_min = forms.IntegerField(
        label=_("At least so many projects"), min_value=0, max_value=MOST, required=False
    )
    picks_max = forms.IntegerField(
        label=_("At most so many projects"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("The same number above and here: exactly so many."),
    )
    picks_per_topic = forms.IntegerField(
        label=_("At most so many in one policy field"), min_value=1, max_value=MOST, required=False
    )
    budget_limit = WonField(
        label=_("Most that the chosen projects may cost together"),
        required=False,
        help_text=_("Where voters fill the budget it is the money in the envelope."),
    )
    points = forms.IntegerField(
        label=_("Points a voter shares out (only where points are given)"),
        min_value=1,
        max_value=1000,
        required=False,
    )
    points_each = forms.IntegerField(
        label=_("Most points one project may get"), min_value=1, max_value=1000, required=False
    )
    own_borough_only = forms.BooleanField(
        label=_("Voters see only their own borough's projects"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("name"):
            return data
        if not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("An envelope needs money."))
        self._check_sums(data)
        self._check_picks(data)
        if data.get("method") == Envelope.Method.CUMULATIVE:
            self._check_points(data)
        return data

    def _check_sums(self, data: dict[str, Any]) -> None:
        for name, most in (("floor", "ceiling"), ("event_ceiling", "ceiling")):
            if data.get(name) and data.get(most) and data[name] > data[most]:
                self.add_error(name, _("This must not be more than a project may cost."))
        if data.get("floor") and data.get("amount") and data["floor"] > data["amount"]:
            self.add_error("floor", _("This must not be more than the money in the envelope."))

    def _check_picks(self, data: dict[str, Any]) -> None:
        least, most, standing = data.get("picks_min") or 0, data.get("picks_max"), data.get("max_projects")
        if most is not None and least > most:
            self.add_error("picks_max", _("This must not be less than the least number of projects."))
        if standing is not None and least > standing:
            self.add_error("max_projects", _("This must not be less than the least number of projects."))

    def _check_points(self, data: dict[str, Any]) -> None:
        points, each = data.get("points"), data.get("points_each")
        if not points and "points" not in self.errors:
            self.add_error("points", _("Where points are given, say how many a voter shares out."))
        if points and each and each > points:
            self.add_error("points_each", _("This must be between 1 and the points of a voter."))

    def settled(self) -> dict[str, Any]:
        """What an envelope stores: what the method fixes is not asked twice, and what it has no use for is left out."""
        data = dict(self.cleaned_data)
        if "method" not in data:
            return data
        data["picks_min"] = data["picks_min"] or 0
        data["method"] = data["method"] or Envelope.Method.APPROVAL
        if data["method"] != Envelope.Method.CUMULATIVE:
            data["points"] = data["points_each"] = None
        if data["method"] == Envelope.Method.CHOOSE_ONE:
            data["picks_min"], data["picks_max"] = min(data["picks_min"], 1), 1
        return data


class EnvelopeForm(EnvelopeFields):
    """On the desk: one envelope of a cycle. Where the rules are ``frozen``, only what may still change."""

    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Only for one borough"),
        required=False,
        empty_label=_("For the whole area of the cycle"),
    )

    def __init__(
        self, *args: Any, cycle: Cycle, envelope: Envelope | None = None, frozen: bool = False, **kwargs: Any
    ) -> None:
        if envelope is not None:
            kwargs["initial"] = {name: getattr(envelope, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        boroughs = Area.objects.filter(parent=cycle.process.area_id, level=Area.Level.BOROUGH)
        self.fields["area"].queryset = boroughs.only("code", "name", "name_en")  # type: ignore[attr-defined]
        if frozen:
            for name in set(self.fields) - set(ALWAYS_OPEN):
                del self.fields[name]


class NewEnvelopeForm(EnvelopeForm):
    key = forms.SlugField(
        label=_("Key"), max_length=30, help_text=_("Small letters, for addresses and data: city, district.")
    )
    field_order = ["key"]
