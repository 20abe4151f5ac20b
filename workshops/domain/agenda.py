"""Writing the agenda of a workshop, and the text of one that citizens plan."""

from collections.abc import Sequence

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from workshops.before import actions, refusals
from workshops.before.agenda import Item, gap
from workshops.domain.seating import locked
from workshops.models import AgendaItem, Workshop


def set_agenda(actor: Actor, workshop: Workshop, items: Sequence[Item]) -> list[AgendaItem]:
    """Write all items anew; none empties the agenda. Raises AgendaTooShort, AgendaTooLong, NotAllowed, StaleState."""
    with transaction.atomic():
        fresh = locked(workshop)
        actions.shape.require(actor, workshop=fresh)
        left = gap(fresh, [item.minutes for item in items])
        if items and left > 0:
            raise refusals.AgendaTooShort(minutes=left)
        if left < 0:
            raise refusals.AgendaTooLong(minutes=-left)
        fresh.agenda.all().delete()
        rows = AgendaItem.objects.bulk_create(
            AgendaItem(
                workshop=fresh,
                position=number,
                title=item.title.strip()[:200],
                title_en=item.title_en.strip()[:200],
                minutes=item.minutes,
            )
            for number, item in enumerate(items)
        )
        record(actor, "workshops.set_agenda", fresh, items=len(rows))
    return rows


def shape_text(
    actor: Actor, workshop: Workshop, *, title: str, title_en: str, summary: str, summary_en: str
) -> Workshop:
    """The planner's own words, before the workshop is announced; gives the fresh row. Raises NotAllowed, StaleState."""
    with transaction.atomic():
        fresh = locked(workshop)
        actions.shape.require(actor, workshop=fresh)
        fresh.title, fresh.title_en = title.strip()[:200], title_en.strip()[:200]
        fresh.summary, fresh.summary_en = summary.strip(), summary_en.strip()
        fresh.save(update_fields=["title", "title_en", "summary", "summary_en"])
        record(actor, "workshops.shape", fresh)
    return fresh
