"""Trustees: three people outside the office, any two of whom together hold the key that opens the ballots."""

import pgtrigger
from django.db import models

from budgeting.cycles.models import Cycle
from budgeting.voting.models.box import VotingGroup
from budgeting.voting.triggers import TRUSTEES_ARE_FIXED

TRUSTEES = 3


class Trustee(models.Model):
    """One of the three, with the public key (X25519, 32 bytes) of a key pair that they made and keep themselves."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="trustees")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    public_key = models.BinaryField(max_length=32)

    class Meta:
        triggers = [TRUSTEES_ARE_FIXED]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "place"], name="trustee_once_in_a_place"),
            models.UniqueConstraint(fields=["cycle", "public_key"], name="trustee_key_once_in_a_vote"),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=TRUSTEES), name="trustee_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.name}"

    @property
    def key_hex(self) -> str:
        return bytes(self.public_key).hex()


class SealedKey(models.Model):
    """The sealing key for one pair: sealed to the ``inner`` trustee, and that to the ``outer`` one. Made once."""

    group = models.ForeignKey(VotingGroup, models.PROTECT, related_name="sealed_keys")
    outer = models.ForeignKey(Trustee, models.PROTECT, related_name="+")
    inner = models.ForeignKey(Trustee, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        triggers = [pgtrigger.Protect(name="made_once", operation=pgtrigger.Update)]
        constraints = [
            models.UniqueConstraint(fields=["group", "outer", "inner"], name="sealed_key_once_for_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(outer=models.F("inner")), name="sealed_key_needs_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.outer_id} and {self.inner_id}"
