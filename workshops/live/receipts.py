"""A receipt code from a phone leads to the statement until that is in the record, and says so where it never comes in."""

from django.utils.translation import gettext as _

from civic.common.clock import now
from civic.common.dates import deadline_text
from workshops import receipts
from workshops.live.models import Statement
from workshops.models import Workshop


def find(code: str) -> receipts.Written | None:
    found = Statement.objects.filter(receipt=code, opinion=None).select_related("room__workshop").first()
    if found is None:
        return None
    workshop = found.room.workshop
    return receipts.Written(found.text, _stands(workshop), workshop)


def _stands(workshop: Workshop) -> str:
    if workshop.state == Workshop.State.CANCELLED:
        return _("This workshop has been cancelled.")
    if workshop.has_record:
        return _(
            "It was not taken into the record of the workshop. If you think that it should be, ask the department."
        )
    by = deadline_text(workshop.record_due_at, now())
    return _(
        "It was written in the live room. The staff choose what goes into the record, which is published %(by)s."
    ) % {"by": by}


receipts.registry.add("live.statements", find)
