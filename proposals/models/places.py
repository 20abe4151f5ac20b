"""How many proposals there are in each district: counted by the worker, read by the maps."""

from django.db import models

from civic.areas.models import Area
from civic.common.dates import moment_text


class Tally(models.Model):
    """How many public proposals of one state (or sort) lie in a district: of all, or of one topic, department or call.

    Written anew as a whole every few minutes (`domain/tallying.py`); nothing decides by it.
    """

    class Facet(models.TextChoices):
        ALL = "all"
        TOPIC = "topic"
        DEPARTMENT = "department"
        CALL = "call"

    facet = models.CharField(max_length=10, choices=Facet.choices)
    key = models.BigIntegerField()  # of the topic, department or call; 0 for all
    stand = models.CharField(max_length=14)  # a public state, or what an order shows: "near", "overdue"
    district = models.ForeignKey(Area, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facet", "key", "stand", "district"], name="tally_counts_once"),
            models.CheckConstraint(
                condition=models.Q(facet="all", key=0) | (~models.Q(facet="all") & models.Q(key__gt=0)),
                name="tally_of_all_has_no_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.key}, {self.stand}, {self.district_id}: {self.number}"


class Tallied(models.Model):
    """When it was counted last; one row, none before the first time."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return moment_text(self.at)
