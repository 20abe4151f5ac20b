"""What a browser may send to accounts."""

from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from civic.accounts.domain.profiles import clean_name
from civic.accounts.models import AgeBand, ProvenAge, Residency, Role, User
from civic.areas.models import Area, Department


class SignupForm(forms.Form):
    """What sign-up asks besides e-mail and password. The age is declared before anything is stored (PIPA art. 22-2)."""

    field_order = (
        "age_confirmed",
        "display_name",
        "email",
        "password1",
    )  # allauth's forms, the social one too

    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=40,
        help_text=_("It stands beside what you write. It need not be your real name."),
    )
    age_confirmed = forms.BooleanField(
        label=_("I am 14 or older"),
        help_text=_("If you are younger, you can take part at the service desk with a parent or guardian."),
        error_messages={
            "required": _(
                "Confirm that you are 14 or older. If you are younger, please come to the service desk."
            )
        },
    )

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"])

    def signup(self, request: Any, user: User) -> None:
        """Called by allauth when the account is stored."""
        user.display_name = self.cleaned_data["display_name"]
        user.age_confirmed_at = timezone.now()
        user.language = translation.get_language() or User.Language.KOREAN
        user.save(update_fields=["display_name", "age_confirmed_at", "language"])


class ProfileForm(forms.Form):
    """The name shown to others and the language; saved by ``domain.profiles.save_profile``."""

    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=40,
        help_text=_("It stands beside what you write. It need not be your real name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mails"), choices=User.Language.choices, widget=forms.RadioSelect
    )


class LeaveForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone"),
        error_messages={"required": _("Tick the box to show that you want to delete your account for good.")},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=20,
        help_text=_("Ten letters and digits, for example ABCDE-23456. You may paste it."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class IssueForm(forms.Form):
    identifier = forms.CharField(
        label=_("Register number of the person"),
        max_length=60,
        help_text=_(
            "The number that the desk's register gives this person for good. It is not stored. "
            "Never a resident registration number."
        ),
    )
    area = forms.ModelChoiceField(
        label=_("Where the person belongs"),
        queryset=Area.objects.exclude(level=Area.Level.CITY).order_by("code"),
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=Residency.Basis.choices)
    age_band = forms.ChoiceField(
        label=_("Age band"),
        choices=[("", _("prefers not to say")), *AgeBand.choices],
        required=False,
        help_text=_(
            "Ask whether the person agrees. It serves only to publish how many people of each age band voted. "
            "The year of birth is not stored."
        ),
    )

    proven_age = forms.TypedChoiceField(
        label=_("Age shown by a document"),
        choices=[("", _("no document was shown")), *ProvenAge.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "For votes with a minimum age above 14. Look at the document and choose the greatest age that the person has "
            "reached. Only this is stored, never the date of birth."
        ),
    )


class GrantForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"))
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices)
    department = forms.ModelChoiceField(
        label=_("Department (for officers)"),
        queryset=Department.objects.in_force().order_by("code"),
        required=False,
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not User.objects.filter(email__iexact=email, is_active=True).exists():
            raise forms.ValidationError(
                _("Nobody has signed up with this address. Ask the person to sign up first.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") == Role.Kind.OFFICER and not found.get("department"):
            self.add_error("department", _("Choose the department that this officer answers for."))
        return found
