"""The rules of a cycle as sentences: what is data is printed, so that nobody needs to read code to know them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.cycles.models import Envelope, RuleSet
from civic.accounts.models import Residency

CLASSES: dict[str, str | Promise] = {
    "citizens": gettext_lazy("citizens"),
    "committee": gettext_lazy("committee members"),
    "proposers": gettext_lazy("proposers"),
    "graduates": gettext_lazy("graduates of the budget school"),
    "school": gettext_lazy("graduates of the budget school"),
}
COUNT_RULES: dict[str, str | Promise] = {
    "greedy": gettext_lazy(
        "Projects with the most votes first. One that no longer fits into the money is skipped; the next that fits is taken."
    ),
    "greedy-no-skip": gettext_lazy(
        "Projects with the most votes first. The count stops at the first project that no longer fits into the money."
    ),
    "greedy-threshold": gettext_lazy(
        "Only projects with enough votes, by the threshold of the rules; of these the most votes first, while the money lasts."
    ),
    "greedy-exclusive": gettext_lazy(
        "Projects with the most votes first; of projects that exclude one another only the first is taken."
    ),
    "greedy-per-cost": gettext_lazy(
        "Projects with the most votes for their cost first, as long as the money lasts."
    ),
    "class-weighted": gettext_lazy(
        "For each class of voters: votes divided by the ballots of the class, times its weight. The highest sum first."
    ),
    "equal-shares": gettext_lazy(
        "Every voter has the same share of the money and pays for the projects they chose."
    ),
}
TIES: dict[str, str | Promise] = {
    "cost": gettext_lazy("the lower cost"),
    "lower_cost": gettext_lazy("the lower cost"),
    "votes": gettext_lazy("more votes"),
    "more_votes": gettext_lazy("more votes"),
    "committee": gettext_lazy("the higher score of the committee"),
    "submitted": gettext_lazy("the earlier proposal"),
    "lot": gettext_lazy("a published lot"),
    "id": gettext_lazy("the lower number"),
}


@dataclass(frozen=True)
class Row:
    """One line of the printed rules."""

    label: str
    value: str


def rules_in_words(rules: RuleSet) -> list[Row]:
    """Who votes, how ballots and ties are treated, how is counted: in the reader's language."""
    bases = dict(Residency.Basis.choices)
    who = ", ".join(str(bases.get(basis, basis)) for basis in rules.electorate)
    age = (
        _("Aged %(age)s or older.") % {"age": rules.minimum_age}
        if rules.minimum_age
        else _("No minimum age.")
    )
    change = (
        _("A ballot can be changed until the vote closes; the last one counts.")
        if rules.change_until_close
        else _("A ballot that is cast stands.")
    )
    minimum = f"{rules.committee_minimum:f}".rstrip("0").rstrip(".")
    return [
        Row(_("Who may vote"), f"{who}. {age}" if who else age),
        Row(_("Weights"), _weights(rules.weights)),
        Row(_("Ballots"), f"{rules.get_invalid_rule_display()}. {change}"),
        Row(_("Committee"), _("A project needs %(points)s of 100 points.") % {"points": minimum}),
        Row(_("Counting"), str(COUNT_RULES.get(rules.count_rule, rules.count_rule))),
        Row(_("Ties"), _ties(rules.tie_break)),
    ]


def _weights(weights: dict[str, int]) -> str:
    if set(weights) <= {"citizens"}:
        return _("Every vote weighs the same.")
    named = (f"{CLASSES.get(name, name)} {weight}" for name, weight in weights.items())
    return _("Of 100 parts: %(parts)s.") % {"parts": ", ".join(named)}


def _ties(names: list[str]) -> str:
    if not names:
        return _("By a published lot.")
    return _("In this order: %(order)s.") % {"order": ", ".join(str(TIES.get(name, name)) for name in names)}


def ballot_in_words(envelope: Envelope) -> str:
    """How an envelope is voted on: "Pick up to 3", "Pick exactly 5", "Fill the budget"."""
    if envelope.method == Envelope.Method.KNAPSACK:
        return _("Choose projects until the money is spent.")
    least, most = envelope.picks_min, envelope.picks_max
    if most is None:
        return _("Pick as many projects as you like.")
    if least == most:
        return _("Pick exactly %(n)s projects.") % {"n": most}
    if least:
        return _("Pick %(least)s to %(most)s projects.") % {"least": least, "most": most}
    return _("Pick up to %(n)s projects.") % {"n": most}


@dataclass(frozen=True)
class EnvelopeRow:
    """An envelope as the table of the cycle page shows it; amounts are won, ``ballot`` says how it is voted on."""

    name: str
    amount: int
    ceiling: int | None
    ballot: list[str]


def envelope_rows(envelopes: list[Envelope]) -> list[EnvelopeRow]:
    """The envelopes of a cycle: name, money, ceiling, how to vote."""
    return [
        EnvelopeRow(str(envelope), envelope.amount, envelope.ceiling, _ballot_sentences(envelope))
        for envelope in envelopes
    ]


def _ballot_sentences(envelope: Envelope) -> list[str]:
    own = [_("Only projects of one's own borough.")] if envelope.own_borough_only else []
    return [ballot_in_words(envelope), *own]
