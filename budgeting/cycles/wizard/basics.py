"""The first two steps and the last: what the cycle is called, what it begins with, when it runs."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.forms import date_input
from budgeting.cycles.models import Cycle
from budgeting.cycles.past_years import BUSAN, SEOUL
from budgeting.cycles.presets import DEFAULTS
from civic.areas.models import Area
from civic.processes.models import Phase

COPY = "copy:"

CURRENCIES = [
    ("", _("as in the cycle that is copied, otherwise won")),
    ("KRW", _("won (KRW)")),
    ("USD", _("US dollar (USD)")),
    ("EUR", _("euro (EUR)")),
    ("GBP", _("pound sterling (GBP)")),
    ("JPY", _("yen (JPY)")),
    ("CNY", _("yuan (CNY)")),
    ("TWD", _("Taiwan dollar (TWD)")),
    ("CHF", _("Swiss franc (CHF)")),
    ("PLN", _("złoty (PLN)")),
    ("CAD", _("Canadian dollar (CAD)")),
    ("AUD", _("Australian dollar (AUD)")),
    ("BRL", _("Brazilian real (BRL)")),
]
"""ISO 4217. Currencies of countries whose cities hold such votes; sums are whole numbers of them."""


class BasicsStep(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    budget_year = forms.IntegerField(label=_("Budget year"), min_value=2000, max_value=2200)
    area = forms.ModelChoiceField(Area.objects.none(), label=_("City or borough"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [Area.Level.CITY, Area.Level.BOROUGH]
        self.fields["area"].queryset = Area.objects.filter(level__in=levels).only("code", "name", "name_en")  # type: ignore[attr-defined]


class StartStep(forms.Form):
    """A preset of this platform, a year of two cities, or an earlier cycle of one's own."""

    start = forms.ChoiceField(
        label=_("Rules to begin with"),
        help_text=_(
            "Everything can be changed in the next steps. What a source does not state has to be decided."
        ),
    )

    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=CURRENCIES,
        required=False,
        help_text=_("All sums of the cycle are in it. It is frozen together with the rules."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Cycle.objects.filter(external_id__isnull=True, rules__isnull=False).select_related("process")[
            :10
        ]
        copies = [(f"{COPY}{one.slug}", str(one)) for one in own]
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            *([(_("Copy an earlier cycle"), copies)] if copies else []),
            (_("To begin with"), [(one.key, one.label) for one in DEFAULTS.values()]),
            (_("Seoul, year by year"), [(one.key, one.label) for one in SEOUL]),
            (_("Busan, year by year"), [(one.key, one.label) for one in BUSAN]),
        ]


class DatesStep(forms.Form):
    """The first day and how long each phase lasts: phases made so touch, without gap or overlap."""

    opens_on = forms.DateField(
        label=_("First day"),
        widget=date_input(),
        help_text=_("Proposals are gathered from this day on. The rules freeze on it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in Phase.Kind.choices:
            field = forms.IntegerField(
                label=_("Days: %(phase)s") % {"phase": label}, min_value=1, max_value=1500
            )
            self.fields[f"days_{kind}"] = field

    def clean_opens_on(self) -> Any:
        day = self.cleaned_data["opens_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a first day that is still to come."))
        return day
