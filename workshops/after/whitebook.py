"""The white book of a workshop: what was said, theme by theme, and what became of it; as a page and as a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from civic.common import pdf
from civic.common.bilingual import localized
from civic.common.dates import date_text
from workshops import queries, words
from workshops.after import queries as after
from workshops.after.minutes import minutes_of
from workshops.models import FollowUp, Minutes, Opinion, Theme, Workshop

MOST = 500  # a white book is read from beginning to end; who wants more takes the dataset


@dataclass(frozen=True)
class Chapter:
    """The opinions of a theme, or (``theme`` None) those that stand by themselves."""

    theme: Theme | None
    opinions: list[Opinion]


@dataclass(frozen=True)
class WhiteBook:
    workshop: Workshop
    present: int
    outcome: queries.Outcome
    chapters: list[Chapter]
    reports: list[FollowUp]
    left_out: int
    minutes: Minutes | None


def white_book(workshop: Workshop, viewer: Any) -> WhiteBook:
    """Everything that the white book says; a fixed number of queries."""
    shown = queries.shown_opinions(workshop, viewer).order_by("id")
    opinions = list(shown[:MOST])
    outcome = queries.outcome(workshop.opinions.all())
    themes: dict[int | None, Chapter] = {}
    for one in sorted(opinions, key=lambda one: (one.theme_id is None, one.theme_id or 0, one.pk)):
        themes.setdefault(one.theme_id, Chapter(one.theme, [])).opinions.append(one)
    return WhiteBook(
        workshop,
        queries.present(workshop),
        outcome,
        list(themes.values()),
        after.reports_of(workshop),
        max(outcome.total - len(opinions), 0),
        minutes_of(workshop),
    )


def as_pdf(book: WhiteBook, at: datetime) -> bytes:
    """The white book as a tagged PDF in the language of the reader."""
    workshop = book.workshop
    return pdf.document(
        _blocks(book),
        title=_("White book: %(title)s") % {"title": localized(workshop, "title")},
        language=(get_language() or "ko")[:2],
        at=at,
        lead=localized(workshop, "summary"),
        issuer=str(workshop.department),
    )


def _blocks(book: WhiteBook) -> Iterator[pdf.blocks.Block]:
    workshop, outcome = book.workshop, book.outcome
    yield pdf.facts(
        [
            (_("When"), words.times(workshop)),
            (_("Where"), f"{workshop.area} {localized(workshop, 'place')}".strip()),
            (_("Host"), str(workshop.department)),
            (_("People checked in"), str(book.present)),
        ]
    )
    yield pdf.heading(_("What became of the opinions"))
    said = _("%(taken)s of %(total)s opinions are reflected (%(percent)s%%).")
    yield pdf.paragraph(
        said % {"taken": outcome.taken_up, "total": outcome.total, "percent": outcome.percent}
    )
    rows = [[label, str(count)] for label, count in outcome.rows]
    yield pdf.table(
        _("Opinions by what became of them"), [_("What became of it"), _("Opinions")], rows, numbers=[1]
    )
    for chapter in book.chapters:
        yield pdf.heading(
            localized(chapter.theme, "title") if chapter.theme else _("Opinions without a theme")
        )
        for opinion in chapter.opinions:
            yield from _opinion(opinion)
    if book.left_out:
        yield pdf.note(_("%(n)s more opinions are in the open data.") % {"n": book.left_out})
    if book.minutes:
        yield pdf.heading(_("Minutes"))
        yield from _paragraphs(localized(book.minutes, "text"))
    published = [one for one in book.reports if one.published_at]
    if published:
        yield pdf.heading(_("Follow-up reports"))
    for report in published:
        yield pdf.heading(_("Report after %(days)s days") % {"days": report.days}, 3)
        yield pdf.paragraph(localized(report, "remark") or _("Nothing was added to the figures."))


def _paragraphs(markdown: str) -> Iterator[pdf.blocks.Block]:
    """Headings, points and paragraphs; finer marks are for the page."""
    for line in (one.strip() for one in markdown.splitlines()):
        if line.startswith("#"):
            yield pdf.heading(line.lstrip("# "), 3)
        elif line.startswith(("- ", "* ")):
            yield pdf.bullets([line[2:]])
        elif line:
            yield pdf.paragraph(line)


def _opinion(opinion: Opinion) -> Iterator[pdf.blocks.Block]:
    yield pdf.note(localized(opinion, "text"), title=opinion.get_disposition_display())
    if not opinion.is_answered:
        return
    facts = [(str(opinion.department), localized(opinion, "answer"))]
    if opinion.reason_code:
        facts.append((_("Reason"), opinion.get_reason_code_display()))
    if opinion.planned_on:
        facts.append((_("Done by"), date_text(opinion.planned_on)))
    if opinion.recheck_on:
        facts.append((_("Looked at again on"), date_text(opinion.recheck_on)))
    if opinion.evidence_url:
        facts.append((_("Where it can be seen"), opinion.evidence_url))
    yield pdf.facts(facts)
