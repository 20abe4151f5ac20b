"""Beginning, changing and ending a series of workshops."""

from datetime import datetime
from typing import Any

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from workshops.before import actions
from workshops.models import Series


def begin_series(actor: Actor, **fields: Any) -> Series:
    """A new series, with the model's fields as given. Raises NotAllowed."""
    with transaction.atomic():
        actions.keep_series.require(actor)
        series = Series.objects.create(**fields)
        record(actor, "workshops.begin_series", series, title=series.title)
    return series


def change_series(actor: Actor, series: Series, **fields: Any) -> Series:
    """Write changed fields; gives the fresh row. Raises NotAllowed."""
    with transaction.atomic():
        actions.keep_series.require(actor)
        fresh = Series.objects.select_for_update().get(pk=series.pk)
        before = {name: getattr(fresh, name) for name in fields}
        changed = [name for name in fields if before[name] != fields[name]]
        for name in changed:
            setattr(fresh, name, fields[name])
        if changed:
            fresh.save(update_fields=changed)
            record(
                actor, "workshops.change_series", fresh, changed={name: str(before[name]) for name in changed}
            )
    return fresh


def end_series(actor: Actor, series: Series, *, at: datetime) -> Series:
    """No more workshops are planned in it; what took place stays. Twice is once. Raises NotAllowed."""
    if series.ended_at is not None:
        actions.keep_series.require(actor)
        return series
    return change_series(actor, series, ended_at=at)
