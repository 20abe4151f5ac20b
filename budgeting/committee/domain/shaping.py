"""Shaping a round: its rubric, its rules, its common dossiers; and opening a further round."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from budgeting.committee import actions, queries, scoring
from budgeting.committee.models import Calibration, Charter, Committee, Criterion, Round
from budgeting.committee.refusals import RubricInUse, ThreeDossiers, WeightsNotHundred
from budgeting.committee.rubric import default_rubric
from budgeting.committee.triggers import RUBRIC
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.constraints import refusing

COMMON = 3
LOOK_BACK = 3


def rubric_lock(committee: int) -> str:
    """The lock that handing in a sheet shares and changing the rubric takes alone."""
    return f"committee.rubric:{committee}"


def begin_round(committee: Committee, *, at: datetime, before: Round | None = None, **fields: Any) -> Round:
    """Insert a round with the rubric of the one before, or the default one. The caller has asked the rules."""
    drop_from = committee.drop_extremes_from
    charter = Charter.objects.filter(committee=committee).first()
    rules: dict[str, Any] = {
        "number": before.number + 1 if before else 1,
        "rule": before.rule if before else (Round.Rule.TRIMMED if drop_from else Round.Rule.MEAN),
        "drop_from": before.drop_from if before else drop_from,
        "opened_at": at,
        "look_back_years": charter.lookback_years if charter else LOOK_BACK,
        **({name: getattr(before, name) for name in KEPT} if before else {}),
        **fields,
    }
    made = Round.objects.create(committee=committee, **rules)
    rows = (
        [{name: getattr(one, name) for name in ROW} for one in before.criteria.all()]
        if before
        else default_rubric()
    )
    Criterion.objects.bulk_create(
        Criterion(round=made, position=position, **row) for position, row in enumerate(rows)
    )
    return made


KEPT = ("minimum", "challenge_days")
ROW = ("key", "name", "name_en", "weight", "counted", "required", "anchors")


@transaction.atomic
def open_round(
    actor: Actor, committee: Committee, *, name: str = "", name_en: str = "", at: datetime
) -> Round:
    """Open a further round with the rubric of the one before. Raises NotAllowed, CommitteeClosed."""
    locks.exclude(rubric_lock(committee.pk))
    actions.open_round.require(actor, committee=committee, at=at)
    made = begin_round(committee, at=at, before=queries.round_of(committee), name=name, name_en=name_en)
    record(actor, "committee.open_round", committee, number=made.number)
    return made


@transaction.atomic
def shape_round(
    actor: Actor,
    round_: Round,
    *,
    rules: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]],
    calibrations: Sequence[Project],
) -> Round:
    """Set the rules, criteria and common dossiers of a round, while nobody has handed in a sheet by them.

    Raises NotAllowed, RubricInUse, WeightsNotHundred, ThreeDossiers.
    """
    locks.exclude(rubric_lock(round_.committee_id))
    actions.shape_round.require(actor, round_=round_)
    if sum(one["weight"] for one in criteria if one.get("counted", True)) != scoring.FULL:
        raise WeightsNotHundred
    if len({one.pk for one in calibrations}) not in (0, COMMON):
        raise ThreeDossiers
    before = [[one.key, one.weight] for one in round_.criteria.all()]
    for name, value in rules.items():
        setattr(round_, name, value)
    round_.save()
    with refusing({RUBRIC: RubricInUse}):
        round_.criteria.all().delete()
        Criterion.objects.bulk_create(
            Criterion(round=round_, position=position, **row) for position, row in enumerate(criteria)
        )
    round_.calibrations.all().delete()
    Calibration.objects.bulk_create(Calibration(round=round_, project=one) for one in calibrations)
    record(
        actor,
        "committee.shape_round",
        round_,
        before=before,
        after=[[one["key"], one["weight"]] for one in criteria],
        **{name: str(value) for name, value in rules.items()},
    )
    return round_
