"""The best project of a year: called by the budget office, one choice a resident, counted after the close."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from budgeting.delivery import actions
from budgeting.delivery.models import Award, AwardVote, Delivery, Nominee
from budgeting.delivery.queries import completed_in
from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.notifications.domain.notifying import notify


@transaction.atomic
def call(actor: Actor, *, year: int, closes_at: datetime, at: datetime) -> Award:
    """Open the choice among all projects completed in ``year``, until ``closes_at``. Raises AwardCalled, TooFewNominees.

    One lock for each year: two officers at once call it once.
    """
    locks.exclude(f"delivery:award:{year}")
    deliveries = list(completed_in(year))
    actions.call_award.require(actor, year=year, nominees=len(deliveries), closes_at=closes_at, at=at)
    award = Award.objects.create(year=year, opens_at=at, closes_at=closes_at, called_at=at)
    Nominee.objects.bulk_create(Nominee(award=award, delivery=one) for one in deliveries)
    record(actor, "delivery.call_award", award, year=year, nominees=len(deliveries), closes_at=closes_at)
    for one in deliveries:
        _tell("nominated", one, award)
    return award


@transaction.atomic
def choose(actor: Actor, award: Award, nominee: Nominee, *, at: datetime) -> None:
    """Choose, or choose anew. Shares a lock with the count, which so sees every choice that was taken."""
    locks.share(f"delivery:award:{award.year}")
    award = Award.objects.get(pk=award.pk)
    actions.choose_best.require(actor, award=award, nominee=nominee, at=at)
    AwardVote.objects.update_or_create(award=award, user=person(actor), defaults={"nominee": nominee})


def count_due(at: datetime) -> int:
    """Count every choice that is over; gives how many."""
    over = Award.objects.filter(counted_at__isnull=True, closes_at__lte=at)
    return sum(_count(award, at) for award in over)


@transaction.atomic
def _count(award: Award, at: datetime) -> bool:
    """Write how many chose each, and delete who chose what. A second worker at once finds it done."""
    locks.exclude(f"delivery:award:{award.year}")
    fresh = Award.objects.get(pk=award.pk)
    if fresh.counted_at is not None:
        return False
    votes = AwardVote.objects.filter(award=fresh)
    found = dict(votes.values_list("nominee").annotate(n=Count("pk")))
    for nominee in fresh.nominees.all():
        nominee.votes = found.get(nominee.pk, 0)
        nominee.save(update_fields=["votes"])
    votes.delete()
    fresh.counted_at = at
    fresh.save(update_fields=["counted_at"])
    record(System("delivery.count_due"), "delivery.count_award", fresh, votes=sum(found.values()))
    for delivery in Delivery.objects.filter(pk__in=fresh.nominees.values("delivery")).select_related(
        "project"
    ):
        _tell("award_counted", delivery, fresh)
    return True


def _tell(name: str, delivery: Delivery, award: Award) -> None:
    """Tell those who follow a nominated project; the message leads to the page of the choice."""
    project = delivery.project
    path = f"/delivery/best/{award.year}/"
    notify(
        f"delivery.{name}",
        project,
        path=path,
        once=str(award.year),
        title=project.title,
        title_en=project.title_en,
    )
