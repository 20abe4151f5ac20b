"""Published minutes as a document: the same content as the page, piece by piece, in one language."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from budgeting.committee.minutes import shown
from budgeting.committee.models import Member, Minutes, Session
from budgeting.committee.sessions.wording import is_written, item_in_words, recusals_of, title_of
from civic.common import pdf
from civic.common.bilingual import is_page_language
from civic.common.dates import moment_text
from civic.common.pdf.blocks import Block


def paper_of(minutes: Minutes, language: str) -> bytes:
    """The public version as a tagged PDF; the same minutes give the same bytes. Raises PdfTrouble.

    ``minutes`` with session and committee at hand; it bears the date of its publication.
    """
    with override(language):
        content = shown(minutes, everything=False)
        title = f"{_localized(content, 'committee')} · " + title_of(content)
        return pdf.document(
            list(_blocks(minutes, content)),
            title=title,
            language=language,
            at=minutes.published_at or minutes.drafted_at,
            issuer=settings.SITE_NAME.get(language, settings.SITE_NAME["en"]),
        )


def _blocks(minutes: Minutes, content: dict[str, Any]) -> Iterator[Block]:
    if minutes.ground:
        yield pdf.note(minutes.ground, title=_("Partly or wholly closed"))
    yield pdf.heading(_("The session"))
    yield pdf.facts(_facts(content))
    if content.get("attendance"):
        yield pdf.heading(_("Taking part in the vote") if is_written(content) else _("Attendance"))
        yield _attendance(content["attendance"], written=is_written(content))
    if content.get("items"):
        yield pdf.heading(_("Items and decisions"))
        for item in content["items"]:
            yield from _item(item, written=is_written(content))
    if minutes.note:
        yield pdf.heading(_("Further remarks"))
        yield pdf.paragraph(minutes.note, language="ko")
    yield pdf.heading(_("Hash"))
    yield pdf.paragraph(
        _("SHA-256 of the text that the members confirmed. The page of the minutes has its JSON.")
    )
    yield pdf.mark(minutes.digest)


def _facts(content: dict[str, Any]) -> list[tuple[str, str]]:
    notice = _when(content["called_at"])
    if content["short_notice"]:
        notice = f"{notice} · " + _("shorter than the charter asks for")
    written = is_written(content)
    where = (
        (_("Votes are taken until"), _when(content.get("voted_until")))
        if written
        else (_("Place"), content["place"])
    )
    return [
        (
            _("Vote opened and counted") if written else _("Opened and closed"),
            f"{_when(content['opened_at'])} – {_when(content['closed_at'])}",
        ),
        (_("How it is held"), str(Session.Way(content["way"]).label)),
        where,
        (_("Notice given"), notice),
        (
            _("Voted in writing") if written else _("Present"),
            _("%(there)s of %(voting)s members with a vote")
            % {"there": content["voting_there"], "voting": content["voting"]},
        ),
    ]


def _attendance(rows: list[dict[str, Any]], *, written: bool) -> Block:
    return pdf.table(
        _("Who voted in writing") if written else _("Who was there"),
        [_("Name"), _("Kind"), _("Voted") if written else _("Present")],
        [
            [
                one["name"],
                f"{Member.Kind(one['kind']).label}{'' if one['votes'] else ' ' + _('(without a vote)')}",
                _("yes") if one["present"] else _("no"),
            ]
            for one in rows
        ],
    )


def _item(item: dict[str, Any], *, written: bool) -> Iterator[Block]:
    """Outcome, numbers, motions, reason and condition, as on the page."""
    words = item_in_words(item, written=written)
    yield pdf.heading(
        f"{item['position']}. {_localized(item, 'title')}", level=3, language=_language(item, "title")
    )
    lines = [str(words["outcome"]), words["numbers"], *recusals_of(item), *words["motions"]]
    yield pdf.bullets([one for one in lines if one])
    if reason := _localized(item, "reason"):
        yield pdf.paragraph(reason, language=_language(item, "reason"))
    if words["code"]:
        yield pdf.facts([(_("Code of a refusal"), str(words["code"]))])
    if item["condition"]:
        yield pdf.note(_localized(item, "condition"), title=_("Condition"))


def _localized(values: dict[str, Any], name: str) -> str:
    """As civic.common.bilingual, for plain values."""
    return str(values[f"{name}_en"] if _language(values, name) == "en" else values[name])


def _language(values: dict[str, Any], name: str) -> str:
    return "en" if is_page_language("en") and values.get(f"{name}_en") else "ko"


def _when(moment: str | None) -> str:
    read: datetime | None = parse_datetime(moment) if moment else None
    return moment_text(read) if read else "–"
