"""The list before publishing: what a workshop still lacks, in the order in which one would mend it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.before.agenda import gap
from workshops.models import Workshop


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and the page of the desk ("change", "agenda", "checklist") that mends it."""

    page: str
    what: str


TEXTS: tuple[tuple[str, str | Promise], ...] = (
    ("title_en", gettext_lazy("the title in English")),
    ("summary", gettext_lazy("what it is about")),
    ("summary_en", gettext_lazy("what it is about, in English")),
)
PLACE: tuple[tuple[str, str | Promise], ...] = (
    ("place", gettext_lazy("the place")),
    ("place_en", gettext_lazy("the place in English")),
    ("access_notes", gettext_lazy("how to get in: lift, step-free way, toilet")),
    ("access_notes_en", gettext_lazy("how to get in, in English")),
)


def lacks(workshop: Workshop) -> Iterator[Lack]:
    """Everything that stands between this workshop and its announcement; one query, for the agenda."""
    wanted = TEXTS if workshop.format == Workshop.Format.ONLINE else TEXTS + PLACE
    for field, name in wanted:
        if not getattr(workshop, field).strip():
            yield Lack("change", str(name))
    if workshop.capacity < 1:
        yield Lack("change", _("at least one place"))
    yield from _agenda(workshop)
    yield from _terms(workshop)
    for kind in Workshop.Assured:
        if kind not in workshop.assured:
            yield Lack("checklist", str(kind.label))


def _agenda(workshop: Workshop) -> Iterator[Lack]:
    minutes = [item.minutes for item in workshop.agenda.all()]
    if not minutes:
        yield Lack("agenda", _("the agenda"))
    elif off := gap(workshop, minutes):
        sentence = _("an agenda as long as the workshop (now %(minutes)s minutes apart)")
        yield Lack("agenda", sentence % {"minutes": abs(off)})


def _terms(workshop: Workshop) -> Iterator[Lack]:
    if not workshop.terms.strip():
        yield Lack("checklist", _("the terms of taking part"))
    if not workshop.terms_en.strip():
        yield Lack("checklist", _("the terms of taking part, in English"))
    if not (workshop.contact.strip() or workshop.department.phone):
        yield Lack("checklist", _("who answers questions"))
    if workshop.format != Workshop.Format.IN_PERSON and not workshop.online_url:
        yield Lack("checklist", _("the address of the online room"))
