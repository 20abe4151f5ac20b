"""What the officer types about trustees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from budgeting.voting.models import Trustee

PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class HexField(forms.CharField):
    """A key of 32 bytes, typed as 64 letters and digits; spaces between groups do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=PLAIN), max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        text = "".join(str(super().clean(value) or "").split())
        if not text:
            return b""
        try:
            key = bytes.fromhex(text)
        except ValueError:
            key = b""
        if len(key) != 32:
            raise forms.ValidationError(_("A key has 64 characters from 0 to 9 and a to f."))
        return key


LABELS = [
    (_("Name of the first trustee"), _("Public key of the first trustee")),
    (_("Name of the second trustee"), _("Public key of the second trustee")),
    (_("Name of the third trustee"), _("Public key of the third trustee")),
]


class TrusteesForm(forms.Form):
    """Three trustees, or none: every field empty."""

    def __init__(self, *args: Any, named: list[Trustee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, key) in enumerate(LABELS, 1):
            one = named[number - 1] if named else None
            self.fields[f"name_{number}"] = forms.CharField(
                label=name, max_length=100, required=False, initial=one.name if one else None
            )
            self.fields[f"key_{number}"] = HexField(
                label=key, required=False, initial=one.key_hex if one else None
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.values()) and not self.errors:
            for name, value in list(data.items()):
                if not value:
                    self.add_error(name, _("Fill in all three trustees, or leave every field empty."))
                elif name.startswith("key_") and not _usable(value):
                    self.add_error(
                        name, _("Nothing can be sealed to this key. Ask the trustee for it again.")
                    )
        keys = [data[f"key_{number}"] for number in (1, 2, 3) if data.get(f"key_{number}")]
        if len(set(keys)) < len(keys):
            self.add_error("key_3", _("Every trustee has a key of their own; here one stands twice."))
        return data

    def named(self) -> list[tuple[str, bytes]]:
        """(name, key) of the three; empty where every field was left empty."""
        data = self.cleaned_data
        pairs = [(data[f"name_{number}"], data[f"key_{number}"]) for number in (1, 2, 3)]
        return [pair for pair in pairs if pair[0]]


def _usable(key: bytes) -> bool:
    """Some 32 bytes are no key (points of small order): sealing to them fails, or would be open to all."""
    try:
        SealedBox(PublicKey(key)).encrypt(bytes(PrivateKey.generate()))
    except (CryptoError, RuntimeError):
        return False
    return True


class KeyForm(forms.Form):
    """The private key, as ``trustee.py`` prints it."""

    key = HexField(
        label=_("Key of the vote"), help_text=_("64 characters, as the program of the trustees prints them.")
    )
