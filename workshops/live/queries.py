"""Questions about a room that its pages ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from civic.common.kept import kept
from workshops.groups import Votes
from workshops.groups.axes import extremities
from workshops.live import priority
from workshops.live.models import Answer, Participant, Room, Statement
from workshops.queries import Counts

WEIGHTS_SECONDS = (
    10  # so old may the weights of the next statement be; three hundred phones share one reckoning
)
SHOWN = 50


def counts(statements: Iterable[Statement]) -> dict[int, Counts]:
    """Agree, disagree and pass of each of these statements, tables counted by heads; one query."""
    rows = (
        Answer.objects.filter(statement__in=[one.pk for one in statements])
        .order_by()
        .values("statement_id")
        .annotate(agreed=Sum("agree"), disagreed=Sum("disagree"), passed=Sum("unsure"))
    )
    return {row["statement_id"]: Counts(row["agreed"], row["disagreed"], row["passed"]) for row in rows}


def next_statement(room: Room, who: Participant) -> Statement | None:
    """What this participant is asked next, by `priority`; None where they have answered everything."""
    left = unanswered(room, who)
    chosen = priority.chosen(who.key, left.values_list("pk", flat=True), weights(room))
    return left.filter(pk=chosen).first() if chosen is not None else None


def unanswered(room: Room, who: Participant) -> QuerySet[Statement]:
    """Admitted statements of others that this participant has not answered."""
    return (
        Statement.objects.admitted()
        .filter(room=room, kind=Statement.Kind.STATEMENT)
        .exclude(participant=who)
        .exclude(answers__participant=who)
    )


def weights(room: Room) -> dict[int, float]:
    """The weight of each statement that somebody answered, reckoned anew every ten seconds at most."""
    key = f"live.weights.{room.pk}"
    found: dict[int, float] | None = kept.get(key)
    if found is None:
        found = _weights(room)
        kept.set(key, found, WEIGHTS_SECONDS)
    return found


def _weights(room: Room) -> dict[int, float]:
    answers = Answer.objects.filter(statement__room=room, statement__kind=Statement.Kind.STATEMENT)
    rows = answers.order_by().values_list("statement_id")
    seen = {
        pk: (agree, unsure, agree + disagree + unsure)
        for pk, agree, disagree, unsure in rows.annotate(Sum("agree"), Sum("disagree"), Sum("unsure"))
    }
    far = _extremities(answers.filter(participant__table=""))
    return {pk: priority.weight(*numbers, far.get(pk, 0.0)) for pk, numbers in seen.items()}


def _extremities(answers: QuerySet[Answer]) -> dict[int, float]:
    """Of the answers of phones: a table's head count is nobody's opinion as a whole."""
    rows = answers.values_list("participant_id", "statement_id", F("agree") - F("disagree"))
    cast = {(str(who), str(statement)): value for who, statement, value in rows}
    if not cast:
        return {}
    votes = Votes.of(cast)
    return {int(pk): float(far) for pk, far in zip(votes.statements, extremities(votes), strict=True)}


@dataclass(frozen=True)
class Numbers:
    """How many take part, by heads, and how much they wrote and answered. ``newest`` is the key of the last statement."""

    heads: int
    statements: int
    waiting: int
    answers: int
    newest: int


def numbers(room: Room) -> Numbers:
    """Three queries: participants, statements, answers."""
    heads = Participant.objects.filter(room=room).aggregate(n=Sum("heads"))["n"] or 0
    found = Statement.objects.filter(room=room).aggregate(
        n=Count("pk"), waiting=Count("pk", filter=Q(state=Statement.State.WAITING)), newest=Max("pk")
    )
    answers = Answer.objects.filter(statement__room=room).count()
    return Numbers(heads, found["n"], found["waiting"], answers, found["newest"] or 0)


def on_screen(room: Room) -> QuerySet[Statement]:
    """What the facilitator has put on the screen, the newest last."""
    return room.statements.filter(state=Statement.State.ON_SCREEN).order_by("pk")
