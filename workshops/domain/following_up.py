"""The reports that the city owes after a workshop, and the promises that come back by the clock."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from civic.common.periods import was_due_before
from civic.notifications.domain.notifying import notify
from workshops.after import actions, figures
from workshops.domain.lateness import LOOKED_BACK
from workshops.models import FollowUp, Opinion, Workshop
from workshops.models.following import REPORT_DAYS, due_of
from workshops.models.workshops import RECORD_DAYS

BATCH = 500


def owe_reports(workshop: Workshop) -> None:
    """From now on the city owes the reports after 30, 90 and 180 days. Called when the record is published."""
    FollowUp.objects.bulk_create(
        [FollowUp(workshop=workshop, days=days, due_at=due_of(workshop, days)) for days in REPORT_DAYS],
        ignore_conflicts=True,
    )


def publish_follow_up(
    actor: Actor, report: FollowUp, *, at: datetime, remark: str = "", remark_en: str = ""
) -> FollowUp:
    """Freeze the figures of this moment, publish them with the remark, tell those who were registered.

    Raises ReportPublished, ReportTooEarly, NotAllowed.
    """
    with transaction.atomic():
        fresh = FollowUp.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=report.pk)
        actions.publish_follow_up.require(actor, report=fresh, at=at)
        fresh.remark, fresh.remark_en = nfc(remark).strip(), nfc(remark_en).strip()
        fresh.figures = figures.drawn_up(fresh, at).stored()
        fresh.published_at, fresh.published_by = at, person(actor)
        fresh.save(update_fields=["remark", "remark_en", "figures", "published_at", "published_by"])
        record(actor, "workshops.publish_follow_up", fresh.workshop, days=fresh.days)
        notify(
            "workshops.follow_up",
            fresh.workshop,
            path=reverse("workshops:follow-up", args=[fresh.workshop.code, fresh.days]),
            once=str(fresh.days),
            title=fresh.workshop.title,
            title_en=fresh.workshop.title_en,
            days=str(fresh.days),
        )
    return fresh


def promises_due(at: datetime) -> int:
    """Tell the departments that a day has come which their answer named: done by, or looked at again on; gives how many.

    Safe at any time and any number of times: the event's key names the opinion and the day.
    """
    today = timezone.localdate(at)
    since = today - LOOKED_BACK
    count = 0
    for kind, field in Opinion.NAMED_DAYS.items():
        due = Opinion.objects.filter(
            **{"disposition": kind, f"{field}__lte": today, f"{field}__gt": since}, hidden_at=None
        )
        for opinion in due.select_related("workshop").order_by("pk").iterator(chunk_size=BATCH):
            day = getattr(opinion, field)
            with transaction.atomic():
                notify(
                    "workshops.promise_due",
                    opinion,
                    path=reverse("workshops:answer", args=[opinion.uuid]),
                    once=f"{field}:{day.isoformat()}",
                    title=opinion.workshop.title,
                    title_en=opinion.workshop.title_en,
                    opinion=opinion.text[:120],
                    opinion_en=opinion.text_en[:120],
                    department=opinion.department_id,
                    day=day.isoformat(),
                )
            count += 1
    return count


def reports_due(at: datetime) -> int:
    """Tell the hosts, on the day, of each report that is due; gives how many."""
    due = FollowUp.objects.owed().filter(due_at__lte=at, due_at__gt=at - LOOKED_BACK)
    count = 0
    for report in due.select_related("workshop").order_by("pk").iterator(chunk_size=BATCH):
        with transaction.atomic():
            notify(
                "workshops.follow_up_due",
                report.workshop,
                path=reverse("workshops:draft-follow-up", args=[report.workshop.code, report.days]),
                once=str(report.days),
                title=report.workshop.title,
                title_en=report.workshop.title_en,
                days=str(report.days),
            )
        count += 1
    return count


def closing_due(at: datetime) -> int:
    """Seven days after a workshop, tell the hosts what is still to do for its record; gives the number of workshops."""
    ended = was_due_before(at, RECORD_DAYS)
    late = Workshop.objects.filter(
        state=Workshop.State.HELD, ends_at__lt=ended, ends_at__gte=ended - LOOKED_BACK
    )
    count = 0
    for workshop in late.order_by("pk").iterator(chunk_size=BATCH):
        with transaction.atomic():
            notify(
                "workshops.closing_due",
                workshop,
                path=reverse("workshops:closing", args=[workshop.code]),
                title=workshop.title,
                title_en=workshop.title_en,
            )
        count += 1
    return count
