"""Counting how often receipts are looked up: the more people look, the surer one altered ballot is found."""

from django.db.models import F

from budgeting.voting.models import ReceiptTally, VotingGroup


def tally_check(group: VotingGroup) -> None:
    """One look-up more, of nobody in particular."""
    if not ReceiptTally.objects.filter(group=group).update(checks=F("checks") + 1):
        ReceiptTally.objects.get_or_create(group=group, defaults={"checks": 0})
        ReceiptTally.objects.filter(group=group).update(checks=F("checks") + 1)
