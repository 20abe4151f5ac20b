"""From opened ballots to the pure data that budgeting.counting counts, and from its steps back to words."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from fractions import Fraction
from hashlib import sha256
from typing import Any

import numpy as np

from budgeting.committee.models import Decision
from budgeting.counting import Ballots, Profile, ProjectLine, Step, Verdict, VoterClass
from budgeting.counting.profile import POINTS
from budgeting.counting.scores import COMMITTEE, ClassShare
from budgeting.cycles.models import Envelope, Project, RuleSet
from budgeting.cycles.queries import exclusions
from budgeting.voting.classes import CITIZENS
from budgeting.voting.judging import PaperLimits
from budgeting.voting.models import OpenedBallot, VotingGroup

#: Names that cities use in their rule sets, as the counting library calls them.
TIE_NAMES = {
    "lower_cost": "cost",
    "more_votes": "votes",
    "committee_score": "committee",
    "earlier_submission": "submitted",
}


def tie_list(rules: RuleSet) -> list[str] | None:
    """The tie list of a rule set in the counting library's words; None for its default."""
    return [TIE_NAMES.get(name, name) for name in rules.tie_break] or None


def class_weights(rules: RuleSet) -> tuple[int, list[list[str]]]:
    """The committee's weight, and the weights of the voter classes as ``[name, weight]``.

    Committee members score; they do not vote on the ballot. Their weight is the rule set's committee weight, which
    leaves the classes the rest of a hundred, or else that of a class called committee. Classes stand in the order of
    their weight, the citizens among them even where they weigh nothing: whoever is in no class votes as a citizen.
    """
    weights = {name: int(weight) for name, weight in rules.weights.items()}
    committee = rules.committee_weight
    if committee:
        weights.pop(COMMITTEE, None)
    else:
        committee = weights.pop(COMMITTEE, 0)
    if weights:
        weights.setdefault(CITIZENS, 0)
    whole = sum(weights.values())
    shared = {name: Fraction((100 - committee) * weight, whole or 1) for name, weight in weights.items()}
    ordered = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
    return committee, [[name, str(weight)] for name, weight in ordered]


def lot(group: VotingGroup, project: Project) -> int:
    """The published lot: a number from the roll's hash, which stood before the first ballot, and the project's number.

    Anybody can draw it again; nobody could choose it after knowing the votes.
    """
    seed = bytes(group.roll_hash or b"") + f"|{project.envelope.key}|{project.number}".encode()
    return int.from_bytes(sha256(seed).digest()[:6], "big")


def committee_scores(projects: Sequence[Project]) -> dict[int, Any]:
    """The committee's score of each project that has one."""
    return dict(Decision.objects.filter(project__in=projects).values_list("project_id", "score"))


def project_lines(group: VotingGroup, projects: Sequence[Project], *, lots: bool = True) -> list[ProjectLine]:
    """The projects as counting wants them: id (number), cost, and what the tie list may ask."""
    scores = committee_scores(projects)
    numbers = {project.pk: project.number for project in projects}
    apart = exclusions(projects)
    return [
        ProjectLine(
            id=project.number,
            cost=project.cost,
            name=project.title,
            committee_score=Fraction(scores[project.pk]) if project.pk in scores else None,
            submitted=_submitted(project),
            lot=lot(group, project) if lots else None,
            excludes=tuple(sorted(numbers[other] for other in apart.get(project.pk, ()))),
        )
        for project in projects
    ]


def _submitted(project: Project) -> int | None:
    """When its proposal was submitted, as seconds: an order, no more."""
    proposal = project.proposal
    return int(proposal.submitted_at.timestamp()) if proposal is not None and proposal.submitted_at else None


#: The classes of a rule set in the order in which gathered ballots name them.
CLASSES: list[str] = list(RuleSet.VoterClass.values)


def counted_apart(stated: list[list[str]], ballots: Ballots, least: int) -> list[list[str]]:
    """The classes that are counted apart in one envelope, with their weights, from those that the rules state.

    A class with fewer than ``least`` ballots of this envelope is none: its ballots are the citizens', and so is its
    weight. So is the weight of a class whose ballots are nowhere told apart. With fewer ballots of citizens all are theirs.
    """
    gathered = ballots.classes if ballots.classes is not None else np.zeros(len(ballots), np.int64)
    cast = dict(zip(CLASSES, np.bincount(gathered, minlength=len(CLASSES)).tolist(), strict=True))
    weights = {name: Fraction(weight) for name, weight in stated}
    few = [name for name in weights if min(cast.get(name, 0), cast[CITIZENS]) < least and name != CITIZENS]
    moved = sum((weights.pop(name) for name in few), Fraction(0))
    return [[name, str(weight + moved if name == CITIZENS else weight)] for name, weight in weights.items()]


#: What the counting library calls the ballots of a method.
VOTE_TYPES = {
    Envelope.Method.APPROVAL: "approval",
    Envelope.Method.CHOOSE_ONE: "choose-1",
    Envelope.Method.KNAPSACK: "knapsack",
    Envelope.Method.CUMULATIVE: "cumulative",
    Envelope.Method.RANKING: "ordinal",
}


def shape_of(envelope: Envelope, projects: int, stated: dict[str, Any]) -> dict[str, Any]:
    """What counting must know of an envelope's ballots: from its method; what the rule set states itself stands above.

    A first place is worth as many points as there are places to fill (``picks_max``, else the number of projects).
    """
    shape: dict[str, Any] = {"vote_type": VOTE_TYPES[Envelope.Method(envelope.method)], "unit": 1}
    if envelope.method == Envelope.Method.RANKING:
        shape["ranking_length"] = envelope.picks_max or projects
    return {**shape, **stated}


def has_points(shape: dict[str, Any]) -> bool:
    """Whether ballots of this shape carry points."""
    return shape.get("vote_type") in POINTS


@dataclass
class Gathered:
    """The ballots of one envelope as arrays, and how many were blank or void."""

    ballots: Ballots
    blanks: int
    voids: int


class Gatherer:
    """Collects one envelope's choices row by row, without a list for each ballot."""

    def __init__(
        self, envelope: Envelope, projects: Sequence[Project], *, voiding: bool, with_points: bool
    ) -> None:
        self.key = envelope.key
        self.limits = PaperLimits(envelope, projects) if voiding else None
        self.places = {project.number: at for at, project in enumerate(projects)}
        numbers = Project.objects.filter(envelope=envelope).values_list("number", flat=True)
        # Taken off the ballot while people voted: a ballot may still name them.
        self.gone = set(numbers) - set(self.places)
        self.members, self.ends = array("i"), array("q", [0])
        self.points = array("q") if with_points else None
        self.classes = array("b")  # the place of each ballot's class in CLASSES
        self.blanks = self.voids = 0

    def take(
        self,
        choices: dict[str, list[str]],
        points: dict[str, list[int]] | None,
        voter_class: str = "",
        scope: str = "",
    ) -> None:
        """Add one ballot of the district ``scope``; one that does not have this envelope (another district's) is none of it."""
        chosen = choices.get(self.key)
        if chosen is None:
            return
        given = (points or {}).get(self.key, [])
        members = [self.places[number] for number in chosen if number not in self.gone]
        if self.limits is not None and not self.limits.allow(scope, members, len(chosen), given):
            self.voids += 1
            return
        self.blanks += not members
        self.members.extend(members)
        self.ends.append(len(self.members))
        self.classes.append(CLASSES.index(voter_class or CITIZENS))
        if self.points is not None:
            self.points.extend(
                one for number, one in zip(chosen, given, strict=True) if number not in self.gone
            )

    def gathered(self) -> Gathered:
        points = None if self.points is None else np.array(self.points, np.int64)
        return Gathered(
            Ballots(
                np.array(self.ends, np.int64),
                np.array(self.members, np.int32),
                points,
                np.array(self.classes, np.int64),
            ),
            self.blanks,
            self.voids,
        )


def gather(group: VotingGroup, gatherers: Iterable[Gatherer], progress: Any = None) -> int:
    """One pass over the opened ballots for all envelopes; gives how many there were."""
    listeners, done = list(gatherers), 0
    opened = OpenedBallot.objects.filter(group=group).order_by("pk")
    rows = opened.values_list("choices", "points", "voter_class", "area_code")
    for row in rows.iterator(chunk_size=5000):
        for each in listeners:
            each.take(*row)
        done += 1
        if progress and done % 5000 == 0:
            progress(done)
    return done


def profile(budget: int, lines: Sequence[ProjectLine], ballots: Ballots, shape: dict[str, Any]) -> Profile:
    """The canonical profile; ``shape`` as stored with the count."""
    classes = classes_of(shape)
    return Profile.build(
        budget,
        lines,
        with_classes(ballots, classes),
        classes=classes,
        vote_type=shape.get("vote_type", "approval"),
        unit=shape.get("unit", 1),
        points_unit=shape.get("points_unit", 1),
        ranking_length=shape.get("ranking_length"),
    )


def classes_of(shape: dict[str, Any]) -> tuple[VoterClass, ...]:
    """The voter classes of a class-weighted count, none of any other."""
    return tuple(VoterClass(name, Fraction(weight)) for name, weight in shape.get("classes", []))


def with_classes(ballots: Ballots, classes: Sequence[VoterClass]) -> Ballots:
    """Ballots as gathered (by the places in CLASSES), each by the place of its class among those that are counted.

    A class that is not counted apart is the citizens'.
    """
    if not classes:
        return replace(ballots, classes=None)
    names = [one.name for one in classes]
    citizens = names.index(CITIZENS) if CITIZENS in names else 0
    places = np.array([names.index(name) if name in names else citizens for name in CLASSES], np.int64)
    gathered = ballots.classes if ballots.classes is not None else np.zeros(len(ballots), np.int64)
    return replace(ballots, classes=places[gathered])


_EXACT = {"threshold", "price", "paid_most", "missing", "load", "score"}


def step_data(step: Step) -> dict[str, Any]:
    """A step as plain data with amounts in the stored unit; what does not apply is left out."""
    return step.as_json(1)


def step_of(data: dict[str, Any]) -> Step:
    """The step again, exactly, from its stored data."""
    known = {one.name for one in dataclass_fields(Step)}
    values = {name: value for name, value in data.items() if name in known}
    for name in _EXACT & set(values):
        values[name] = _exact(values[name])
    if "classes" in values:
        values["classes"] = tuple(_share_of(part) for part in values["classes"])
    values["verdict"] = Verdict(values["verdict"])
    return Step(**values)


def _share_of(part: dict[str, Any]) -> ClassShare:
    return ClassShare(part["name"], Fraction(part["score"]), part["of"], Fraction(part["weight"]))


def _exact(value: Any) -> int | Fraction:
    exact = Fraction(str(value))
    return exact.numerator if exact.denominator == 1 else exact
