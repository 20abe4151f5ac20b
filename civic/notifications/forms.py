"""What a browser may send."""

from typing import Any

from django import forms

from civic.notifications.kinds import FAMILIES


class MailForm(forms.Form):
    """One box for each family of notices: by e-mail or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for family, label in FAMILIES.items():
            self.fields[family] = forms.BooleanField(label=str(label), required=False)
