"""Everything a person may do with a vote, with its rule."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Project, RuleSet
from budgeting.cycles.queries import money_frozen
from budgeting.voting import queries, refusals
from budgeting.voting.models import OpenedBallot, PaperBatch, PollingPlace, TakenOff
from budgeting.voting.models.trustees import TRUSTEES
from budgeting.voting.trustees import fits, key_is_away
from civic.accounts.actors import Actor, System, holds, roles_of
from civic.accounts.models import Residency, Role, User
from civic.common.actions import action
from civic.common.dates import date_text, moment_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


def _when(cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Reasons of time: what everybody is told alike."""
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if phase is not None and at < phase.opens_at:
        yield refusals.VotingNotOpen(opens=moment_text(phase.opens_at))
    elif phase is not None and (at >= phase.closes_at or (group is not None and group.closed_at is not None)):
        due = queries.result_at(cycle)
        yield refusals.VotingClosed(result=date_text(due) if due else _now("after the count"))
    elif phase is None or group is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()


@action("budgeting.cast_ballot", label=_("Cast a ballot"))
def cast_ballot(actor: Actor, *, cycle: Cycle, at: datetime, channel: str = "web") -> Iterator[Refusal]:
    """Somebody on the roll may vote, for themselves only, from the opening to the close of the voting phase."""
    if isinstance(actor, System):
        yield NotAllowed()
        return
    if not isinstance(actor, User):
        yield SignInFirst()
    yield from _when(cycle, at)
    yield from _offered(cycle, channel)
    if isinstance(actor, User):
        yield from _eligible(actor, cycle)
        yield from _of_age(actor, cycle, channel)
        yield from _not_on_paper(actor, cycle, at)
        yield from _unchanged(actor, cycle)


def _offered(cycle: Cycle, channel: str) -> Iterator[Refusal]:
    """The rules of the cycle name the ways in which people vote."""
    rules = queries.rules_of(cycle)
    if rules is not None and channel not in rules.channels:
        yield refusals.ChannelNotOffered(
            channels=", ".join(str(RuleSet.Channel(one).label) for one in rules.channels)
        )


def _not_on_paper(voter: User, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Whoever voted on paper cannot vote here any more: the slip lies in the box, nobody can take it out."""
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if group is None or group.roll_fixed_at is None or phase is None or not phase.is_open(at):
        return
    if queries.is_marked(group, voter):
        yield refusals.VotedInPerson()


def _eligible(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is not None and group.roll_fixed_at is not None and queries.roll_entry(group, voter) is not None:
        return
    residency = Residency.objects.filter(user=voter).first()
    if residency is None:
        yield refusals.NotVerified()
    elif rules is not None and rules.electorate and residency.basis not in rules.electorate:
        names = [str(label) for value, label in Residency.Basis.choices if value in rules.electorate]
        yield refusals.WrongBasis(electorate=", ".join(names))
    elif group is not None and group.roll_fixed_at is not None:
        yield refusals.NotOnRoll(fixed=date_text(group.roll_fixed_at))


def _of_age(voter: User, cycle: Cycle, channel: str) -> Iterator[Refusal]:
    """Above the age that everybody declares, a statement is asked for, whenever it comes: the roll is fixed without it, so
    that nobody is shut out who brings it while the vote runs."""
    least = queries.asked_age(cycle)
    if least is not None and not queries.shows_age(voter, least):
        yield AGE_NOT_SHOWN[channel == RuleSet.Channel.KIOSK, queries.offers_paper(cycle)](age=least)


#: What is said to somebody whose age nobody has shown, by (on the device of a polling place, slips are offered).
AGE_NOT_SHOWN = {
    (False, False): refusals.AgeNotShown,
    (False, True): refusals.AgeNotShownPaper,
    (True, False): refusals.AgeNotShownKiosk,
    (True, True): refusals.AgeNotShownKioskPaper,
}


def _unchanged(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    """A second ballot is a change; some cycles allow none."""
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is None or rules is None or rules.change_until_close:
        return
    if group.roll_fixed_at is not None and queries.times_cast(group, voter):
        yield refusals.AlreadyCast()


@action("budgeting.prepare_voting", label=_("Prepare the vote and fix its roll"))
def prepare_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, once: the roll is drawn and fixed in one act."""
    yield from _officer(actor)
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is not None and group.roll_fixed_at is not None:
        yield refusals.RollAlreadyFixed()
    if rules is None or queries.voting_phase(cycle) is None:
        yield refusals.RulesMissing()


@action("budgeting.name_trustees", label=_("Name the trustees of a vote"))
def name_trustees(
    actor: Actor, *, cycle: Cycle, named: Sequence[tuple[str, bytes]] | None = None
) -> Iterator[Refusal]:
    """The budget officer, before the keys are made: three with a name and a key each, or none. ``named`` None: not typed yet."""
    yield from _officer(actor)
    if queries.group_of(cycle) is not None:
        yield refusals.KeysMade()
    if named is None or not named:
        return
    distinct = {key for name, key in named if name.strip() and len(key) == 32}
    if len(named) != TRUSTEES or len(distinct) != TRUSTEES:
        yield refusals.TrusteesUnfit()


@action("budgeting.hand_in_key", label=_("Hand in the key of the trustees"))
def hand_in_key(actor: Actor, *, cycle: Cycle, private: bytes | None = None) -> Iterator[Refusal]:
    """The budget officer types what two trustees opened together, after the close. ``private`` None: not typed yet."""
    yield from _officer(actor)
    group = queries.group_of(cycle)
    if group is None or not key_is_away(group):
        yield refusals.KeyNotAway()
        return
    if group.closed_at is None:
        yield refusals.KeyTooEarly()
    if private is not None and not fits(group, private):
        yield refusals.KeyDoesNotFit()


@action("budgeting.close_voting", label=_("Close the vote"))
def close_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, after the voting phase."""
    yield from _officer(actor)
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if group is None or phase is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()
        return
    if group.closed_at is not None:
        yield refusals.AlreadyClosed()
    elif at < phase.closes_at:
        yield refusals.VotingStillOpen(closes=moment_text(phase.closes_at))


@action("budgeting.ask_reminder", label=_("Be reminded before the vote closes"))
def ask_reminder(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Anybody signed in, until the close; whether they may vote or have voted does not matter and is not asked."""
    if not isinstance(actor, User):
        yield SignInFirst()
    phase = queries.voting_phase(cycle)
    if queries.group_of(cycle) is None or phase is None:
        yield refusals.VotingNotPrepared()
    elif at >= phase.closes_at:
        yield from _when(cycle, at)


@action("budgeting.keep_places", label=_("Keep the polling places of a vote"))
def keep_places(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, until the vote is over."""
    yield from _officer(actor)
    phase = queries.voting_phase(cycle)
    if phase is not None and at >= phase.closes_at:
        yield from _when(cycle, at)


@action("budgeting.get_station_code", label=_("Get a code for voting at a polling place"))
def get_station_code(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Whoever may vote may vote in person, once; also where a ballot cast here could not be changed here."""
    if not isinstance(actor, User):
        yield SignInFirst() if not actor.is_authenticated else NotAllowed()
    yield from _when(cycle, at)
    if isinstance(actor, User):
        yield from _eligible(actor, cycle)
        yield from _not_on_paper(actor, cycle, at)
    if not cycle.places.exists():
        yield refusals.NoPollingPlace()


@action("budgeting.work_at_place", label=_("Work at a polling place"))
def work_at_place(actor: Actor, *, place: PollingPlace) -> Iterator[Refusal]:
    """The polling clerks of the place's district. No other role includes this: not the administrator's, not the platform."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not _is_clerk(actor, place):
        yield NotAllowed()


@action("budgeting.mark_in_person", label=_("Mark that somebody votes on paper"))
def mark_in_person(
    actor: Actor, *, place: PollingPlace, at: datetime, channel: str = "paper"
) -> Iterator[Refusal]:
    """A polling clerk of the place, while the vote is open, where the rules offer paper (or, for a device, a kiosk)."""
    yield from work_at_place.rule(actor, place=place)
    yield from _when(place.cycle, at)
    yield from _offered(place.cycle, channel)


@action("budgeting.be_marked", label=_("Vote on paper"))
def be_marked(actor: Actor, *, cycle: Cycle, clerk: Actor, age_seen: bool | None = None) -> Iterator[Refusal]:
    """Somebody on the roll, once, marked by somebody else; a ballot cast before gives way to the slip. Where the rules ask
    for an age above the declared one, the clerk has seen it on the document (``age_seen``; None: not asked yet)."""
    if actor.pk == clerk.pk:
        yield refusals.NotYourself()
    if age_seen is False and isinstance(actor, User):
        yield from _age_seen(actor, cycle)
    if isinstance(actor, User) and queries.is_marked(cycle.voting, actor):
        yield refusals.AlreadyInPerson()


def _age_seen(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    least = queries.asked_age(cycle)
    if least is not None and not queries.shows_age(voter, least):
        yield refusals.AgeNotSeen(age=least)


@action("budgeting.enter_paper", label=_("Enter paper slips"))
def enter_paper(actor: Actor, *, place: PollingPlace, at: datetime) -> Iterator[Refusal]:
    """Polling clerks of the place's district and budget officers, when the vote is over and not yet counted."""
    yield from _handles_paper(actor, place)
    phase = queries.voting_phase(place.cycle)
    if phase is None or at < phase.closes_at:
        yield refusals.PaperStaysSealed(closes=moment_text(phase.closes_at) if phase else "")
    if OpenedBallot.objects.filter(group__cycle=place.cycle_id).exists():
        yield refusals.AlreadyCounted()


@action("budgeting.resolve_paper", label=_("Decide where two readings differ"))
def resolve_paper(actor: Actor, *, batch: PaperBatch, at: datetime) -> Iterator[Refusal]:
    """A third person, when both readings are finished."""
    yield from enter_paper.rule(actor, place=batch.place, at=at)
    if batch.closed_at is not None:
        yield refusals.ReadingFinished()
    elif batch.entered_at is None or batch.confirmed_at is None:
        yield refusals.ReadingsUnfinished()
    if actor.pk in (batch.entered_by_id, batch.confirmed_by_id):
        yield refusals.ThirdPerson()


@action("budgeting.close_paper", label=_("Close a batch of slips"))
def close_paper(actor: Actor, *, batch: PaperBatch, at: datetime) -> Iterator[Refusal]:
    """Anybody who may enter slips, when both readings are finished."""
    yield from enter_paper.rule(actor, place=batch.place, at=at)
    if batch.closed_at is not None:
        yield refusals.ReadingFinished()
    elif batch.entered_at is None or batch.confirmed_at is None:
        yield refusals.ReadingsUnfinished()


@action("budgeting.take_off_ballot", label=_("Take a project off the ballot"))
def take_off_ballot(
    actor: Actor, *, project: Project, at: datetime, ground: str | None = None, reason: str | None = None
) -> Iterator[Refusal]:
    """The budget officer, from the publication of prices to the end of the vote; before that a project is withdrawn, after it
    only a decision otherwise than counted is left. The ballots are sealed, so nobody knows whom it hits. On a known ground and
    with a reason (None: not typed yet)."""
    yield from _officer(actor)
    cycle = project.envelope.cycle
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if phase is None or not money_frozen(cycle, at):
        yield refusals.BallotNotFixed()
    elif at >= phase.closes_at or (group is not None and group.closed_at is not None):
        yield refusals.TooLateToTakeOff()
    if project.state != Project.State.ON_BALLOT:
        yield refusals.NotStanding()
    if ground is not None and ground not in TakenOff.Ground.values:
        yield refusals.GroundUnknown()
    if reason is not None and not reason.strip():
        yield refusals.ReasonMissing()


def _handles_paper(actor: Actor, place: PollingPlace) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not (_is_clerk(actor, place) or any(role.kind == Role.Kind.BUDGET for role in roles_of(actor))):
        yield NotAllowed()


def _is_clerk(actor: Actor, place: PollingPlace) -> bool:
    """By the role itself: ``holds`` would let administrators in, who appoint clerks and must not be them."""
    return any(
        role.kind == Role.Kind.STATION and role.area_id in (None, place.area_id) for role in roles_of(actor)
    )


def _officer(actor: Any) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget"):
        yield NotAllowed()
