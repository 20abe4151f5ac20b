"""Counting: alone with the closed box, open it, count every envelope, and write what was counted and how."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from budgeting.counting import VERSION, CountingError, Outcome, count
from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.results import actions, profiles
from budgeting.results.domain.comparing import compared
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.results.refusals import CannotBeCounted, NothingToCount
from budgeting.results.suppression import Tally, untold_areas
from budgeting.voting import keys, queries, sealing
from budgeting.voting.domain.casting import box_lock
from budgeting.voting.domain.opening import Progress, open_box
from budgeting.voting.models import OpenedBallot, VotingGroup
from budgeting.voting.refusals import BoxHasStrangers
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now


def count_votes(actor: Actor, cycle: Cycle, progress: Progress | None = None) -> Count:
    """Open the box and count by the cycle's rules; all of it is written, or nothing.

    Raises Refusal: those of the action, BoxDoesNotMatch, BoxHasStrangers, KeyMissing, NothingToCount,
    CannotBeCounted.
    """
    with transaction.atomic():
        known = VotingGroup.objects.filter(cycle=cycle).first()
        if known is not None:
            locks.exclude(box_lock(known.pk))
        cycle = Cycle.objects.select_related("process", "voting", "rules", "count").get(pk=cycle.pk)
        at = database_now()
        actions.count_votes.require(actor, cycle=cycle, at=at)
        group: VotingGroup = cycle.voting
        ballots = open_box(group, progress)
        turnout, by_age, voted = _turnout(group)
        result = write_count(
            Count(
                cycle=cycle,
                ballots=ballots,
                eligible=group.roll_size,
                turnout=turnout,
                turnout_by_age=by_age,
                voted=voted,
                counted_by=person(actor),
                counted_at=at,
                software=f"budgeting.counting {VERSION}",
            ),
            group,
            Settings.of(cycle.rules),
        )
        record(
            actor,
            "results.counted",
            result,
            ballots=ballots,
            digests={e.envelope.key: e.digest for e in result.envelopes.all()},
        )
    return result


@dataclass(frozen=True)
class Settings:
    """How to count: rule, options and tie list in the library's words, and what it needs to know of the ballots."""

    rule: str
    options: dict[str, Any]
    ties: list[str] | None
    shape: dict[str, Any]
    voiding: bool = False

    @classmethod
    def of(cls, rules: RuleSet) -> "Settings":
        """From a rule set. ``unit`` and the other words of a shape may stand among the count options."""
        options = dict(rules.count_options)
        shape = {
            name: options.pop(name)
            for name in ("vote_type", "unit", "points_unit", "ranking_length")
            if name in options
        }
        if rules.count_rule == RuleSet.CountRule.CLASSES:
            committee, classes = profiles.class_weights(rules)
            options["committee_weight"] = str(committee)
            shape["classes"] = classes
        voiding = rules.invalid_rule == RuleSet.InvalidRule.VOID
        return cls(rules.count_rule, options, profiles.tie_list(rules), shape, voiding)


def write_count(
    result: Count, group: VotingGroup, settings: Settings, official: dict[str, bool] | None = None
) -> Count:
    """Count the opened ballots of the group envelope by envelope and write the outcome.

    ``official`` says of project numbers whether an official result funded them (imported cycles). Called inside the
    counting transaction. Raises NothingToCount, CannotBeCounted.
    """
    envelopes = list(Envelope.objects.filter(cycle=result.cycle).select_related("cycle__rules", "area"))
    candidates = {each.pk: _candidates(each) for each in envelopes}
    envelopes = [each for each in envelopes if candidates[each.pk]]
    if not envelopes:
        raise NothingToCount
    shapes = {
        each.pk: profiles.shape_of(each, len(candidates[each.pk]), settings.shape) for each in envelopes
    }
    gatherers = [
        profiles.Gatherer(
            each,
            candidates[each.pk],
            voiding=settings.voiding,
            with_points=profiles.has_points(shapes[each.pk]),
        )
        for each in envelopes
    ]
    profiles.gather(group, gatherers)
    result.channels, result.classes = _channels(group), _classes(group)
    result.save(force_insert=True)
    for envelope, gatherer in zip(envelopes, gatherers, strict=True):
        _count_envelope(
            result,
            group,
            envelope,
            candidates[envelope.pk],
            gatherer.gathered(),
            settings,
            shapes[envelope.pk],
            official,
        )
    return result


def _channels(group: VotingGroup) -> dict[str, int]:
    """How many ballots came in on the web, at a kiosk, on paper."""
    rows = OpenedBallot.objects.filter(group=group).values_list("channel").annotate(n=models.Count("pk"))
    return dict(sorted(rows))


def _classes(group: VotingGroup) -> dict[str, Any]:
    """The classes of voters with the ballots of each where it was counted apart; None where its ballots are citizens'."""
    if not group.classes:
        return {}
    opened = OpenedBallot.objects.filter(group=group).exclude(voter_class="")
    rows = opened.values_list("voter_class", "area_code").annotate(n=models.Count("pk"))
    cast = {(name, area): n for name, area, n in rows}
    cells = [{**cell, "ballots": cast.get((cell["class"], cell["area"]))} for cell in group.classes["cells"]]
    return {**group.classes, "cells": cells}


def _candidates(envelope: Envelope) -> list[Project]:
    return list(
        Project.objects.filter(envelope=envelope)
        .on_ballot()
        .select_related("envelope__area", "area", "proposal")
        .order_by("pk")
    )


def _count_envelope(
    result: Count,
    group: VotingGroup,
    envelope: Envelope,
    projects: Sequence[Project],
    gathered: profiles.Gathered,
    settings: Settings,
    shape: dict[str, Any],
    official: dict[str, bool] | None,
) -> None:
    lines = profiles.project_lines(group, projects, lots=group.roll_hash is not None)
    settings = _with_support(settings, envelope, len(gathered.ballots))
    if "classes" in shape:
        least = envelope.cycle.rules.class_minimum
        shape = {**shape, "classes": profiles.counted_apart(shape["classes"], gathered.ballots, least)}
    try:
        profile = profiles.profile(envelope.amount, lines, gathered.ballots, shape)
        outcome = count(profile, settings.rule, settings.options, settings.ties)
    except CountingError as error:
        raise CannotBeCounted(reason=str(error)) from error
    row = EnvelopeCount.objects.create(
        count=result,
        envelope=envelope,
        rule=outcome.rule,
        options=outcome.options,
        shape=shape,
        digest=outcome.profile_sha256,
        budget=outcome.budget,
        cost=outcome.cost,
        ballots=outcome.voters,
        blanks=gathered.blanks,
        voids=gathered.voids,
        ties=[tie.as_json() for tie in outcome.ties],
        comparison=compared(profile, outcome, envelope.cycle.currency, settings.ties),
        untold=_is_untold(result, envelope),
    )
    Standing.objects.bulk_create(_standings(row, projects, outcome, official), batch_size=1000)


def _is_untold(result: Count, envelope: Envelope) -> bool:
    """Whether the ballots of this envelope are those of a district whose number of voters the result leaves out."""
    if not envelope.own_borough_only or envelope.area is None:
        return False
    return envelope.area.code in untold_areas(result.turnout)


def _with_support(settings: Settings, envelope: Envelope, ballots: int) -> Settings:
    """The least share of ballots as a least number of votes: rounded up, since votes are whole.

    The share is of all ``ballots`` that are not void, blank ones among them: somebody who names no project has voted.
    """
    share = envelope.cycle.rules.support_threshold
    if share is None:
        return settings
    if not envelope.cycle.rules.counts_support([envelope]):
        raise CannotBeCounted(
            reason=_("a least share of ballots is counted where projects are picked, by votes")
        )
    least = ceil(Fraction(share) * ballots / 100)
    given = settings.options.get("threshold")
    options = {**settings.options, "threshold": str(max(least, Fraction(str(given or 0))))}
    rule = RuleSet.CountRule.THRESHOLD if settings.rule == RuleSet.CountRule.GREEDY else settings.rule
    return replace(settings, rule=rule, options=options)


def _standings(
    row: EnvelopeCount, projects: Sequence[Project], outcome: Outcome, official: dict[str, bool] | None
) -> list[Standing]:
    by_number = {project.number: project for project in projects}
    funded = set(outcome.winners)
    return [
        Standing(
            envelope_count=row,
            project=by_number[step.project],
            rank=step.rank,
            votes=step.votes,
            funded=step.project in funded,
            official=None if official is None else official.get(step.project),
            step=profiles.step_data(step),
        )
        for step in outcome.steps
    ]


def _turnout(group: VotingGroup) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Voters and eligible people by district and by age band, small cells suppressed; how many ballots there ought to be.

    All from the roll: each person on it has one slot, and a ballot says nothing of an age. Raises BoxHasStrangers when a
    ballot lies in nobody's slot.
    """
    key, voided = keys.hmac_key(group.pk), queries.voided(group)
    voted = {slot: commitment for slot, commitment, _sealed, _channel in queries.current_ballots(group)}
    on_paper = queries.marked_slots(group)
    areas, bands = Tally(), Tally()
    present = counted = 0
    for resident, area, band in queries.residents(group):
        slot = sealing.slot(key, group.pk, resident)
        commitment = voted.get(slot)
        here = commitment is not None or slot in on_paper
        areas.add(area, here)
        bands.add(band, here)
        if commitment is not None:
            present += 1
            counted += commitment not in voided
    if present != len(voted):
        raise BoxHasStrangers(ballots=len(voted) - present)
    return areas.by_area(), bands.by_age(), counted + queries.paper_slips(group)
