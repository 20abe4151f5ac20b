"""Greedy rules: look at projects by score, highest first, and take what fits.

``greedy`` skips what does not fit and goes on (in the literature: greedy for utilitarian welfare with cost utility);
``greedy-no-skip`` stops at the first project that does not fit; ``greedy-threshold`` looks only at projects with
enough score; ``greedy-exclusive`` passes over a project that a chosen one excludes. Definitions: docs/counting.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import Profile
from budgeting.counting.scores import ClassShare, class_shares, scores, votes
from budgeting.counting.ties import TieList, TieUse
from budgeting.counting.trace import Step, Verdict


def greedy(profile: Profile, options: Options) -> Selection:
    """By score; skip what does not fit. A threshold is applied where one is given."""
    return _Walk(profile, options, scores(profile)).run()


def greedy_no_skip(profile: Profile, options: Options) -> Selection:
    """By score; stop at the first project that does not fit."""
    return _Walk(profile, options, scores(profile), stop=True).run()


def greedy_exclusive(profile: Profile, options: Options) -> Selection:
    """By score; skip what does not fit and what a chosen project excludes (in either direction)."""
    return _Walk(profile, options, scores(profile), exclusive=True).run()


def greedy_per_cost(profile: Profile, options: Options) -> Selection:
    """By score for each unit of money (free projects first); skip what does not fit."""
    free = Fraction(2 * max([1, *map(abs, scores(profile))]) + 1)
    ratios = [
        Fraction(score, line.cost) if line.cost else free + score
        for score, line in zip(scores(profile), profile.projects, strict=True)
    ]
    return _Walk(profile, options, scores(profile), ranked_by=ratios).run()


def class_weighted(profile: Profile, options: Options) -> Selection:
    """By Seoul's weighted sum over voter classes (scores.class_shares); skip what does not fit."""
    parts = class_shares(profile, options.committee_weight)
    sums = [sum((one.value for one in each), Fraction(0)) for each in parts]
    return _Walk(profile, options, sums, scale=1, parts=parts).run()


@dataclass
class _Walk:
    """One walk down the ranking."""

    profile: Profile
    options: Options
    scores: Sequence[int | Fraction]
    stop: bool = False
    exclusive: bool = False
    ranked_by: Sequence[int | Fraction] | None = None
    scale: int | None = None
    parts: Sequence[Sequence[ClassShare]] | None = None
    winners: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    stopped_by: int | None = None

    def run(self) -> Selection:
        self.votes = votes(self.profile)
        self.scale = self.scale or self.profile.points_unit
        self.left = self.profile.budget
        self.excluders = _excluders(self.profile) if self.exclusive else [[]] * len(self.profile.projects)
        ties = TieList(self.profile, self.votes, self.options.ties)
        ranking, tied = ties.ranking(self.scores if self.ranked_by is None else self.ranked_by)
        for rank, at in enumerate(ranking, 1):
            self._meet(rank, at)
        return Selection(self.winners, self.steps, self._tie_uses(ties, tied))

    def _meet(self, rank: int, at: int) -> None:
        line = self.profile.projects[at]
        score = Fraction(self.scores[at]) / (self.scale or 1)
        excluder = next((other for other in self.excluders[at] if other in self.winners), None)
        verdict = self._verdict(at, score, excluder)
        projects = self.profile.projects
        self.steps.append(
            Step(
                project=line.id,
                verdict=verdict,
                rank=rank,
                votes=self.votes[at],
                score=score.numerator if score.denominator == 1 else score,
                cost=line.cost,
                left_before=self.left,
                classes=None if self.parts is None else tuple(self.parts[at]),
                threshold=self.options.threshold if verdict is Verdict.BELOW_THRESHOLD else None,
                excluded_by=projects[excluder].id
                if verdict is Verdict.EXCLUDED and excluder is not None
                else None,
                stopped_by=projects[self.stopped_by].id
                if verdict is Verdict.AFTER_STOP and self.stopped_by is not None
                else None,
            )
        )
        if verdict is Verdict.STOPPED:
            self.stopped_by = at
        if verdict is Verdict.SELECTED:
            self.winners.append(at)
            self.left -= line.cost

    def _verdict(self, at: int, score: Fraction, excluder: int | None) -> Verdict:
        if self.options.threshold is not None and score < self.options.threshold:
            return Verdict.BELOW_THRESHOLD
        if self.stopped_by is not None:
            return Verdict.AFTER_STOP
        if excluder is not None:
            return Verdict.EXCLUDED
        line = self.profile.projects[at]
        if line.cost > self.left:
            return Verdict.STOPPED if self.stop and not line.withdrawn else Verdict.SKIPPED
        return Verdict.SELECTED

    def _tie_uses(self, ties: TieList, tied: list[tuple[int, list[int]]]) -> list[TieUse]:
        return [ties.used(rank, projects, decisive=self._decisive(rank, projects)) for rank, projects in tied]

    def _decisive(self, rank: int, tied: list[int]) -> bool:
        """Whether another order of the tied projects, the first of which stood at ``rank``, leads to other winners.

        It does where one that was passed over would have been selected, had it come first. A rule that stops may have
        stopped at one while another would have fitted.
        """
        if not self.stop:
            return any(at not in self.winners and self._first(rank, at) for at in tied)
        chosen = sum(at in self.winners for at in tied)
        if chosen or self.stopped_by not in tied:
            return 0 < chosen < len(tied)
        return any(self.profile.projects[at].cost <= self.left for at in tied)

    def _first(self, rank: int, at: int) -> bool:
        """Whether a project that was passed over would have been selected at ``rank``."""
        threshold = self.options.threshold
        if threshold is not None and Fraction(self.scores[at]) / (self.scale or 1) < threshold:
            return False
        if self.profile.projects[at].cost > self.steps[rank - 1].left_before:
            return False
        apart = {self.profile.projects[other].id for other in self.excluders[at]}
        earlier = self.steps[: rank - 1] if apart else []
        return not any(step.project in apart and step.verdict is Verdict.SELECTED for step in earlier)


def _excluders(profile: Profile) -> list[list[int]]:
    """For each project, those that exclude it or that it excludes."""
    related: list[set[int]] = [set() for _ in profile.projects]
    for at, line in enumerate(profile.projects):
        for other in line.excludes:
            related[at].add(profile.index[other])
            related[profile.index[other]].add(at)
    return [sorted(others) for others in related]
