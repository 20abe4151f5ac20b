"""What citizens may say of completed projects, and when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from budgeting.delivery import refusals
from budgeting.delivery.models import ASK_FOR, Award, Delivery, Nominee
from civic.accounts.actors import Actor, holds, offices_of, person
from civic.accounts.models import Residency, Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.moderation.actions import not_blocked

FEWEST_NOMINEES = 2
OPEN_FOR = timedelta(days=366)
"""How long a choice is open at most."""


def verified(actor: Actor) -> Iterator[Refusal]:
    """Part of the rules below: somebody who lives, works or studies here, each natural person once."""
    resident = person(actor)
    if resident is None:
        yield SignInFirst()
    elif not Residency.objects.filter(user=resident).exists():
        yield refusals.NotVerified()


@action("delivery.confirm_outcome", label=_("Say whether a project came out as promised"))
def confirm_outcome(actor: Actor, *, delivery: Delivery, at: datetime) -> Iterator[Refusal]:
    """Verified residents, once each, for some weeks; never the department about its own work."""
    if delivery.asked_at is None:
        yield refusals.NotAskedYet()
    elif at >= delivery.asked_at + ASK_FOR:
        yield refusals.NoLongerAsked()
    yield from verified(actor)
    yield from not_blocked(actor, at=at)
    if is_own_work(actor, delivery):
        yield refusals.OwnWork()


def is_own_work(actor: Actor, delivery: Delivery) -> bool:
    """An officer of the department that carried it out."""
    return delivery.department_id is not None and delivery.department_id in offices_of(actor)


@action("delivery.call_award", label=_("Call the choice of the best project"))
def call_award(
    actor: Actor, *, year: int | None, nominees: int, closes_at: datetime | None, at: datetime
) -> Iterator[Refusal]:
    """The budget officer, once a year, over at least two completed projects. None: not chosen yet."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.BUDGET):
        yield NotAllowed()
    if year is None:
        return
    if Award.objects.filter(year=year).exists():
        yield refusals.AwardCalled()
    if nominees < FEWEST_NOMINEES:
        yield refusals.TooFewNominees()
    if closes_at is not None and closes_at <= at:
        yield refusals.CloseNotAhead()
    elif closes_at is not None and closes_at > at + OPEN_FOR:
        yield refusals.ChoiceTooLong()


@action("delivery.choose_best", label=_("Choose the best project of a year"))
def choose_best(actor: Actor, *, award: Award, nominee: Nominee | None, at: datetime) -> Iterator[Refusal]:
    """Verified residents, one choice each, which may be changed until the close. None: the form is only opened."""
    if not award.is_open(at) or award.counted_at is not None:
        yield refusals.AwardClosed()
    yield from verified(actor)
    if nominee is not None and nominee.award_id != award.pk:
        yield refusals.NotNominated()
