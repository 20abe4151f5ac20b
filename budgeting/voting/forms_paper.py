"""What a browser may send at a polling place, at the entry of slips, and at a kiosk."""

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.voting.ballots import Paper, Section
from budgeting.voting.models import PaperBatch, PollingPlace, SlipReading
from budgeting.voting.slips import Gone, Marked
from civic.areas.models import Area
from civic.common.bilingual import localized

Fate = SlipReading.Fate
CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class PlaceForm(forms.ModelForm[PollingPlace]):
    """A polling place as the public sees it."""

    class Meta:
        model = PollingPlace
        fields = (
            "name",
            "name_en",
            "area",
            "address",
            "address_en",
            "hours",
            "hours_en",
            "access",
            "access_en",
        )
        widgets = {
            "access": forms.Textarea(attrs={"rows": 3}),
            "access_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "area": _("Clerks of this district work here."),
            "access": _("Steps, lifts, large type, sign language: what people ask before they come."),
        }

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = Area.objects.filter(parent=cycle.process.area, level=Area.Level.BOROUGH)
        here = within if within.exists() else Area.objects.filter(pk=cycle.process.area_id)
        self.fields["area"].queryset = here.order_by("code")  # type: ignore[attr-defined]


class SlipRunForm(forms.Form):
    """How many slips are to be printed, and for which district where papers differ."""

    count = forms.IntegerField(label=_("How many slips"), min_value=1, max_value=2000, initial=50)

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scopes:
            self.fields["scope"] = forms.ChoiceField(label=_("For residents of"), choices=scopes)


class LookUpForm(forms.Form):
    """A code that the resident shows, or the register number of the document that they show."""

    code = forms.CharField(
        label=_("Code that the resident shows"),
        help_text=_("Eight letters and digits; the resident gets it on the page of the vote."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=CODE),
    )
    identifier = forms.CharField(
        label=_("Or the register number by which the city knows the person"),
        help_text=_("As it was entered when the person was verified. It is not stored."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.one_of_two = True  # type: ignore[attr-defined]  # neither is needed by itself, but one of them is

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("code")) == bool(data.get("identifier")):
            raise forms.ValidationError(_("Enter the code or the register number, one of the two."))
        return data


class TicketForm(forms.Form):
    """The one-time code at a kiosk."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Eight letters and digits, from the clerk or from your own phone."),
        max_length=20,
        widget=forms.TextInput(attrs=CODE),
    )


class SlipForm(forms.Form):
    """One slip as a reader sees it: its number, and in each envelope the numbers of the marked projects."""

    number = forms.IntegerField(
        label=_("Number on the slip"), min_value=1, max_value=10**6, widget=forms.TextInput()
    )
    fate = forms.ChoiceField(label=_("The slip"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        paper: Paper,
        gone: Gone,
        fixed: int | None = None,
        third: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.paper, self.gone = paper, gone
        if fixed is not None:
            del self.fields["number"]
        else:
            self.fields["number"].widget.attrs = {"inputmode": "numeric", "autocomplete": "off"}
        fates = [(value, label) for value, label in Fate.choices if third or value != Fate.NONE]
        self.fields["fate"].choices = fates  # type: ignore[attr-defined]
        if (
            not third
        ):  # nobody reads after the third: a blank slip has to be said, and not to be left standing
            self.fields["fate"].initial = Fate.READ
        for section in paper.sections:
            self.fields[_name(section.envelope.key)] = forms.CharField(
                label=localized(section.envelope, "name"),
                help_text=str(_help(section)),
                required=False,
                max_length=400,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        if fixed is None:
            self.order_fields(["number", *(_name(s.envelope.key) for s in paper.sections), "fate"])

    @property
    def printed_before(self) -> list[str]:
        """The numbers of projects that slips may name though they left the ballot."""
        return sorted(number for numbers in self.gone.values() for number in numbers)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for section in self.paper.sections:
            key = section.envelope.key
            known = set(section.by_number) | self.gone.get(key, set())
            seen = _numbers(data.get(_name(key), ""), ranked=section.is_ranking)
            if section.is_points and not all(re.fullmatch(r"[^=]+=[1-9]\d{0,3}", one) for one in seen or []):
                self.add_error(_name(key), _("Write each project with its points: 3=5 7=2."))
                seen = []
            strange = [one for one in seen or [] if one.partition("=")[0] not in known]
            if strange:
                self.add_error(
                    _name(key),
                    _("There is no project %(numbers)s on the slip.") % {"numbers": ", ".join(strange)},
                )
            data[key] = seen
        return data

    def marked(self) -> Marked:
        """What was sent. On a slip that was not read nothing is marked."""
        if self.cleaned_data["fate"] != Fate.READ:
            return Marked(self.cleaned_data["fate"], {})
        return Marked(
            Fate.READ,
            {s.envelope.key: self.cleaned_data[s.envelope.key] for s in self.paper.sections},
        )


def shown(marked: Marked) -> dict[str, str]:
    """A slip as the form's fields take it."""
    words = {_name(key): "?" if seen is None else " ".join(seen) for key, seen in marked.choices.items()}
    return {"fate": marked.fate, **words}


def _help(section: Section) -> str | Promise:
    if section.is_points:
        return _(
            "Each project with its points, for example 3=5 7=2; nothing for a blank; ? where it cannot be read."
        )
    if section.is_ranking:
        return _(
            "The numbers of the projects, the first choice first; nothing for a blank; ? where it cannot be read."
        )
    return _(
        "The numbers of the marked projects, with spaces between; nothing for a blank; ? where it cannot be read."
    )


def _name(key: str) -> str:
    return f"envelope_{key}"


def _numbers(typed: str, *, ranked: bool) -> list[str] | None:
    """What was typed as numbers, once each; None for "?". In the order of the ranks, or sorted where no order counts."""
    if typed.strip() in ("?", "\uff1f"):
        return None
    found = [one for one in dict.fromkeys(re.split(r"[\s,./]+", typed.strip())) if one]
    return found if ranked else sorted(found)


class CloseForm(forms.ModelForm[PaperBatch]):
    """What goes into the minutes when a batch is closed."""

    class Meta:
        model = PaperBatch
        fields = ("scans_sha256", "note")
        help_texts = {
            "scans_sha256": _("64 characters, if the slips were scanned. Only this fingerprint is kept."),
            "note": _("For example how many slips that were not ours were put aside."),
        }

    def clean_scans_sha256(self) -> str:
        typed = str(self.cleaned_data["scans_sha256"]).strip().lower()
        if typed and not re.fullmatch(r"[0-9a-f]{64}", typed):
            raise forms.ValidationError(_("A SHA-256 has 64 characters 0-9 and a-f."))
        return typed
