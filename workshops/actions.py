"""Every thing that a person may do with workshops, with its rule."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Role, User
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops import followers, refusals
from workshops.before.checklist import lacks
from workshops.before.places import is_invited
from workshops.before.refusals import InvitationNeeded, NotReady
from workshops.models import Opinion, Registration, Reserved, Waiting, Workshop
from workshops.rules import at_stage, begun, door_opens_at, hosting

State = Workshop.State


@action("workshops.create", label=_("Plan a workshop"))
def create(actor: Actor, *, area: str | None = None) -> Iterator[Refusal]:
    """A host plans a workshop in an area of theirs; only staff see it until it is announced."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=area):
        yield NotAllowed()


@action("workshops.see_people", label=_("See who takes part in a workshop"))
def see_people(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host of the workshop's area: names, what people need, who waits, who said what."""
    yield from hosting(actor, workshop)


@action("workshops.change", label=_("Change a workshop"))
def change(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host changes a workshop that has not been held; registered people are told."""
    yield from hosting(actor, workshop)
    if workshop.state not in (State.PLANNED, State.ANNOUNCED):
        yield StaleState(state=workshop.state)


@action("workshops.announce", label=_("Announce a workshop"))
def announce(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """A host announces a planned workshop that lies ahead and lacks nothing: from now on people can register."""
    yield from hosting(actor, workshop)
    yield from at_stage("announce", workshop)
    if workshop.starts_at <= at:
        yield refusals.BeginsInThePast()
    if missing := [lack.what for lack in lacks(workshop)]:
        yield NotReady(missing=" · ".join(missing))


@action("workshops.cancel", label=_("Cancel a workshop"))
def cancel(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host cancels a workshop that has not been held, with a reason that everybody reads."""
    yield from hosting(actor, workshop)
    yield from at_stage("cancel", workshop)


@action("workshops.register", label=_("Register for a workshop"))
def register(
    actor: Actor, *, workshop: Workshop, at: datetime, seats: int = 1, places: Sequence[Reserved] = ()
) -> Iterator[Refusal]:
    """A signed-in person takes places in an announced workshop that has not begun and has so many: open ones, or some of
    ``places``, which are kept for people like them. Where only invited people register, they are invited."""
    if workshop.state == State.CANCELLED:
        yield refusals.WorkshopCancelled()
    if workshop.state == State.PLANNED:
        yield refusals.RegistrationNotOpen()
    if workshop.state != State.ANNOUNCED or workshop.starts_at <= at:
        yield begun(workshop, at)
    user = person(actor)
    if user and Registration.objects.in_force().filter(workshop=workshop, user=user).exists():
        yield refusals.AlreadyRegistered()
    if user and _offered(workshop, user, at):
        yield refusals.OfferWaits()
    yield from _invited(user, workshop)
    if workshop.seats_left < seats and all(one.left < seats for one in places):
        left = max([workshop.seats_left, *(one.left for one in places)])
        if left:
            yield refusals.NotEnoughPlaces(left=left)
        yield refusals.WorkshopFull(capacity=workshop.capacity)
    if user is None:
        yield SignInFirst()


def _invited(user: User | None, workshop: Workshop) -> Iterator[Refusal]:
    if workshop.access != Workshop.Access.OPEN and not is_invited(user, workshop.pk):
        yield InvitationNeeded()


def _offered(workshop: Workshop, user: User, at: datetime) -> bool:
    return Waiting.objects.going_on().filter(workshop=workshop, user=user, offer_until__gt=at).exists()


@action("workshops.join_waiting_list", label=_("Join a waiting list"))
def join_waiting_list(
    actor: Actor, *, workshop: Workshop, at: datetime, seats: int = 1, places: Sequence[Reserved] = ()
) -> Iterator[Refusal]:
    """A signed-in person stands in line for an announced workshop that has not as many places as they need, neither open
    ones nor among ``places``, which are kept for people like them."""
    if workshop.state == State.CANCELLED:
        yield refusals.WorkshopCancelled()
    if workshop.state == State.PLANNED:
        yield refusals.RegistrationNotOpen()
    if workshop.state != State.ANNOUNCED or workshop.starts_at <= at:
        yield begun(workshop, at)
    user = person(actor)
    if user and Registration.objects.in_force().filter(workshop=workshop, user=user).exists():
        yield refusals.AlreadyRegistered()
    if user and Waiting.objects.going_on().filter(workshop=workshop, user=user).exists():
        yield refusals.AlreadyWaiting()
    yield from _invited(user, workshop)
    if workshop.seats_left >= seats or any(one.left >= seats for one in places):
        yield refusals.PlacesLeft()
    if user is None:
        yield SignInFirst()


def _own_place_in_line(actor: Actor, entry: Waiting) -> Iterator[Refusal]:
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif entry.user_id != user.pk:
        yield NotAllowed()
    if entry.ended_at is not None:
        yield refusals.NotWaiting()


@action("workshops.take_offered_place", label=_("Take a place that is held"))
def take_offered_place(actor: Actor, *, entry: Waiting, at: datetime) -> Iterator[Refusal]:
    """The person for whom a place is held, until the offer ends."""
    yield from _own_place_in_line(actor, entry)
    if entry.workshop.state == State.CANCELLED:
        yield refusals.WorkshopCancelled()
    if entry.workshop.state != State.ANNOUNCED or entry.workshop.starts_at <= at:
        yield begun(entry.workshop, at)
    if not entry.has_offer(at):
        yield refusals.NoOffer()


@action("workshops.leave_waiting_list", label=_("Leave a waiting list"))
def leave_waiting_list(actor: Actor, *, entry: Waiting) -> Iterator[Refusal]:
    """One's own place in line, at any time."""
    yield from _own_place_in_line(actor, entry)


@action("workshops.cancel_registration", label=_("Cancel a registration"))
def cancel_registration(actor: Actor, *, registration: Registration, at: datetime) -> Iterator[Refusal]:
    """One's own before the workshop begins; a host any time until the record is published, unless the person came."""
    if not actor.is_authenticated:
        yield SignInFirst()
    workshop = registration.workshop
    hosting = holds(actor, Role.Kind.HOST, area=workshop.area_id)
    user = person(actor)
    if not hosting and (user is None or registration.user_id != user.pk):
        yield NotAllowed()
    if registration.cancelled_at is not None:
        yield refusals.NotRegistered()
    if registration.checked_in_at is not None:
        yield refusals.AlreadyCheckedIn()
    if workshop.state == State.CANCELLED:
        yield refusals.WorkshopCancelled()
    if workshop.state not in (State.ANNOUNCED, State.HELD) or (not hosting and workshop.starts_at <= at):
        yield begun(workshop, at)


def _at_the_door(actor: Actor, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    yield from hosting(actor, workshop)
    yield from _door_open(workshop, at)


def _door_open(workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    if workshop.state not in (State.ANNOUNCED, State.HELD) or at < door_opens_at(workshop.starts_at):
        yield refusals.CheckInNotOpen()


@action("workshops.check_in", label=_("Check a person in"))
def check_in(actor: Actor, *, registration: Registration, at: datetime) -> Iterator[Refusal]:
    """A host, from the day of the workshop until its record is published."""
    yield from _at_the_door(actor, registration.workshop, at)
    if registration.cancelled_at is not None:
        yield refusals.NotRegistered()


@action("workshops.check_in_self", label=_("Check in at the poster"))
def check_in_self(actor: object, *, registration: Registration, at: datetime) -> Iterator[Refusal]:
    """Whoever stands before the poster and has the code of a registration, from the day until the record is published."""
    yield from _door_open(registration.workshop, at)
    if registration.cancelled_at is not None:
        yield refusals.NotRegistered()


@action("workshops.undo_check_in", label=_("Undo a check-in"))
def undo_check_in(actor: Actor, *, registration: Registration, at: datetime) -> Iterator[Refusal]:
    """A host takes a mistaken check-in back; the person keeps the place."""
    yield from _at_the_door(actor, registration.workshop, at)
    if registration.checked_in_at is None:
        yield refusals.NotCheckedIn()


@action("workshops.admit_walk_in", label=_("Let a walk-in take part"))
def admit_walk_in(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """A host gives a free place to somebody who comes without a registration."""
    yield from _at_the_door(actor, workshop, at)
    if workshop.registered_count >= workshop.capacity:
        yield refusals.WorkshopFull(capacity=workshop.capacity)


@action("workshops.hold", label=_("Begin the workshop"))
def hold(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """A host says that the workshop takes place; from now on opinions are recorded."""
    yield from hosting(actor, workshop)
    yield from at_stage("hold", workshop)
    if workshop.starts_at > at:
        yield refusals.NotBegun()


@action("workshops.record_opinion", label=_("Record an opinion"))
def record_opinion(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host records what was said, until the record is published."""
    yield from hosting(actor, workshop)
    if workshop.state in (State.PLANNED, State.ANNOUNCED):
        yield refusals.NotBegun()
    if workshop.state != State.HELD:
        yield StaleState(state=workshop.state)


@action("workshops.publish_record", label=_("Publish the record"))
def publish_record(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host publishes the opinions of a workshop that was held."""
    yield from hosting(actor, workshop)
    yield from at_stage("publish_record", workshop)
    if not Opinion.objects.filter(workshop=workshop).exists():
        yield refusals.RecordEmpty()
    yield from followers.publishing(workshop)


@action("workshops.route_opinion", label=_("Give an opinion to a department"))
def route_opinion(actor: Actor, *, opinion: Opinion) -> Iterator[Refusal]:
    """A host gives an opinion an owner and a due date; another owner as long as nobody has answered."""
    yield from hosting(actor, opinion.workshop)
    if opinion.hidden_at is not None:
        yield refusals.OpinionHidden()
    if opinion.workshop.state not in (State.HELD, State.RECORDED):
        yield StaleState(state=opinion.workshop.state)
    if opinion.is_answered:
        yield refusals.OpinionSettled()


@action("workshops.answer_opinion", label=_("Answer an opinion"))
def answer_opinion(actor: Actor, *, opinion: Opinion) -> Iterator[Refusal]:
    """An officer of the department that owns it; an answer that promised something may be followed by a later one."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if opinion.department_id is None:
        yield refusals.OpinionNotRouted() if holds(actor, Role.Kind.HOST, Role.Kind.OFFICER) else NotAllowed()
    if not holds(actor, Role.Kind.OFFICER, department=opinion.department_id):
        yield NotAllowed()
    if not opinion.workshop.has_record:
        yield refusals.RecordNotPublished()
    if opinion.hidden_at is not None:
        yield refusals.OpinionHidden()
    if opinion.disposition in Opinion.SETTLED:
        yield refusals.OpinionSettled()


@action("workshops.propose_from_opinion", label=_("Turn an opinion into a proposal"))
def propose_from_opinion(actor: Actor, *, opinion: Opinion) -> Iterator[Refusal]:
    """A host, or the person who said it, once the opinion is public; one opinion becomes one proposal."""
    if not actor.is_authenticated:
        yield SignInFirst()
    user = person(actor)
    is_speaker = user is not None and opinion.speaker_id == user.pk
    if not is_speaker and not holds(actor, Role.Kind.HOST, area=opinion.workshop.area_id):
        yield NotAllowed()
    if not opinion.workshop.has_record:
        yield refusals.RecordNotPublished()
    if opinion.hidden_at is not None:
        yield refusals.OpinionHidden()
    if opinion.proposal_id is not None:
        yield refusals.AlreadyAProposal()


@action("workshops.add_files", label=_("Add photos and documents to a workshop"))
def add_files(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host of the workshop's area, before it and after it."""
    yield from hosting(actor, workshop)
