"""What became of opinions, as a stored figure: a ledger that is added up, so that no page counts the opinions themselves."""

from django.db import models

from civic.areas.models import Department
from workshops.models.opinions import Opinion


class OutcomeEntry(models.Model):
    """So many opinions more (or fewer, below nothing) have this disposition and this owner, of workshops whose record is
    public and that began on this day.

    Every act adds entries in its own transaction and changes none: two acts never wait for each other. At night they are
    put together and compared with the opinions (`workshops.domain.outcomes`). Imported conversations are not in it.
    """

    day = models.DateField()
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    disposition = models.CharField(max_length=12, choices=Opinion.Disposition.choices)
    n = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(n=0), name="outcome_entry_counts_something")
        ]
        indexes = [
            models.Index(
                fields=["day"], include=["department", "disposition", "n"], name="outcome_entry_by_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.disposition} {self.n:+d}"
