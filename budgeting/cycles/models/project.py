"""The costed projects that stand for election."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models.envelope import Envelope
from budgeting.cycles.triggers import FROZEN_COSTS
from civic.accounts.actors import is_staff
from civic.areas.models import Area, Department, Topic
from civic.attachments.models import Folder
from civic.comments.models import Thread
from civic.common.models import Titled
from proposals.models import Proposal

GONE = ("withdrawn", "taken_off", "merged", "divided")
"""States of projects that no longer stand by themselves; their pages stay."""


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, viewer: Any) -> "ProjectQuerySet":
        return self if is_staff(viewer) else self.filter(envelope__cycle__published=True)

    def on_ballot(self) -> "ProjectQuerySet":
        """What voters may choose: admitted by the committee's decision."""
        return self.filter(state=Project.State.ON_BALLOT)

    def counted(self) -> "ProjectQuerySet":
        """What stands on the ballot to the end, and what came of it: ballots are judged by these."""
        state = Project.State
        return self.filter(state__in=[state.ON_BALLOT, state.FUNDED, state.NOT_FUNDED])


class Project(Titled):
    """A costed candidate. It may come from a proposal; its cost is frozen once prices are published."""

    class State(models.TextChoices):
        REVIEW = "review", _("department reviews")
        ELIGIBLE = "eligible", _("eligible, committee reviews")
        INELIGIBLE = "ineligible", _("not eligible")
        ON_BALLOT = "on_ballot", _("on the ballot")
        NOT_ADMITTED = "not_admitted", _("not admitted by the committee")
        LEFT_BEHIND = "left_behind", _("not ready when the vote opened")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TAKEN_OFF = "taken_off", _("taken off the ballot")
        MERGED = "merged", _("merged into another project")
        DIVIDED = "divided", _("divided into several projects")
        FUNDED = "funded", _("funded")
        NOT_FUNDED = "not_funded", _("not funded")

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="projects")
    number = models.CharField(_("number"), max_length=30)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REVIEW)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, blank=True, related_name="projects")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="projects")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    summary = models.TextField(_("what will be done"), blank=True)
    summary_en = models.TextField(_("what will be done, in English"), blank=True)
    beneficiaries = models.CharField(_("who benefits"), max_length=200, blank=True)
    beneficiaries_en = models.CharField(_("who benefits, in English"), max_length=200, blank=True)
    is_event = models.BooleanField(_("an event"), default=False)
    proposed_cost = models.BigIntegerField(_("cost as proposed, in won"))
    cost = models.BigIntegerField(_("cost in won"))
    external_id = models.CharField(max_length=60, blank=True)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="project")
    folder = models.OneToOneField(Folder, models.SET_NULL, null=True, related_name="project")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        triggers = [FROZEN_COSTS]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "number"], name="project_numbers_differ"),
            models.CheckConstraint(condition=models.Q(cost__gt=0), name="project_costs_something"),
            models.UniqueConstraint(
                fields=["envelope", "proposal"],
                condition=models.Q(proposal__isnull=False),
                name="project_once_from_a_proposal",
            ),
        ]
        indexes = [models.Index(fields=["envelope", "state"])]

    def get_absolute_url(self) -> str:
        return reverse("cycles:project", args=[self.pk])
