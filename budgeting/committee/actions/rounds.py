"""A round of review: its rubric, who scores what, and closing an item."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals
from budgeting.committee.actions.common import at_work, secretary, still_scoring
from budgeting.committee.models import (
    Challenge,
    Committee,
    Round,
    ScoreSheet,
)
from budgeting.cycles.models import Project
from budgeting.cycles.queries import is_open
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal
from civic.processes.models import Phase


@action("committee.close_item", label=_("Close the scoring of a project"))
def close_item(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The secretary closes the scoring when there is a quorum and no challenge waits."""
    yield from secretary(actor)
    yield from at_work(project, at)
    yield from still_scoring(project)
    yield from countable(project, at)


def countable(project: Project, at: datetime) -> Iterator[Refusal]:
    """A quorum after recusals, and no challenge that is still to be decided."""
    committee = Committee.objects.reviewing(project.envelope.cycle_id).first()
    if committee is None or not queries.standing(committee, project, at).has_quorum:
        yield refusals.NoQuorum()
    if Challenge.objects.filter(project=project, outcome=Challenge.Outcome.PENDING).exists():
        yield refusals.ChallengePending()


@action("committee.shape_round", label=_("Set the rubric and rules of a round"))
def shape_round(actor: Actor, *, round_: Round) -> Iterator[Refusal]:
    """The secretary sets criteria, weights and rules, as long as nobody has handed in a sheet in the round."""
    yield from secretary(actor)
    if ScoreSheet.objects.filter(round=round_).exists():
        yield refusals.RubricInUse()


@action("committee.share_out", label=_("Give the projects of a round to members"))
def share_out(actor: Actor, *, round_: Round) -> Iterator[Refusal]:
    """Where not everybody rates everything, the secretary lets the projects be shared out."""
    yield from secretary(actor)
    if round_.sharing == Round.Sharing.ALL:
        yield refusals.NothingToShare()


@action("committee.open_round", label=_("Open a further round of review"))
def open_round(actor: Actor, *, committee: Committee, at: datetime) -> Iterator[Refusal]:
    """A further round begins with the rubric of the one before; earlier sheets stay on the record."""
    yield from secretary(actor)
    if not is_open(committee.cycle, at, Phase.Kind.COMMITTEE):
        yield refusals.CommitteeClosed()
