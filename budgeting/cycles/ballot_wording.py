"""How one votes, and what may enter an envelope, as sentences; ``wording`` says the rules of the cycle."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.cycles.models import Envelope
from civic.common.money import WON, amount_text


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
    """An envelope as the cycle page shows it; amounts are won, ``ballot`` says how it is voted on.

    ``boroughs``: of how many boroughs' envelopes, alike but for their names, the row speaks; 0 where it is one by itself.
    ``amount`` and ``ceiling`` are None where the source does not state them, or where there is none.
    """

    name: str
    amount: int | None
    ceiling: int | None
    entry: list[str]
    ballot: list[str]
    boroughs: int = 0


def envelope_rows(envelopes: list[Envelope], undecided: Collection[str] = ()) -> list[EnvelopeRow]:
    """The envelopes of a cycle: name, money, what may enter, how to vote. ``undecided`` names what no source states.

    Those of single boroughs that differ by their names only are one row: nobody reads the same line twenty-five times.
    """
    shared = [one for one in envelopes if not (one.own_borough_only and one.area_id is not None)]
    own = [one for one in envelopes if one not in shared]
    rows = _rows(own, undecided)
    alike: dict[tuple[Any, ...], list[EnvelopeRow]] = {}
    for row in rows:
        alike.setdefault((row.amount, row.ceiling, *row.entry, "", *row.ballot), []).append(row)
    together = [_together(each) if len(each) > 1 else each[0] for each in alike.values()]
    return [*_rows(shared, undecided), *together]


def _together(rows: list[EnvelopeRow]) -> EnvelopeRow:
    """One row for boroughs that are alike, under the words that their names begin with."""
    words = zip(*(row.name.split() for row in rows), strict=False)
    common = " ".join(each[0] for each in takewhile(lambda each: len(set(each)) == 1, words)).rstrip(" :·-")
    return replace(rows[0], name=common or rows[0].name, boroughs=len(rows))


def _rows(envelopes: list[Envelope], undecided: Collection[str]) -> list[EnvelopeRow]:
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
