"""Declaring interests, naming parties, challenging a member (제척 · 기피 · 회피)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals
from budgeting.committee.actions.common import at_work, seated, secretary, still_scoring
from budgeting.committee.models import (
    Challenge,
    Decision,
    Declaration,
    Member,
)
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal, SignInFirst


@action("committee.declare", label=_("Declare an interest"))
def declare(
    actor: Actor, *, member: Member | None, project: Project, interest: str, ground: str, at: datetime
) -> Iterator[Refusal]:
    """Before the content is shown a member says: no interest, or I withdraw. A withdrawal stays until the decision."""
    yield from seated(actor, member)
    if member is None:
        return
    yield from at_work(project, at)
    if queries.conflicts([member], [project], at):
        yield refusals.Excluded()
    declared = queries.newest_declarations([project], member).get((member.pk, project.pk))
    if declared not in (None, Declaration.Interest.NONE):
        yield refusals.Withdrawn()
    if interest != Declaration.Interest.NONE and not ground.strip():
        yield refusals.GroundMissing()


@action("committee.add_relation", label=_("Tell of a standing tie"))
def add_relation(actor: Actor, *, member: Member | None) -> Iterator[Refusal]:
    """Members tell of relatives, organisations and departments once; what these meet is then closed to them."""
    yield from seated(actor, member)


@action("committee.name_party", label=_("Name a party to a project"))
def name_party(actor: Actor, *, project: Project) -> Iterator[Refusal]:
    """The secretary writes down co-proposers and organisations, until the item is decided."""
    yield from secretary(actor)
    if Decision.objects.filter(project=project).exists():
        yield refusals.Sealed()


@action("committee.open_challenge", label=_("Open the challenge of a member"))
def open_challenge(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """A party to the project, in time, before its scoring closes."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif actor.pk is None or actor.pk not in queries.people_of(project):
        yield refusals.NotAParty()
    yield from at_work(project, at)
    yield from still_scoring(project)
    until = queries.challenge_until(project)
    if until is not None and at > until:
        yield refusals.ChallengeTooLate()


@action("committee.challenge", label=_("Challenge a member"))
def challenge(
    actor: Actor, *, project: Project, member: Member, ground: str, at: datetime
) -> Iterator[Refusal]:
    """A party challenges a member once, with a ground."""
    yield from open_challenge.rule(actor, project=project, at=at)
    if member.committee.cycle_id != project.envelope.cycle_id or not member.committee.reviews:
        yield refusals.NotOfThisCommittee()
    if Challenge.objects.filter(project=project, member=member, by_id=actor.pk).exists():
        yield refusals.ChallengedAlready()
    if not ground.strip():
        yield refusals.ChallengeGroundMissing()


@action("committee.open_challenge_decision", label=_("Open the decision on a challenge"))
def open_challenge_decision(actor: Actor, *, challenge: Challenge) -> Iterator[Refusal]:
    """The secretary writes down what the committee decided; the challenged member has no part in it."""
    if actor.is_authenticated and actor.pk is not None and challenge.member.user_id == actor.pk:
        yield refusals.OwnChallenge()
    yield from secretary(actor)
    if challenge.outcome != Challenge.Outcome.PENDING:
        yield refusals.ChallengeDecided()


@action("committee.decide_challenge", label=_("Record the decision on a challenge"))
def decide_challenge(
    actor: Actor, *, challenge: Challenge, votes_for: int, votes_against: int, reason: str, at: datetime
) -> Iterator[Refusal]:
    """The votes of the members other than the challenged one decide; more for it than against it accept it."""
    yield from open_challenge_decision.rule(actor, challenge=challenge)
    others = challenge.member.committee.members.filter(queries.in_force(queries.day(at)), votes=True).exclude(
        pk=challenge.member_id
    )
    if votes_for < 0 or votes_against < 0 or not 1 <= votes_for + votes_against <= others.count():
        yield refusals.VotesDoNotAddUp()
    if not reason.strip():
        yield refusals.ReasonMissing()
