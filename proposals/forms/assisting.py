"""What staff type for somebody, and what somebody copies from their paper."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals import personal_data
from proposals.forms.writing import CostForm, GroupForm, PlaceForm, TextForm, TitleForm, TopicForm
from proposals.models import Assistance


class AssistForm(forms.Form):
    """The whole proposal on one page, then the consent. No name, no address, no telephone number is asked."""

    title = TitleForm.base_fields["title"]
    body = TextForm.base_fields["body"]
    kind = TextForm.base_fields["kind"]
    topic = TopicForm.base_fields["topic"]
    area = PlaceForm.base_fields["area"]
    place = PlaceForm.base_fields["place"]
    rough_cost = CostForm.base_fields["rough_cost"]
    group_kind = GroupForm.base_fields["group_kind"]
    group_name = GroupForm.base_fields["group_name"]
    channel = forms.ChoiceField(
        label=_("How did the person come?"), choices=Assistance.Channel.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person came.")},
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("How did the person consent?"), choices=Assistance.Consent.choices, widget=forms.RadioSelect,
        help_text=_("Read the text out first. Say that everybody can read it, and that no name is stored."),
        error_messages={"required": _("Without the person's consent nothing is entered for them.")},
    )  # fmt: skip
    consented_on = forms.DateField(
        label=_("Day of the consent"), widget=forms.DateInput({"type": "date"}), initial=timezone.localdate,
        error_messages={"required": _("Give the day of the consent.")},
    )  # fmt: skip
    personal_data_ok = forms.BooleanField(
        label=_("The person wants the contact data in the text to be public"), required=False,
        help_text=_("Only where the text holds a telephone number or an address on purpose."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Contact data stays out unless the person wants it; a group has both its parts."""
        cleaned = super().clean() or {}
        found = personal_data.find(*(cleaned.get(name) or "" for name in ("title", "body", "place")))
        if any(one.sort == "resident" for one in found):
            self.add_error(
                "body", _("The text contains a resident registration number. It must not be published.")
            )
        elif found and not cleaned.get("personal_data_ok"):
            self.add_error(
                "body", _("The text seems to contain contact data. Take it out, or tick the box at the end.")
            )
        if bool(cleaned.get("group_kind")) != bool(cleaned.get("group_name")):
            self.add_error("group_name", _("A group that proposes needs its name and what it is."))
        return cleaned


class ClaimForm(forms.Form):
    """The code on the paper."""

    code = forms.CharField(
        label=_("The code on your paper"), max_length=20,
        help_text=_("Twelve letters and figures. Hyphens and small letters do not matter."),
        error_messages={"required": _("Write the code that stands on your paper.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
