"""The rules of a cycle as sentences: what is data is printed, so that nobody needs to read code to know them.

How one votes in an envelope is said in ``ballot_wording``.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.cycles.models import RuleSet
from civic.accounts.models import DECLARED_AGE, Residency

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
    """A rule set said in the reader's language, one row for each question; what the source does not state is said too."""
    rows = {
        "electorate": Row(_("Who may vote"), _who(rules)),
        "excluded": Row(_("Who may not vote"), _excluded(rules)),
        "identity_level": Row(
            _("Identity"), _("By %(check)s.") % {"check": rules.get_identity_level_display()}
        ),
        "channels": Row(_("Ways to vote"), f"{_listed(rules.channels, RuleSet.Channel)}."),
        "weights": Row(_("Weights"), _weights(rules)),
        "invalid_rule": Row(
            _("Filling in and changing a ballot"), f"{rules.get_invalid_rule_display()}. {_change(rules)}"
        ),
        "support_threshold": Row(_("Support needed"), _support(rules)),
        "committee_minimum": Row(_("Committee"), _committee(rules)),
        "count_rule": Row(_("Counting"), str(COUNT_RULES.get(rules.count_rule, rules.count_rule))),
        "tie_break": Row(_("Ties"), _ties(rules.tie_break)),
        "objection_days": Row(_("Objections to a review"), _objections(rules)),
        "publication": Row(_("What is published when"), rules.get_publication_display()),
    }
    unstated = _("Not stated in the source of these rules.")
    return [Row(row.label, unstated) if name in rules.undecided else row for name, row in rows.items()]


def _listed(values: list[str], choices: type[TextChoices]) -> str:
    """Codes as words, in the order of the choices; a code that is not known stands as it is."""
    labels = dict(choices.choices)
    known = [str(label) for value, label in choices.choices if value in values]
    return ", ".join([*known, *(value for value in values if value not in labels)])


def _who(rules: RuleSet) -> str:
    who = _listed(rules.electorate, Residency.Basis)
    age = _age(rules.minimum_age)
    return f"{who}. {age}" if who else age


def _age(age: int | None) -> str:
    if not age:
        return _("No minimum age.")
    if age <= DECLARED_AGE:
        return _("Aged %(age)s or older.") % {"age": age}
    return _(
        "Aged %(age)s or older: an identity card shows it at the service desk or the polling place; "
        "the date of birth is not stored."
    ) % {"age": age}


def _excluded(rules: RuleSet) -> str:
    return f"{_listed(rules.excluded, RuleSet.Excluded)}." if rules.excluded else _("Nobody is excluded.")


def _change(rules: RuleSet) -> str:
    if rules.change_until_close:
        return _("A ballot can be changed until the vote closes; the last one counts.")
    return _("A ballot that is cast stands.")


def _support(rules: RuleSet) -> str:
    if rules.support_threshold is None:
        return _("No least number of votes.")
    return _("At least %(share)s%% of the ballots must name a project.") % {
        "share": plain(rules.support_threshold)
    }


def _committee(rules: RuleSet) -> str:
    least = _("A project needs %(points)s of 100 points.") % {"points": plain(rules.committee_minimum)}
    if not rules.committee_weight:
        return least
    weight = _("In the order of projects the committee's score weighs %(share)s of 100 parts.")
    return f"{least} {weight % {'share': rules.committee_weight}}"


def _objections(rules: RuleSet) -> str:
    if not rules.objection_days:
        return _("None.")
    said = _(
        "The proposer may object within %(days)s days of the review; the department answers with a date."
    )
    moved = _("If the last day falls on a weekend or a public holiday, the next working day is the last.")
    return f"{said % {'days': rules.objection_days}} {moved}"


def plain(number: Decimal) -> str:
    """A decimal without the zeros that say nothing: 60, 62.5."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _weights(rules: RuleSet) -> str:
    if set(rules.weights) <= {"citizens"}:
        return _("Every vote weighs the same.")
    labels = dict(RuleSet.VoterClass.choices)
    named = (f"{labels.get(name, name)} {weight}" for name, weight in rules.weights.items())
    parts = _("Of 100 parts: %(parts)s.") % {"parts": ", ".join(named)}
    return " ".join([parts, *_classes(rules)])


def _classes(rules: RuleSet) -> list[str]:
    """Who is in a class of voters, when it counts apart, and what happens otherwise."""
    names, least = rules.voter_classes, {"n": rules.class_minimum}
    if not names:
        return []
    said = []
    if RuleSet.VoterClass.GRADUATES in names:
        said.append(
            _("Graduates are those who hold a certificate of the school when the roll of the vote is fixed.")
        )
    if len(names) > 1:
        labels = dict(RuleSet.VoterClass.choices)
        order = ", ".join(str(labels[name]) for name in names)
        said.append(
            _("Whoever belongs to several classes votes in the first of these: %(order)s.") % {"order": order}
        )
    return [
        *said,
        _("A class with fewer than %(n)s members or %(n)s ballots is counted with the citizens.") % least,
        _("Where ballots differ by district, this is so in each district."),
        *_small_district(rules),
        _("If a class is nowhere counted apart, its weight goes to the citizens' votes."),
        _("Votes on paper are counted as citizens' votes, because a paper ballot does not tell who cast it."),
    ]


def _small_district(rules: RuleSet) -> list[str]:
    """The same for graduates, in so many words."""
    if RuleSet.VoterClass.GRADUATES not in rules.voter_classes:
        return []
    said = _(
        "In a district with fewer than %(n)s graduates, the graduates' votes are counted as citizens' votes."
    )
    return [said % {"n": rules.class_minimum}]


def _ties(names: list[str]) -> str:
    if not names:
        return _("By a published lot.")
    return _("In this order: %(order)s.") % {"order": ", ".join(str(TIES.get(name, name)) for name in names)}
