"""Who is in which class of voters, as it stood when the roll was fixed."""

import pgtrigger
from django.db import models

from budgeting.voting.models.box import VotingGroup
from budgeting.voting.triggers import ROLL_IS_FIXED


class ClassMember(models.Model):
    """A person on the roll who belongs to a class that the rules weigh. Written with the roll, and static like it.

    ``apart``: the class counts apart where this person votes. Otherwise their ballot is a citizen's, because so few people
    could be recognised by their ballots (docs/decisions/0170-voters-in-classes.md).
    """

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="class_members")
    resident = models.UUIDField()
    name = models.CharField(max_length=20)
    apart = models.BooleanField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            ROLL_IS_FIXED,
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "resident"], name="class_one_for_a_person_in_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.name}"
