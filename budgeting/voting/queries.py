"""Questions about votes that several doors ask."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from budgeting.cycles.models import Cycle, RuleSet
from budgeting.voting import keys, sealing
from budgeting.voting.classes import CITIZENS
from budgeting.voting.models import (
    ClassMember,
    InPersonMark,
    LedgerEntry,
    PaperBatch,
    ReceiptTally,
    RollEntry,
    SealedBallot,
    TakenOff,
    VotingGroup,
)
from civic.accounts.models import DECLARED_AGE, Residency, User
from civic.common.kept import kept
from civic.processes.models import Phase

SMALLEST_TURNOUT = 10
TURNOUT_SECONDS = 3600


def group_of(cycle: Cycle) -> VotingGroup | None:
    """The cycle's voting group, None before it was prepared. Read with select_related("voting") it costs nothing."""
    try:
        return cycle.voting
    except VotingGroup.DoesNotExist:
        return None


def rules_of(cycle: Cycle) -> RuleSet | None:
    """The cycle's rule set, None before it has one. Read with select_related("rules") it costs nothing."""
    try:
        return cycle.rules
    except RuleSet.DoesNotExist:
        return None


def voting_phase(cycle: Cycle) -> Phase | None:
    """The cycle's voting phase, open or not."""
    return cycle.process.phase(Phase.Kind.VOTING)


def taken_off(cycle: Cycle) -> list[TakenOff]:
    """The projects that left the ballot after prices were published, each with its reason, the newest first; one query."""
    rows = TakenOff.objects.filter(project__envelope__cycle=cycle)
    return list(rows.select_related("project__area", "project__envelope__area").order_by("-at", "-pk"))


def result_at(cycle: Cycle) -> datetime | None:
    """When the result is due: the opening of the result phase."""
    phase = cycle.process.phase(Phase.Kind.RESULT)
    return phase.opens_at if phase else None


def roll_entry(group: VotingGroup, person: User) -> RollEntry | None:
    """The person's row on the roll; asked once for each group read, for a fixed roll does not change."""
    known: dict[UUID, RollEntry | None] = group.__dict__.setdefault("_roll_entries", {})
    if person.uuid not in known:
        known[person.uuid] = RollEntry.objects.filter(group=group, resident=person.uuid).first()
    return known[person.uuid]


def asked_age(cycle: Cycle) -> int | None:
    """The minimum age of the rules where a statement has to show it, None where the declaration is enough."""
    rules = rules_of(cycle)
    age = rules.minimum_age if rules is not None else None
    return age if age is not None and age > DECLARED_AGE else None


def offers_paper(cycle: Cycle) -> bool:
    """Whether people may vote on slips of paper."""
    rules = rules_of(cycle)
    return rules is not None and RuleSet.Channel.PAPER in rules.channels


def shows_age(person: User, age: int) -> bool:
    """Whether a statement has shown that the person is of this age or older. What was shown once stays shown."""
    return Residency.objects.filter(user=person, proven_age__gte=age).exists()


def class_member(group: VotingGroup, person: User) -> ClassMember | None:
    """The person's row among the classes of voters; costs nothing in a vote without classes."""
    return ClassMember.objects.filter(group=group, resident=person.uuid).first() if group.classes else None


def class_of(group: VotingGroup, person: User) -> str:
    """The class that the person's ballot counts in, by what was fixed with the roll."""
    member = class_member(group, person)
    return member.name if member is not None and member.apart else CITIZENS


def slots_by_class(group: VotingGroup) -> dict[bytes, str]:
    """The class of each slot whose voter counts apart. Raises KeyMissing."""
    key = keys.hmac_key(group.pk)
    rows = ClassMember.objects.filter(group=group, apart=True).values_list("resident", "name")
    return {sealing.slot(key, group.pk, one): name for one, name in rows.iterator(chunk_size=5000)}


def slot_of(group: VotingGroup, person: User) -> bytes:
    """Where the person's ballots lie. Raises KeyMissing."""
    return sealing.slot(keys.hmac_key(group.pk), group.pk, person.uuid)


def times_cast(group: VotingGroup, person: User) -> int:
    """How often the person has cast a ballot: 0 not yet, above 1 changed. The person alone is ever told.

    Once the keys are destroyed nobody can tell any more, and 0 is the answer.
    """
    if group.keys_destroyed_at is not None:
        return 0
    known: dict[UUID, int] = group.__dict__.get("_times_cast", {})
    if person.uuid in known:
        return known[person.uuid]
    found = SealedBallot.objects.filter(group=group, slot=slot_of(group, person)).aggregate(
        last=Max("version")
    )
    return found["last"] or 0


def last_ballot(group: VotingGroup, slot: bytes) -> SealedBallot | None:
    """The ballot that counts in a slot, or would if its voter had not come in person."""
    return SealedBallot.objects.filter(group=group, slot=slot).order_by("-version").first()


def is_marked(group: VotingGroup, person: User) -> bool:
    """Whether the person has voted on paper. The person alone is ever told, and the door of the box.

    Not asked again where it was looked up under the slot's lock (``domain.looking``).
    """
    known: dict[UUID, bool] = group.__dict__.get("_marked", {})
    if person.uuid in known:
        return known[person.uuid]
    return InPersonMark.objects.filter(group=group, slot=slot_of(group, person)).exists()


def turnout(group: VotingGroup) -> int | None:
    """Voters so far, counted at most once an hour; None where fewer than ten have voted.

    None also where the rules say that nothing is told before the count: then the result's page tells it.
    """
    rules = rules_of(group.cycle)
    if rules is not None and rules.publication == RuleSet.Publication.CLOSE:
        return None
    name = f"voting.turnout.{group.pk}"
    voters: int | None = kept.get(name)
    if voters is None:
        marks = InPersonMark.objects.filter(group=group)
        sealed = SealedBallot.objects.filter(group=group).exclude(slot__in=marks.values("slot"))
        voters = marks.count() + sealed.values("slot").distinct().count()
        kept.set(name, voters, TURNOUT_SECONDS)
    return voters if voters >= SMALLEST_TURNOUT else None


def receipt_checks(group: VotingGroup) -> int:
    """How often receipts of this vote have been looked up and found."""
    tally = ReceiptTally.objects.filter(group=group).first()
    return tally.checks if tally else 0


def voided(group: VotingGroup) -> set[bytes]:
    """The commitments of web ballots that do not count, because their voters voted in person."""
    rows = LedgerEntry.objects.filter(group=group, kind=LedgerEntry.Kind.VOID)
    return {bytes(one) for one in rows.values_list("commitment", flat=True) if one is not None}


def paper_slips(group: VotingGroup) -> int:
    """How many paper ballots the ledger's batches hold."""
    batches = LedgerEntry.objects.filter(group=group, kind=LedgerEntry.Kind.PAPER_BATCH)
    return sum(body["n"] for body in batches.values_list("body", flat=True))


def unfinished_paper(group: VotingGroup) -> list[str]:
    """The places (with the district where papers differ) at which people voted on paper and no batch is closed yet."""
    closed = set(
        PaperBatch.objects.filter(place__cycle=group.cycle_id, closed_at__isnull=False).values_list(
            "place", "scope"
        )
    )
    marked = group.marks.order_by("place", "scope").values_list("place", "scope", "place__name").distinct()
    open_ones = PaperBatch.objects.filter(place__cycle=group.cycle_id, closed_at__isnull=True)
    waiting = {f"{name} {scope}".strip() for place, scope, name in marked if (place, scope) not in closed}
    return sorted(waiting | {str(one) for one in open_ones.select_related("place")})


def current_ballots(group: VotingGroup) -> Iterable[tuple[bytes, bytes, bytes, str]]:
    """(slot, commitment, sealed, channel) of the last version in each slot, streamed, in the order of the slots.

    Voided ones are among them: whoever counts leaves them out by ``voided``.
    """
    rows = (
        SealedBallot.objects.filter(group=group)
        .order_by("slot", "-version")
        .distinct("slot")
        .values_list("slot", "commitment", "sealed", "channel")
    )
    for slot, commitment, sealed, channel in rows.iterator(chunk_size=2000):
        yield bytes(slot), bytes(commitment), bytes(sealed), channel


def marked_slots(group: VotingGroup) -> set[bytes]:
    """The slots of those who voted on paper."""
    rows = InPersonMark.objects.filter(group=group).values_list("slot", flat=True)
    return {bytes(slot) for slot in rows.iterator(chunk_size=5000)}


def residents(group: VotingGroup) -> Iterable[tuple[UUID, str, str]]:
    """(resident, area code, age band) of the roll, streamed."""
    rows = RollEntry.objects.filter(group=group).values_list("resident", "area_code", "age_band")
    return rows.iterator(chunk_size=5000)
