"""Somebody comes to a polling place: the clerk finds them on the roll and marks that they vote on paper."""

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, keys, queries, sealing, tickets
from budgeting.voting.ballots import depends_on_district
from budgeting.voting.domain.casting import box_lock, slot_lock
from budgeting.voting.domain.ledgering import VoidReason, append_void
from budgeting.voting.models import InPersonMark, PollingPlace, VotingGroup, VotingNotice
from budgeting.voting.refusals import AlreadyInPerson, NobodyFound, NoSlipLeft, TooManyLookUps
from civic.accounts.actors import Actor
from civic.accounts.identity import identity_hash
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now
from civic.common.refusals import NotAllowed

MISSES_AN_HOUR = 20


def give_code(actor: Actor, cycle: Cycle) -> str:
    """A one-time code with which ``actor`` shows at a polling place who they are. Raises Refusal."""
    actions.get_station_code.require(actor, cycle=cycle, at=database_now())
    if not isinstance(actor, User):
        raise NotAllowed
    return tickets.give(cycle.voting, actor.uuid)


def find_voter(
    actor: Actor, place: PollingPlace, *, code: str = "", identifier: str = ""
) -> tuple[User, str]:
    """The one person on the roll whose code or register number (from the document they show) this is, and a code for them.

    Whoever has neither finds nobody: there is no list and no search by name. Wrong tries are counted for each clerk, every
    look-up stands on the record, and neither says whether the person has voted. Raises NobodyFound, TooManyLookUps.
    """
    actions.mark_in_person.require(actor, place=place, at=database_now())
    group: VotingGroup = place.cycle.voting
    if _misses(actor, 0) >= MISSES_AN_HOUR:
        raise TooManyLookUps
    person = tickets.holder(group, code) if code else _by_identifier(identifier)
    if person is None or queries.roll_entry(group, person) is None:
        _misses(actor, 1)
        raise NobodyFound
    with transaction.atomic():
        record(actor, "voting.looked_up", place, by="code" if code else "register")
    return person, code or tickets.give(group, person.uuid)


def _by_identifier(identifier: str) -> User | None:
    found = User.objects.filter(residency__identity_hash=identity_hash(identifier), is_active=True)
    return found.first() if identifier.strip() else None


def _misses(actor: Actor, more: int) -> int:
    """The clerk's wrong look-ups within the hour, after adding ``more``."""
    key = f"voting.look-up-misses:{actor.pk}"
    cache.add(key, 0, 3600)
    return int(cache.incr(key, more))


def mark_in_person(actor: Actor, place: PollingPlace, code: str, *, age_seen: bool = False) -> InPersonMark:
    """Mark that the holder of the code votes on paper, at this place, now; the clerk then hands out a slip.

    A ballot that they cast before is void from this moment and logged as such; one that is cast afterwards is refused.
    The record says that somebody was marked, not who; they are told by a notice. ``age_seen``: the clerk has seen on the
    document that the person is of the age that the rules ask for; it opens this door only and is not kept with the person.
    Raises Refusal.

    The race with a ballot on its way in is closed by the slot's lock, which casters share and this takes alone: a cast
    either is seen here and made void, or sees the mark and is refused (tests/races/test_in_person.py).
    """
    with transaction.atomic():
        group = VotingGroup.objects.get(cycle=place.cycle_id)
        locks.share(box_lock(group.pk))
        place = PollingPlace.objects.select_related("cycle__process", "cycle__voting", "cycle__rules").get(
            pk=place.pk
        )
        actions.mark_in_person.require(actor, place=place, at=database_now())
        holder = tickets.holder(group, code)
        if holder is not None:  # before the code is used up
            actions.be_marked.require(holder, cycle=place.cycle, clerk=actor, age_seen=age_seen)
        voter = tickets.use(group, code)
        entry = queries.roll_entry(group, voter) if voter else None
        if voter is None or entry is None:
            raise NobodyFound
        scope = entry.area_code if depends_on_district(place.cycle) else ""
        _slip_left(place, scope)
        return _Marking(group, place, voter, scope).mark(actor)


def _slip_left(place: PollingPlace, scope: str) -> None:
    """A slip must be there to be handed out: a mark without one could never be entered, and the count would wait for good.

    Places are marked one after the other at their row, so that two clerks do not hand out the last slip twice.
    """
    PollingPlace.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    runs = place.slip_runs.filter(scope=scope).aggregate(n=Sum(F("last") - F("first") + 1))
    printed = runs["n"] or 0
    if marks_at(place, scope) >= printed:
        raise NoSlipLeft(printed=printed)


class _Marking:
    """One person being marked."""

    def __init__(self, group: VotingGroup, place: PollingPlace, voter: User, scope: str) -> None:
        self.group, self.place, self.voter, self.scope = group, place, voter, scope
        self.key = keys.hmac_key(group.pk)
        self.slot = sealing.slot(self.key, group.pk, voter.uuid)

    def mark(self, actor: Actor) -> InPersonMark:
        locks.exclude(slot_lock(self.group.pk, self.slot))
        actions.be_marked.require(self.voter, cycle=self.place.cycle, clerk=actor)
        try:
            with transaction.atomic():
                mark = InPersonMark.objects.create(
                    group=self.group, place=self.place, scope=self.scope, slot=self.slot
                )
        except IntegrityError:  # the database's last word: in_person_once_in_a_group
            raise AlreadyInPerson from None
        self._supersede()
        record(actor, "voting.marked_in_person", self.place)
        VotingNotice.objects.create(
            group=self.group,
            kind="voting.marked_in_person",
            recipient=sealing.encrypt_recipient(self.key, self.voter.uuid),
        )
        return mark

    def _supersede(self) -> None:
        earlier = queries.last_ballot(self.group, self.slot)
        if earlier is not None:
            append_void(self.group, bytes(earlier.commitment), VoidReason.IN_PERSON)


def marks_at(place: PollingPlace, scope: str | None = None) -> int:
    """How many people voted on paper at a place (in one district, where papers differ)."""
    marks = InPersonMark.objects.filter(place=place)
    return (marks if scope is None else marks.filter(scope=scope)).count()
