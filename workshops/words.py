"""Sentences about a workshop that several pages say: seats left, when, which help there is."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civic.common.bilingual import localized
from civic.common.dates import moment_text, span_text
from workshops.models import CitizenPlan, Series, Workshop
from workshops.queries import Counts

STATE_KINDS = {
    Workshop.State.PLANNED: "neutral",
    Workshop.State.ANNOUNCED: "primary",
    Workshop.State.HELD: "accent",
    Workshop.State.RECORDED: "info",
    Workshop.State.REPORTED: "success",
    Workshop.State.CANCELLED: "danger",
}
APPLICATION_KINDS = {
    CitizenPlan.State.SUBMITTED: "info",
    CitizenPlan.State.ACCEPTED: "success",
    CitizenPlan.State.CHANGED: "success",
    CitizenPlan.State.DECLINED: "warning",
    CitizenPlan.State.WITHDRAWN: "neutral",
}
DISPOSITION_KINDS = {
    "open": "neutral", "done": "success", "in_progress": "info", "partly": "info",
    "long_term": "accent", "in_force": "neutral", "not_possible": "warning",
}  # fmt: skip


def seats(workshop: Workshop) -> str:
    """How many of the places that anybody can take are left, in words."""
    left, capacity = workshop.seats_left, workshop.open_seats
    if left == 0:
        return _("All %(capacity)s places are taken") % {"capacity": capacity}
    sentence = ngettext("%(left)s of %(capacity)s places left", "%(left)s of %(capacity)s places left", left)
    return sentence % {"left": left, "capacity": capacity}


def kept_places(workshop: Workshop) -> list[str]:
    """The places that are kept for some, each sort a sentence; no query where nothing is kept."""
    if not workshop.reserved_seats:
        return []
    said = _("%(kind)s: %(left)s of %(seats)s left")
    kinds = [one for one in workshop.reserved.select_related("area") if one.seats]
    return [
        said
        % {
            "kind": f"{one} ({one.area})" if one.area else str(one),
            "left": one.left,
            "seats": one.seats,
        }
        for one in kinds
    ]


def times(workshop: Workshop) -> str:
    """From when until when."""
    return span_text(workshop.starts_at, workshop.ends_at)


def help_given(workshop: Workshop) -> list[str]:
    """Sign language, captions, childcare: what there is."""
    offers = (
        (workshop.sign_language, _("Sign-language interpreting")),
        (workshop.captions, _("Captions")),
        (workshop.childcare, _("Childcare")),
    )
    return [label for given, label in offers if given]


def state_label(workshop: Workshop, at: datetime) -> str:
    """Where it stands; what has begun and is not over takes place now, whatever its record will need."""
    if workshop.is_imported:
        return _("imported conversation")
    if goes_on(workshop, at):
        return _("taking place now")
    if workshop.state == Workshop.State.ANNOUNCED and workshop.ends_at <= at:
        return _("over, its record is not begun")
    if workshop.state == Workshop.State.ANNOUNCED and workshop.starts_at <= at:
        return _("registration has ended")
    if workshop.state == Workshop.State.ANNOUNCED and workshop.seats_left == 0:
        return _("full, with a waiting list")
    return workshop.get_state_display()


def goes_on(workshop: Workshop, at: datetime) -> bool:
    """Has it been begun, and is its end still to come?"""
    return workshop.state == Workshop.State.HELD and at < workshop.ends_at


def line(workshop: Workshop, at: datetime) -> dict[str, object]:
    """What a list shows of a workshop, for the component `item`."""
    facts = [times(workshop)] if not workshop.is_imported else []
    facts += [one for one in (localized(workshop, "place"),) if one]
    if workshop.state == Workshop.State.ANNOUNCED and workshop.starts_at > at:
        facts.append(seats(workshop))
    facts += help_given(workshop)
    if workshop.by_citizens:
        facts.append(_("planned by citizens"))
    return {
        "workshop": workshop,
        "state": state_label(workshop, at),
        "state_kind": STATE_KINDS[Workshop.State(workshop.state)],
        "meta": facts,
        "summary": localized(workshop, "cancel_reason"),
    }


def series_line(series: Series) -> dict[str, object]:
    """What a list shows of a series; ``next_at`` comes with ``before.queries.series_list``."""
    next_at = getattr(series, "next_at", None)
    if series.ended_at:
        coming = _("This series has ended.")
    elif next_at:
        coming = _("Next: %(moment)s") % {"moment": moment_text(next_at)}
    else:
        coming = _("The next date is not fixed yet.")
    return {
        "series": series,
        "state": series.get_kind_display(),
        "state_kind": "neutral" if series.ended_at else "info",
        "meta": [series.get_rhythm_display(), str(series.department)],
        "next": coming,
    }


def bar(counts: Counts) -> str:
    """The answers to a statement as a sentence that replaces a bar."""
    said = _("%(agree)s agree (%(percent)s%%), %(disagree)s disagree, %(unsure)s pass")
    return said % {
        "agree": f"{counts.agree:,}",
        "percent": counts.agree_percent,
        "disagree": f"{counts.disagree:,}",
        "unsure": f"{counts.unsure:,}",
    }
