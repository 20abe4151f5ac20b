"""Calls of limited time in words: where one stands, what comes next and by when."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from civic.common.bilingual import localized
from civic.common.dates import moment_text
from civic.processes.models import Phase
from proposals import juries
from proposals.models import Terms
from proposals.moments import Moment

COMING, OPEN, JUDGED, RESULT, PREPARED = "coming", "open", "judged", "result", "prepared"
KINDS = {COMING: "info", OPEN: "success", JUDGED: "primary", RESULT: "neutral", PREPARED: "warning"}


def stage(terms: Terms, at: datetime) -> str:
    """Where a call stands: in preparation, coming, open, being judged, or with its result."""
    if terms.published_at is None:
        return PREPARED
    if terms.result_at is not None:
        return RESULT
    if terms.is_over(at):
        return JUDGED
    return OPEN if terms.is_open(at) else COMING


def stage_label(terms: Terms, at: datetime) -> str:
    return {
        PREPARED: _("in preparation"),
        COMING: _("opens soon"),
        OPEN: _("open for proposals"),
        JUDGED: _("being judged"),
        RESULT: _("result published"),
    }[stage(terms, at)]


def stage_kind(terms: Terms, at: datetime) -> str:
    return KINDS[stage(terms, at)]


def promised(terms: Terms) -> datetime | None:
    """When the result is due."""
    phase = terms.call.process.phase(Phase.Kind.RESULT)
    return phase.opens_at if phase else None


def next_step(terms: Terms, at: datetime) -> tuple[str, datetime | None]:
    """What comes next in a sentence, and by when; where the day is a beginning, the sentence names it."""
    window, due = terms.window, promised(terms)
    match stage(terms, at):
        case "coming" if window is not None:
            return _("Proposals come in from %(moment)s on.") % {"moment": moment_text(window.opens_at)}, None
        case "open" if window is not None:
            return _("Proposals are coming in."), window.closes_at
        case "judged" if due is not None and due <= at:
            return _("The result is overdue."), due
        case "judged" if due is not None:
            return _("By then the result is published, with places and reasons."), due
    return "", None


def card(terms: Terms, at: datetime) -> dict[str, Any]:
    """What the component "item" shows of a call."""
    words, due = next_step(terms, at)
    process = terms.call.process
    return {
        "title": localized(process, "title"),
        "href": terms.get_absolute_url(),
        "summary": localized(process, "summary"),
        "state": stage_label(terms, at),
        "state_kind": stage_kind(terms, at),
        "area": str(process.area),
        "due": due,
        "meta": [str(terms.get_kind_display()), *([words] if words else [])],
        "slug": process.slug,
    }


def events(terms: Terms, at: datetime) -> list[Moment]:
    """The course of a call: opening, close, jury, result."""
    window, due = terms.window, promised(terms)
    here = stage(terms, at)
    if window is None:
        return []
    moments = [
        Moment(_("Proposals come in"), window.opens_at, "", "now" if here == COMING else "done"),
        Moment(_("The time for proposals ends"), window.closes_at, "", "now" if here == OPEN else "done"),
    ]
    jury = juries.about(terms.jury)
    if jury is not None:
        judged = terms.call.process.phase(Phase.Kind.COMMITTEE)
        moments.append(
            Moment(_("The jury scores: %(jury)s") % {"jury": jury.name}, judged.closes_at if judged else None, "",
                   "now" if here == JUDGED else "done" if here == RESULT else "next", href=jury.href)
        )  # fmt: skip
    if terms.result_at is not None:
        moments.append(Moment(_("Result published"), terms.result_at, "", "done"))
    elif due is not None:
        late = here == JUDGED and due <= at
        moments.append(
            Moment(_("Result"), due, _("The result is overdue.") if late else "", "bad" if late else "next")
        )
    return moments


def lines(text: str) -> list[str]:
    """One thing a line, blanks left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def rules(terms: Terms) -> list[dict[str, Any]]:
    """Who may propose, about where, with which parts, until when: what the component "summary_list" takes."""
    window = terms.window
    parts = [Terms.Part(part).label for part in terms.required]
    found = [
        {"label": _("Who may propose"), "value": terms.get_who_display()},
        {
            "label": _("Areas"),
            "value": ", ".join(map(str, terms.areas.all())) or str(terms.call.process.area),
        },
        {
            "label": _("What a proposal needs"),
            "value": ", ".join(map(str, [_("title"), _("text"), _("topic"), *parts])),
        },
        {"label": _("Department that runs the call"), "value": str(terms.department)},
    ]
    if window is not None:
        span = f"{moment_text(window.opens_at)} – {moment_text(window.closes_at)}"
        found.insert(0, {"label": _("Time for proposals"), "value": span})
    if terms.places:
        found.append({"label": _("How many are chosen"), "value": f"{terms.places}"})
    return found
