"""What people call the devices that they sign in with: a browser and a system, from what the browser says of itself.

Only words: whoever lies in that line gets another name in a list of one's own. Marks stand in the order in which they
must be asked, because most browsers also claim to be others (Edge says Chrome, Chrome says Safari).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BROWSERS: tuple[tuple[str, str | Promise], ...] = (
    ("KAKAOTALK", gettext_lazy("KakaoTalk")),
    ("NAVER(", gettext_lazy("Naver app")),
    ("Whale/", gettext_lazy("Whale")),
    ("SamsungBrowser/", gettext_lazy("Samsung Internet")),
    ("Edg", gettext_lazy("Edge")),
    ("OPR/", gettext_lazy("Opera")),
    ("Firefox/", gettext_lazy("Firefox")),
    ("FxiOS/", gettext_lazy("Firefox")),
    ("CriOS/", gettext_lazy("Chrome")),
    ("Chrome/", gettext_lazy("Chrome")),
    ("Safari/", gettext_lazy("Safari")),
)
SYSTEMS: tuple[tuple[str, str | Promise], ...] = (
    ("iPhone", gettext_lazy("iPhone")),
    ("iPad", gettext_lazy("iPad")),
    ("Android", gettext_lazy("Android")),
    ("Windows", gettext_lazy("Windows computer")),
    ("Mac OS X", gettext_lazy("Mac")),
    ("CrOS", gettext_lazy("Chromebook")),
    ("Linux", gettext_lazy("Linux computer")),
)


def device_name(user_agent: str) -> str:
    """Browser and system, as far as they are known: "Samsung Internet, Android"."""
    found = (
        next((str(name) for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found)) or _("Unknown device")
