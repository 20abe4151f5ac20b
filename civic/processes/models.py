"""Participatory processes and their phases. Phases are time: they open and shut by the clock, without any job."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area
from civic.audit.models import APPEND_ONLY
from civic.common.models import Titled


class Process(Titled):
    """A frame in which people take part: the standing call for proposals, a budget cycle, a series of workshops."""

    class Kind(models.TextChoices):
        PROPOSALS = "proposals", _("citizens' proposals")
        WORKSHOPS = "workshops", _("listening workshops")
        BUDGET = "budget", _("participatory budgeting")

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="processes")
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def phase_at(self, kind: str, at: datetime) -> "Phase | None":
        """The phase of this kind that is open at ``at``; uses prefetched phases when they are there."""
        return next((phase for phase in self.phases.all() if phase.kind == kind and phase.is_open(at)), None)

    def phase(self, kind: str) -> "Phase | None":
        """The phase of this kind, open or not."""
        return next((phase for phase in self.phases.all() if phase.kind == kind), None)


OPENED_STAYS_OPENED = pgtrigger.Trigger(
    name="opened_stays_opened",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("opens_at", "process_id", "kind") | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' AND (OLD.opens_at, OLD.process_id, OLD.kind) = (NEW.opens_at, NEW.process_id, NEW.kind) THEN
            RETURN NEW;
        END IF;
        IF OLD.opens_at <= clock_timestamp() THEN
            RAISE EXCEPTION 'a phase that has opened keeps its opening'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'phase_opened_stays_opened';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)
"""What rests on an opening (frozen rules, frozen prices) cannot be thawed by moving the opening into the future."""


class Phase(models.Model):
    """From when until when something may be done. ``closes_at`` is the first moment at which it no longer may."""

    class Kind(models.TextChoices):
        GATHER = "gather", _("gathering proposals")
        REVIEW = "review", _("department review")
        COMMITTEE = "committee", _("committee review")
        PRICES = "prices", _("publication of prices")
        VOTING = "voting", _("citizens' vote")
        RECOUNT = "recount", _("recount and objections")
        RESULT = "result", _("result")
        DELIVERY = "delivery", _("delivery")

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["opens_at"]
        triggers = [OPENED_STAYS_OPENED]
        constraints = [
            models.UniqueConstraint(fields=["process", "kind"], name="phase_one_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="phase_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at


class PhaseChange(models.Model):
    """A phase whose dates were moved: the old and the new ones, by whom and why. Only added."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="changes")
    old_opens_at = models.DateTimeField()
    old_closes_at = models.DateTimeField()
    new_opens_at = models.DateTimeField()
    new_closes_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="phase_change_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.phase}: {self.old_closes_at} → {self.new_closes_at}"
