"""The completion ``utilitarian``: what a rule leaves over is spent greedily by score."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import Profile
from budgeting.counting.scores import scores, votes
from budgeting.counting.ties import TieList, TieUse
from budgeting.counting.trace import Step, Verdict

#: Completions that end with it.
UTILITARIAN = ("utilitarian", "add1u")


def complete(profile: Profile, options: Options, bought: Sequence[int], steps: Sequence[Step]) -> Selection:
    """Winners and steps of a rule, with the completion added where the options ask for it.

    Projects not bought are taken by score, ties by the list, where they fit into what is left; others are skipped.
    """
    if options.completion not in UTILITARIAN:
        return Selection(list(bought), list(steps))
    ties = TieList(profile, votes(profile), options.ties)
    left = profile.budget - sum(profile.projects[at].cost for at in bought)
    ranking, tied = ties.ranking([Fraction(score) for score in scores(profile)])
    told = {step.project: step for step in steps}
    first = [told.pop(profile.projects[at].id) for at in bought]
    winners = list(bought)
    later: list[Step] = []
    for at in ranking:
        line = profile.projects[at]
        if line.id not in told:
            continue
        step = replace(
            told[line.id], rank=len(first) + len(later) + 1, left_before=left, completion="utilitarian"
        )
        if line.cost <= left:
            step = replace(step, verdict=Verdict.SELECTED)
            winners.append(at)
            left -= line.cost
        later.append(step)
    return Selection(winners, [*first, *later], _uses(ties, tied, winners, set(bought), later, profile))


def _uses(
    ties: TieList,
    tied: Sequence[tuple[int, list[int]]],
    winners: Sequence[int],
    before: set[int],
    steps: Sequence[Step],
    profile: Profile,
) -> list[TieUse]:
    """Ties between projects that the rule itself had not bought; decisive where one that was passed over would have
    fitted, had it come first."""
    left = {step.project: step.left_before for step in steps}
    uses = []
    for rank, projects in tied:
        rest = [at for at in projects if at not in before]
        if len(rest) > 1:
            lines = [profile.projects[at] for at in rest if at not in winners]
            most = left[profile.projects[rest[0]].id]
            uses.append(ties.used(rank, rest, decisive=any(line.cost <= most for line in lines)))
    return uses
