"""Where proposals come in: calls, their ladders of supports, and which department answers what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Department, Topic
from civic.processes.models import Process


class Ladder(models.Model):
    """A ladder of support thresholds. Cities change theirs every few years, so it is data."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """A rung: ``count`` supports within ``window_days`` days lead to ``consequence``, answered in ``answer_days`` days.

    Some cities count those who take part in the public debate instead (Seoul: the mayor answers a debate of 1,000).
    """

    class Consequence(models.TextChoices):
        ANSWER = "answer", _("the department in charge answers")
        DEBATE = "debate", _("a public debate is decided on")
        HEAD = "head", _("the mayor answers")

    class Counts(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        PARTICIPANTS = "participants", _("people in the public debate")

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="steps")
    count = models.PositiveIntegerField(_("supports"))
    window_days = models.PositiveSmallIntegerField(_("within days"))
    consequence = models.CharField(max_length=10, choices=Consequence.choices)
    counts = models.CharField(
        _("what is counted"), max_length=12, choices=Counts.choices, default=Counts.SUPPORTS
    )
    answer_days = models.PositiveSmallIntegerField(_("days to answer"))

    class Meta:
        ordering = ["count"]
        constraints = [models.UniqueConstraint(fields=["ladder", "count"], name="step_counts_differ")]

    def __str__(self) -> str:
        return f"{self.ladder}: {self.count}"


class Call(models.Model):
    """The standing call (or a limited one) that proposals come in through: its process, ladder, and area."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="call")
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="calls")
    edit_minutes = models.PositiveIntegerField(
        _("minutes in which a text may be changed without a trace"), default=60
    )
    second_approval = models.BooleanField(_("a second person approves every final answer"), default=False)

    def __str__(self) -> str:
        return str(self.process)


class TopicRoute(models.Model):
    """Which department answers proposals on a topic (and on the topics below it, where they name none)."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="route")
    department = models.ForeignKey(Department, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.topic}: {self.department}"


class NumberYear(models.Model):
    """The last reference number given in a year; whoever takes the next one locks the row until they commit."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
