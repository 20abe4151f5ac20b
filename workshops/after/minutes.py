"""The draft of the minutes: the course of the evening from the record, with a heading for each item of the agenda."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from civic.common.bilingual import localized
from workshops import queries, words
from workshops.models import Minutes, Opinion, Workshop


def minutes_of(workshop: Workshop) -> Minutes | None:
    return Minutes.objects.filter(workshop=workshop).first()


def draft(workshop: Workshop) -> str:
    """Markdown to go on writing from: when and where, how many came, a heading an item, how many spoke at each table."""
    return "\n".join(_lines(workshop)).strip() + "\n"


def _lines(workshop: Workshop) -> Iterator[str]:
    present = queries.present(workshop)
    yield f"- {_('When')}: {words.times(workshop)}"
    yield f"- {_('Where')}: {workshop.area} {localized(workshop, 'place')}".rstrip()
    yield f"- {_('People checked in')}: {present}"
    for item in _agenda(workshop):
        yield f"\n## {item}\n"
    tables: dict[str, int] = {}
    for table in Opinion.objects.filter(workshop=workshop, hidden_at=None).values_list("table", flat=True):
        tables[table] = tables.get(table, 0) + 1
    if tables:
        yield f"\n## {_('What was said')}\n"
    for table, number in sorted(tables.items()):
        name = _("Table %(table)s") % {"table": table} if table else _("Without a table")
        yield f"- {name}: {_('%(n)s opinions') % {'n': number}}"


def _agenda(workshop: Workshop) -> list[str]:
    """The items of the agenda; two where there is none, so that the minutes have a beginning and an end."""
    items = [localized(item, "title") for item in workshop.agenda.all()]
    return items or [_("Opening"), _("Closing words")]
