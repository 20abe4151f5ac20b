"""What a notice says, in the reader's language at the moment of reading. Events keep plain values, never sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext

from civic.common import dates, money
from civic.notifications.kinds import registry
from civic.notifications.models import Event

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:\d\d)?")
MOST = 60  # characters of a title in the subject of a mail
WRITTEN = ("title", "title_en")  # what somebody wrote is shown as it is, even where it looks like a date


@dataclass(frozen=True)
class Rendered:
    """One notice as a person reads it; ``path`` is where it leads, ``family`` its row in the settings.

    ``about`` is the title of what it is about, where the notice's own title names nothing.
    """

    title: str
    body: str
    why: str
    path: str
    family: str
    about: str = ""

    @property
    def line(self) -> str:
        """The notice in one line: a list of mails with one subject each would tell nobody which proposal is meant."""
        words = " ".join(self.title.split())
        about = " ".join(self.about.split())
        return f"{words}: {about if len(about) <= MOST else f'{about[: MOST - 1]}…'}" if about else words


class Values(dict[str, Any]):
    """The values of an event as sentences want them.

    ``title`` becomes ``title_en`` for English readers where the event carries one; ISO dates and times become dates and
    times of the language; names that end in ``_won`` become sums. A value that an old event does not carry is "…": a
    notice that was sent must stay readable for ever.
    """

    def __init__(self, params: Mapping[str, Any]) -> None:
        english = (get_language() or "").startswith("en")
        super().__init__(
            {
                name: _shown(name, (english and params.get(f"{name}_en")) or value)
                for name, value in params.items()
            }
        )

    def __missing__(self, name: str) -> str:
        return "…"


def _shown(name: str, value: Any) -> Any:
    """A reason or a name can look like a date that no calendar has: it is text then, and no line of an inbox fails by it."""
    if name.endswith("_won") and isinstance(value, int):
        return money.won(value)
    if name in WRITTEN or not isinstance(value, str):
        return value
    try:
        if ISO_MOMENT.fullmatch(value):
            return dates.plain(dates.moment_text(datetime.fromisoformat(value)))
        if ISO_DATE.fullmatch(value):
            return dates.plain(dates.date_text(date.fromisoformat(value)))
    except ValueError:
        pass
    return value


def rendered(event: Event) -> Rendered:
    """The event in the active language. A kind that no longer exists gives a plain sentence, never an error."""
    path = str(event.params.get("path", "/"))
    if event.kind not in registry:
        return Rendered(gettext("Something has changed"), "", "", path, "")
    kind, values = registry[event.kind], Values(event.params)
    said = str(kind.title)
    about = "" if "%(" in said else str(values.get("title", ""))
    return Rendered(said % values, str(kind.body) % values, str(kind.why) % values, path, kind.family, about)
