"""When two names mean one organisation. The triggers ask the same in SQL, so both patterns are plain in either dialect."""

import re
import unicodedata

FORMS = r"\(주\)|㈜|주식회사|\(사\)|사단법인|\(재\)|재단법인|\(유\)|유한회사"
NOISE = r"[-[:space:]_.,·()]+"
_NOISE = re.compile(r"[-\s_.,·()]+")
_FORMS = re.compile(FORMS)


def key_of(name: str) -> str:
    """A name as it is compared: one normal form, without legal form, spaces, marks and case. "㈜ 한길 " → "한길".

    A spelling that differs in letters is another name; a person who wants to be sure declares by hand as well.
    """
    plain = unicodedata.normalize("NFC", name).lower()
    return _NOISE.sub("", _FORMS.sub("", plain))[:120]
