"""Count: a profile, a rule and its options in; an outcome out."""

from collections.abc import Mapping, Sequence

from budgeting.counting.digest import profile_sha256
from budgeting.counting.options import Options
from budgeting.counting.outcome import Outcome
from budgeting.counting.profile import Profile
from budgeting.counting.rules import rule_named


def count(
    profile: Profile,
    rule: str = "greedy",
    options: Options | Mapping[str, object] | None = None,
    ties: Sequence[str] | None = None,
) -> Outcome:
    """Count an election.

    ``rule`` is a name of ``RULES``; ``options`` an :class:`Options` or a mapping of its names; ``ties`` a tie list in
    place of the one in the options. The outcome depends on nothing else: no clock, no chance, no order of input.

    Raises OptionError where the rule or an option is not known or does not belong together.
    """
    chosen = Options.of(options)
    if ties is not None:
        chosen = Options.of(
            {**{name: getattr(chosen, name) for name in Options.__slots__}, "ties": list(ties)}
        )
    counted_by = rule_named(rule)
    counted_by.check(chosen)
    selection = counted_by.select(profile, chosen)
    return Outcome(
        rule=rule,
        options=chosen.as_json(counted_by.options),
        budget=profile.budget,
        winners=[profile.projects[at].id for at in selection.winners],
        cost=sum(profile.projects[at].cost for at in selection.winners),
        steps=list(selection.steps),
        ties=list(selection.ties),
        profile_sha256=profile_sha256(profile),
        voters=profile.voters,
        unit=profile.unit,
        notes=selection.notes,
    )
