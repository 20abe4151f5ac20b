"""What a browser may send before a workshop."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from workshops.before.agenda import Item
from workshops.before.queries import open_themes
from workshops.before.questions import MOST
from workshops.before.refusals import AnswerReasonMissing
from workshops.domain.applying import Change
from workshops.domain.arranging import Asked
from workshops.forms_base import LOCAL, RowForm, likely, moment_input
from workshops.models import CitizenPlan, Question, Reserved, Series, Workshop

AGENDA_ROWS = 3  # empty rows below those that are there
AGENDA_MOST = 30


class AgendaRow(forms.Form):
    """One item of the agenda; a row without a title is no item."""

    title = forms.CharField(label=_("What happens"), max_length=200, required=False)
    title_en = forms.CharField(label=_("What happens, in English"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=600, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("title") and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes does it take?"))
        if not cleaned.get("title") and (cleaned.get("minutes") or cleaned.get("title_en")):
            self.add_error("title", _("Say what happens in these minutes."))
        return cleaned


class BaseAgenda(forms.BaseFormSet[AgendaRow]):
    def items(self) -> list[Item]:
        """The rows that were filled in, in their order."""
        rows = (form.cleaned_data for form in self.forms)
        return [Item(**row) for row in rows if row.get("title")]


AgendaForms = forms.formset_factory(
    AgendaRow, formset=BaseAgenda, extra=AGENDA_ROWS, max_num=AGENDA_MOST, absolute_max=AGENDA_MOST
)


class ChecklistForm(RowForm[Workshop]):
    """What the list before publishing asks for beside time, place and text."""

    assured = forms.MultipleChoiceField(
        label=_("Confirmed"),
        choices=Workshop.Assured.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    online_url = forms.URLField(
        label=_("Address of the online room"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Only people who are registered see it."),
    )

    class Meta:
        model = Workshop
        fields = ["terms", "terms_en", "contact", "online_url", "assured"]
        widgets = {"terms": forms.Textarea(attrs={"rows": 4}), "terms_en": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "terms": _("How people treat each other, what is recorded, whether pictures are taken."),
            "contact": _("A phone number or an e-mail address. Left empty, the department's phone is shown."),
        }


class TextForm(RowForm[Workshop]):
    """The words of a workshop that a citizen plans."""

    class Meta:
        model = Workshop
        fields = ["title", "title_en", "summary", "summary_en"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "summary_en": forms.Textarea(attrs={"rows": 5}),
        }


class ApplicationForm(RowForm[CitizenPlan]):
    class Meta:
        model = CitizenPlan
        fields = [
            "series", "title", "title_en", "reason", "group", "people", "area", "place", "wished_at", "minutes", "needs",
        ]  # fmt: skip
        labels = {"title": _("Your sub-topic"), "title_en": _("Your sub-topic in English")}
        widgets = {"wished_at": moment_input(), "reason": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "title": _("One question that you want to talk about. It becomes public, with the answer."),
            "group": _("Shown as “planned by” if the workshop takes place. Leave it empty to stay unnamed."),
            "place": _("Where the city should come to. A room that you know, or only the neighbourhood."),
            "wished_at": _("Evenings and weekends are fine. Four weeks from now at the earliest."),
            "needs": _("For example sign language, captions, childcare, a step-free room."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = open_themes()  # type: ignore[attr-defined]
        self.fields["series"].empty_label = None  # type: ignore[attr-defined]
        self.fields["area"].queryset = Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)  # type: ignore[attr-defined]
        self.fields["wished_at"].input_formats = [LOCAL, "%Y-%m-%d %H:%M"]  # type: ignore[attr-defined]


class AnswerApplicationForm(forms.Form):
    """The department's answer; day, place and number only where they differ from what was wished for."""

    ACCEPT, CHANGE, DECLINE = "accept", "change", "decline"
    decision = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (ACCEPT, _("Accept as wished")),
            (CHANGE, _("Accept with a change")),
            (DECLINE, _("Decline")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Reason or remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for a change and for declining. Everybody can read it."),
    )
    starts_at = forms.DateTimeField(
        label=_("Another day and time"),
        required=False,
        widget=moment_input(),
        input_formats=[LOCAL],
        validators=[likely],
    )
    place = forms.CharField(label=_("Another place"), required=False, max_length=200)
    people = forms.IntegerField(
        label=_("Another number of people"), required=False, min_value=3, max_value=500
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision in (self.CHANGE, self.DECLINE) and not cleaned.get("answer"):
            self.add_error("answer", AnswerReasonMissing.sentence)
        if decision == self.CHANGE and not any(
            cleaned.get(name) for name in ("starts_at", "place", "people")
        ):
            self.add_error(
                "decision", _("Say below what is changed: the day, the place or the number of people.")
            )
        return cleaned

    def change(self) -> Change | None:
        """What is changed, or None where it is accepted as wished."""
        if self.cleaned_data["decision"] != self.CHANGE:
            return None
        return Change(**{name: self.cleaned_data[name] for name in ("starts_at", "place", "people")})


class SeriesForm(RowForm[Series]):
    class Meta:
        model = Series
        fields = [
            "title", "title_en", "kind", "rhythm", "audience", "summary", "summary_en", "department", "topic",
            "takes_applications", "is_public",
        ]  # fmt: skip
        labels = {"department": _("Lead department"), "topic": _("Topic")}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "summary_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"is_public": _("Without this only the staff see the series.")}


class AccessForm(forms.Form):
    """Who may come, with how many companions, and which places are kept for some."""

    access = forms.ChoiceField(
        label=_("Who may come"), choices=Workshop.Access.choices, widget=forms.RadioSelect
    )
    companions_max = forms.IntegerField(
        label=_("Companions that one person may bring"), min_value=0, max_value=10, initial=0
    )
    wheelchair = forms.IntegerField(
        label=Reserved.Kind.WHEELCHAIR.label, min_value=0, max_value=1000, initial=0, required=False
    )
    invited = forms.IntegerField(
        label=Reserved.Kind.INVITED.label, min_value=0, max_value=1000, initial=0, required=False
    )
    area = forms.IntegerField(
        label=Reserved.Kind.AREA.label,
        min_value=0,
        max_value=1000,
        initial=0,
        required=False,
        help_text=_("For people who are verified to live, work or study there."),
    )
    area_of = forms.ModelChoiceField(
        Area.objects.none(), label=_("Which area"), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_of"].queryset = Area.objects.exclude(level=Area.Level.NEIGHBOURHOOD)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("area") and not cleaned.get("area_of"):
            self.add_error("area_of", _("Choose the area whose people these places are for."))
        return cleaned


class QuestionRow(forms.Form):
    """One question; a row without a text is no question."""

    text = forms.CharField(label=_("What you ask"), max_length=200, required=False)
    text_en = forms.CharField(label=_("Question in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=Question.Kind.choices, required=False)
    choices = forms.CharField(
        label=_("What there is to choose from"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For “one of several”: one answer a line."),
    )
    choices_en = forms.CharField(
        label=_("These answers in English"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As many lines, in the same order; or none."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("choices", "choices_en"):
            typed = cleaned.get(name, "").splitlines()
            cleaned[name] = tuple(line.strip()[:100] for line in typed if line.strip())
        if not cleaned.get("text") or cleaned.get("kind") != Question.Kind.CHOICE:
            return cleaned
        korean, english = cleaned["choices"], cleaned["choices_en"]
        if len(set(korean)) < 2:
            self.add_error("choices", _("Name at least two different answers."))
        elif english and len(english) != len(korean):
            self.add_error("choices_en", _("Write as many lines as above, or none."))
        return cleaned


class BaseQuestions(forms.BaseFormSet[QuestionRow]):
    def asked(self) -> list[Asked]:
        """The rows that were filled in, in their order."""
        rows = [form.cleaned_data for form in self.forms]
        return [Asked(**row | {"kind": row["kind"] or Question.Kind.TEXT}) for row in rows if row.get("text")]


QuestionForms = forms.formset_factory(
    QuestionRow, formset=BaseQuestions, extra=2, max_num=MOST, absolute_max=MOST
)


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Who is invited"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Whoever has an account with it is told here and by e-mail. Deleted 30 days after the workshop."
        ),
    )


class TablesForm(forms.Form):
    tables = forms.IntegerField(
        label=_("Number of tables"),
        min_value=1,
        max_value=99,
        help_text=_("Whoever has no table yet is given one; companions stay together."),
    )
