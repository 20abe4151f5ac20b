"""The rules of a cycle as sentences: what is data is printed, so that nobody needs to read code to know them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgeting.cycles.models import Envelope, RuleSet
from civic.accounts.models import DECLARED_AGE, Residency
from civic.common.money import WON, amount_text

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
    return _("At least %(share)s %% of the ballots must name a project.") % {
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
    return _(
        "The proposer may object within %(days)s days of the review; the department answers with a date."
    ) % {"days": rules.objection_days}


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


def _sum(envelope: Envelope, amount: int) -> str:
    """An amount in the currency of the envelope's cycle, also of one that has no row yet; won where there is none."""
    has_cycle = Envelope._meta.get_field("cycle").is_cached(envelope) or envelope.cycle_id
    return amount_text(amount, envelope.cycle.money if has_cycle else WON)


def ballot_in_words(envelope: Envelope) -> str:
    """How an envelope is voted on, in one or two sentences of the reader's language: "Choose up to 3 projects."."""
    if envelope.method == Envelope.Method.CHOOSE_ONE:
        return _("Choose one project.")
    if envelope.method == Envelope.Method.KNAPSACK:
        return _("Choose as many as you like, together at most %(money)s.") % {
            "money": _sum(envelope, envelope.amount)
        }
    if envelope.method == Envelope.Method.CUMULATIVE:
        return _points_in_words(envelope)
    if envelope.method == Envelope.Method.RANKING:
        return _ranking_in_words(envelope.picks_min, envelope.picks_max)
    return _picks_in_words(envelope.picks_min, envelope.picks_max)


def _picks_in_words(least: int, most: int | None) -> str:
    if most is None and least:
        return _("Choose at least %(n)s projects.") % {"n": least}
    if most is None:
        return _("Choose as many as you like.")
    if least == most:
        return _("Choose exactly %(n)s projects.") % {"n": most}
    if least:
        return _("Choose %(least)s to %(most)s projects.") % {"least": least, "most": most}
    return _("Choose up to %(n)s projects.") % {"n": most}


def _points_in_words(envelope: Envelope) -> str:
    sentence = _("Share out %(n)s points among the projects.") % {"n": envelope.points}
    if envelope.points_each is not None and envelope.points_each < (envelope.points or 0):
        sentence += " " + _("One project can get at most %(n)s points.") % {"n": envelope.points_each}
    return sentence


def _ranking_in_words(least: int, most: int | None) -> str:
    first = _("The first place counts most.")
    if most is None:
        return _("Put projects in your order, as many as you like.") + " " + first
    if least == most:
        return _("Put exactly %(n)s projects in your order.") % {"n": most} + " " + first
    return _("Put up to %(n)s projects in your order.") % {"n": most} + " " + first


def sitting_in_words(envelopes: Sequence[Envelope]) -> list[str]:
    """What a voter does in one sitting: "Choose exactly 3 city-wide, 2 of your own borough.".

    Envelopes where one picks alike stand in one sentence; the others get a sentence each, with their name.
    """
    envelopes = _one_borough(envelopes)
    exact = [one for one in envelopes if _picks(one) and one.picks_min == one.picks_max]
    upto = [one for one in envelopes if _picks(one) and one not in exact]
    sentences = []
    if exact:
        sentences.append(
            _("Choose exactly %(parts)s.") % {"parts": ", ".join(_share(one, envelopes) for one in exact)}
        )
    if upto:
        sentences.append(
            _("Choose up to %(parts)s.") % {"parts": ", ".join(_share(one, envelopes) for one in upto)}
        )
    named = [one for one in envelopes if not _picks(one)]
    return sentences + [
        _("“%(name)s”: %(rule)s") % {"name": str(one), "rule": ballot_in_words(one)}
        if len(envelopes) > 1
        else ballot_in_words(one)
        for one in named
    ]


def _one_borough(envelopes: Sequence[Envelope]) -> list[Envelope]:
    """Of the envelopes of single boroughs that are voted on alike the first: nobody has more than one of them."""
    seen, found = set[tuple[object, ...]](), []
    for one in envelopes:
        alike = (one.method, one.picks_min, one.picks_max, one.points)
        if one.own_borough_only and one.area_id is not None:
            if alike in seen:
                continue
            seen.add(alike)
        found.append(one)
    return found


def _picks(envelope: Envelope) -> bool:
    """Whether a voter simply picks a number of projects."""
    return envelope.method in (Envelope.Method.APPROVAL, Envelope.Method.CHOOSE_ONE) and bool(
        envelope.picks_max
    )


def _share(envelope: Envelope, envelopes: Sequence[Envelope]) -> str:
    """How many, and from where: the whole city only where one envelope alone is city-wide."""
    if envelope.own_borough_only:  # of several boroughs' envelopes a voter has one
        return _("%(n)s of your own borough") % {"n": envelope.picks_max}
    city_wide = [one for one in envelopes if not one.own_borough_only and one.area_id is None]
    if len(envelopes) > 1 and city_wide == [envelope]:
        return _("%(n)s city-wide") % {"n": envelope.picks_max}
    if len(envelopes) > 1:
        return _("%(n)s from “%(name)s”") % {"n": envelope.picks_max, "name": str(envelope)}
    return ngettext("%(n)s project", "%(n)s projects", envelope.picks_max or 0) % {"n": envelope.picks_max}


@dataclass(frozen=True)
class EnvelopeRow:
    """An envelope as the table of the cycle page shows it; amounts are won, ``ballot`` says how it is voted on.

    ``amount`` and ``ceiling`` are None where the source does not state them, or where there is none.
    """

    name: str
    amount: int | None
    ceiling: int | None
    entry: list[str]
    ballot: list[str]


def envelope_rows(envelopes: list[Envelope], undecided: Collection[str] = ()) -> list[EnvelopeRow]:
    """The envelopes of a cycle: name, money, what may enter, how to vote. ``undecided`` names what no source states."""
    return [
        EnvelopeRow(
            str(one),
            None if f"envelope.{one.key}.amount" in undecided else one.amount,
            one.ceiling,
            entry_in_words(one),
            [_("How to vote is not stated in the source.")]
            if f"envelope.{one.key}.picks" in undecided
            else _ballot_sentences(one),
        )
        for one in envelopes
    ]


def entry_in_words(envelope: Envelope) -> list[str]:
    """What may enter an envelope beyond its ceiling: events, the least cost, how many projects."""
    found = []
    if envelope.floor is not None:
        found.append(_("A project costs at least %(sum)s.") % {"sum": _sum(envelope, envelope.floor)})
    if envelope.event_ceiling is not None:
        found.append(_("An event costs at most %(sum)s.") % {"sum": _sum(envelope, envelope.event_ceiling)})
    if envelope.max_projects is not None:
        found.append(_("At most %(n)s projects stand on the ballot.") % {"n": envelope.max_projects})
    return found


def _ballot_sentences(envelope: Envelope) -> list[str]:
    found = [ballot_in_words(envelope)]
    if envelope.picks_per_topic is not None:
        found.append(_("At most %(n)s in one policy field.") % {"n": envelope.picks_per_topic})
    if envelope.budget_limit is not None and envelope.method != Envelope.Method.KNAPSACK:
        found.append(
            _("The projects chosen may cost %(sum)s together.")
            % {"sum": _sum(envelope, envelope.budget_limit)}
        )
    if envelope.own_borough_only:
        found.append(_("Only projects of one's own borough."))
    return found
