"""What a browser may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.api.scopes import Scope


class TokenForm(forms.Form):
    """What the token is for, and for how long."""

    name = forms.CharField(label=_("What is it for?"), max_length=60)
    scopes = forms.MultipleChoiceField(
        label=_("What may it be used for?"),
        help_text=_("The less a token may do, the less harm it does in the wrong hands."),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ],
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        widget=forms.RadioSelect,
        initial=90,
    )
