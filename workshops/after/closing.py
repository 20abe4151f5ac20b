"""The closing list of a workshop: what the host still has to do, read off the record; nothing is ticked by hand."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from civic.common.dates import deadline_text
from workshops import queries
from workshops.after.minutes import minutes_of
from workshops.models import Workshop


def tasks(workshop: Workshop, at: datetime) -> list[dict[str, Any]]:
    """For the component `task_list`: title, href, done, hint. Three queries."""
    present = queries.present(workshop)
    said = workshop.opinions.filter(hidden_at=None).aggregate(
        all=Count("pk"),
        loose=Count("pk", filter=Q(theme=None)),
        ownerless=Count("pk", filter=Q(department=None)),
    )
    code = [workshop.code]
    record = deadline_text(workshop.record_due_at, at)
    return [
        _task("attendance", _("Who came is checked in"), reverse("workshops:people", args=code), present > 0,
              _("%(n)s people checked in") % {"n": present}),
        _task("opinions", _("What was said is written down"), reverse("workshops:desk-opinions", args=code),
              said["all"] > 0, _("%(n)s opinions") % {"n": said["all"]}),
        _task("themes", _("Opinions that say the same are in a theme"), reverse("workshops:themes", args=code),
              0 < said["all"] > said["loose"], _("%(n)s stand by themselves") % {"n": said["loose"]}),
        _task("departments", _("Every opinion has a department"), reverse("workshops:route", args=code),
              said["all"] > 0 and said["ownerless"] == 0,
              _("%(n)s without a department") % {"n": said["ownerless"]}),
        _task("minutes", _("The minutes are written"), reverse("workshops:minutes", args=code),
              minutes_of(workshop) is not None, _("They are published with the record")),
        _task("record", _("The record is public"), reverse("workshops:desk-opinions", args=code),
              workshop.has_record, record),
    ]  # fmt: skip


def _task(key: str, title: str, href: str, done: bool, hint: str) -> dict[str, Any]:
    return {"id": f"task-{key}", "title": title, "href": href, "done": done, "hint": hint}
