"""Whether a ballot that was let in holds to the limits of its envelope: at the count, and for whoever looks up a receipt."""

from collections import Counter
from collections.abc import Iterator, Sequence

from budgeting.cycles.models import Envelope, Project, RuleSet
from budgeting.voting.ballots import district_of
from budgeting.voting.limits import Limits
from budgeting.voting.models import OpenedBallot
from budgeting.voting.refusals import InvalidBallot
from budgeting.voting.sealing import Choices, Points


class PaperLimits:
    """The limits of an envelope on each paper, for whoever judges ballots without having the papers before them.

    Where people see only the projects of their own district, one paper may hold fewer than another: nobody need choose
    more than stand on theirs.
    """

    def __init__(self, envelope: Envelope, projects: Sequence[Project]) -> None:
        self.envelope, self.projects = envelope, projects
        own = envelope.own_borough_only
        self.count = Counter(district_of(envelope, one) if own else "" for one in projects)
        self.known: dict[str, Limits] = {}

    def on(self, scope: str) -> Limits:
        """Those of the paper of this district ("": papers do not depend on it)."""
        place = scope if self.envelope.own_borough_only else ""
        if place not in self.known:
            self.known[place] = Limits.of(self.envelope, self.count[place])
        return self.known[place]

    def refusals(
        self, scope: str, chosen: Sequence[int], named: int, points: Sequence[int]
    ) -> Iterator[InvalidBallot]:
        """What is too much or too little on a ballot, as it was cast.

        ``chosen`` are places in the projects; of the ``named`` ones some may have left the ballot since, and count among
        those named, and their points too.
        """
        cost = sum(self.projects[at].cost for at in chosen)
        topics = [self.projects[at].topic_id for at in chosen]
        yield from self.on(scope).refusals(str(self.envelope), named, cost, points, topics)

    def allow(self, scope: str, chosen: Sequence[int], named: int, points: Sequence[int]) -> bool:
        """Whether nothing is too much or too little."""
        return next(self.refusals(scope, chosen, named, points), None) is None


def void_in(opened: OpenedBallot) -> dict[str, InvalidBallot]:
    """By envelope why an opened ballot is void there under the rules of its vote; empty where it counts everywhere.

    It reveals nothing: whoever may read this reads the choices beside it, and the limits are public.
    """
    cycle = opened.group.cycle
    if not RuleSet.objects.filter(cycle=cycle, invalid_rule=RuleSet.InvalidRule.VOID).exists():
        return {}
    found = {}
    for envelope in Envelope.objects.filter(cycle=cycle).select_related("cycle__process", "area"):
        if envelope.key in opened.choices:
            why = _fault(envelope, opened.area_code, opened.choices, opened.points or {})
            if why is not None:
                found[envelope.key] = why
    return found


def _fault(envelope: Envelope, scope: str, choices: Choices, points: Points) -> InvalidBallot | None:
    projects = list(
        Project.objects.filter(envelope=envelope).counted().select_related("area", "envelope__area")
    )
    places = {project.number: at for at, project in enumerate(projects)}
    named = choices[envelope.key]
    chosen = [places[number] for number in named if number in places]
    judged = PaperLimits(envelope, projects).refusals(scope, chosen, len(named), points.get(envelope.key, []))
    return next(judged, None)
