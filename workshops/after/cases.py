"""The case library: opinions that were reflected and are done, to be found by words, area, topic and department."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField

from civic.common.korean import nfc
from workshops.models import Opinion


@dataclass(frozen=True)
class Wish:
    """What a reader looks for; a blank asks for nothing."""

    q: str = ""
    area: str = ""
    topic: str = ""
    department: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.area or self.topic or self.department)


def cases(viewer: Any, wish: Wish) -> QuerySet[Opinion]:
    """Done opinions whose record is public, newest answer first (page by "-answered_at", "-id")."""
    found = (
        Opinion.objects.visible_to(viewer)
        .filter(disposition=Opinion.Disposition.DONE, hidden_at=None)
        .select_related("workshop", "department", "proposal", "theme")
    )
    if wish.area:
        found = found.filter(Q(workshop__area=wish.area) | Q(workshop__area__parent=wish.area))
    if wish.topic:
        found = found.filter(workshop__topic__slug=wish.topic)
    if wish.department:
        found = found.filter(department__code=wish.department)
    return matching(found, wish.q)


def matching(found: QuerySet[Opinion], q: str) -> QuerySet[Opinion]:
    """Those that hold every word of ``q`` (at most eight): two syllables and more by the index of pairs, and read again
    where the pairs could stand apart. A single syllable is looked for as it is."""
    pairs = Func(F("text"), F("text_en"), function="proposal_bigrams", output_field=ArrayField(TextField()))
    found = found.alias(pairs=pairs)  # the same words as the index opinion_bigrams, so that it is used
    for word in [one for one in re.split(r"[\W_]+", nfc(q).lower()) if one][:8]:
        if len(word) > 1:
            wanted: Any = sorted({word[at : at + 2] for at in range(len(word) - 1)})
            found = found.filter(pairs__contains=wanted)
        if len(word) != 2:
            found = found.filter(Q(text__icontains=word) | Q(text_en__icontains=word))
    return found
