"""What may be done about a charter, seats, recruitment and the lottery, by whom and when."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee.actions import seated, secretary
from budgeting.committee.lottery import LotteryError
from budgeting.committee.lottery.files import quotas_of
from budgeting.committee.lottery.pool import TooManyForTrait
from budgeting.committee.models import Application, Committee, Lottery, Member, Recruitment
from budgeting.committee.seats import queries, refusals
from budgeting.committee.seats.wording import why_in_words
from budgeting.committee.sessions.queries import charter_of
from civic.accounts.actors import Actor, is_staff
from civic.common.actions import action
from civic.common.refusals import Refusal, SignInFirst


@action("committee.set_charter", label=_("Write the charter"))
def set_charter(actor: Actor, *, quotas: object) -> Iterator[Refusal]:
    """The secretary writes what the ordinance says."""
    yield from secretary(actor)
    yield from _quotas(quotas)


def _quotas(quotas: object) -> Iterator[Refusal]:
    try:
        quotas_of(quotas)
    except LotteryError as error:
        yield refusals.QuotaImpossible(why=str(error))


@action("committee.open_recruitment", label=_("Open the recruitment of members"))
def open_recruitment(
    actor: Actor, *, committee: Committee, seats: int, quotas: Mapping[str, Mapping[str, int]]
) -> Iterator[Refusal]:
    """One recruitment at a time; no quota asks for more seats than there are."""
    yield from secretary(actor)
    if queries.undrawn(committee).exists():
        yield refusals.RecruitmentRunning()
    yield from _quotas(quotas)
    for trait, wanted in quotas.items():
        if sum(wanted.values()) > seats:
            why = why_in_words(TooManyForTrait(trait, sum(wanted.values()), seats))
            yield refusals.QuotaImpossible(why=why)


@action("committee.apply", label=_("Apply for a seat by lot"))
def apply(actor: Actor, *, recruitment: Recruitment, at: datetime) -> Iterator[Refusal]:
    """A verified person, once, while applications are taken; the staff do not."""
    if not actor.is_authenticated:
        yield SignInFirst()
        return
    if is_staff(actor):
        yield refusals.OfficersDoNotApply()
    if not recruitment.opens_at <= at < recruitment.closes_at:
        yield refusals.NotRecruiting()
    if queries.residency_of(actor, at) is None:
        yield refusals.NotFromHere()
    if Application.objects.filter(recruitment=recruitment, user=actor.pk).exists():
        yield refusals.AppliedAlready()


@action("committee.take_back_application", label=_("Take an application back"))
def take_back(actor: Actor, *, recruitment: Recruitment, at: datetime) -> Iterator[Refusal]:
    """Until the list is closed."""
    if not actor.is_authenticated:
        yield SignInFirst()
        return
    applied = Application.objects.filter(recruitment=recruitment, user=actor.pk).exists()
    if not applied or at >= recruitment.closes_at:
        yield refusals.NotRecruiting()


@action("committee.open_draw", label=_("Open the draw"))
def open_draw(actor: Actor, *, recruitment: Recruitment, at: datetime) -> Iterator[Refusal]:
    """After the list is closed, once."""
    yield from secretary(actor)
    if at < recruitment.closes_at:
        yield refusals.StillOpen()
    if Lottery.objects.filter(recruitment=recruitment).exists():
        yield refusals.DrawnAlready()


@action("committee.draw", label=_("Draw the seats"))
def draw(actor: Actor, *, recruitment: Recruitment, public: str, at: datetime) -> Iterator[Refusal]:
    """With the public value, where one was announced."""
    yield from open_draw.rule(actor, recruitment=recruitment, at=at)
    if recruitment.public_source and not public.strip():
        yield refusals.PublicValueMissing()


@action("committee.end_seat", label=_("Record the end of a seat"))
def end_seat(actor: Actor, *, member: Member, how: str, reason: str, on: date) -> Iterator[Refusal]:
    """A resignation, a dismissal with its reason, or the end of a term."""
    yield from secretary(actor)
    if member.ended_by or (member.ends_on is not None and member.ends_on < on):
        yield refusals.SeatEnded()
    if how == Member.End.DISMISSED and not reason.strip():
        yield refusals.ReasonOfDismissal()


@action("committee.succeed", label=_("Give a seat to the next reserve"))
def succeed(actor: Actor, *, member: Member) -> Iterator[Refusal]:
    """The seat of a member who resigned or was dismissed."""
    yield from secretary(actor)
    if member.ended_by not in (Member.End.RESIGNED, Member.End.DISMISSED):
        yield refusals.SeatHeld()
    if Member.objects.filter(follows=member).exists():
        yield refusals.SeatEnded()


@action("committee.reappoint", label=_("Appoint a member again"))
def reappoint(actor: Actor, *, member: Member, until: date | None) -> Iterator[Refusal]:
    """Another term, as often as the charter allows. ``until`` is None while nobody has said yet how long."""
    yield from secretary(actor)
    most = charter_of(member.committee).most_terms
    if member.term >= most:
        yield refusals.TermsUsedUp(most=most)
    if member.ended_by in (Member.End.RESIGNED, Member.End.DISMISSED):
        yield refusals.SeatEnded()
    if until is not None and until <= (member.ends_on or member.starts_on):
        yield refusals.TermNotLonger()


@action("committee.register_tie", label=_("Enter an organisation into the register of interests"))
def register_tie(actor: Actor, *, member: Member | None) -> Iterator[Refusal]:
    """Members enter their own."""
    yield from seated(actor, member)
