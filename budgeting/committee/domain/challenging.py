"""A party challenges a member; the committee decides without that member, and the decision is written down."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.domain.declaring import put_out
from budgeting.committee.models import Challenge, Declaration, Member
from budgeting.committee.refusals import ChallengedAlready, ChallengeDecided, OwnChallenge
from budgeting.committee.triggers import CHALLENGE, OWN_CHALLENGE
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify


@transaction.atomic
def challenge(actor: Actor, project: Project, member: Member, *, ground: str, at: datetime) -> Challenge:
    """File a challenge. The item is not closed before it is decided.

    Raises SignInFirst, NotAParty, CommitteeClosed, ItemClosed, ChallengeTooLate, NotOfThisCommittee, ChallengedAlready,
    ChallengeGroundMissing.
    """
    Project.objects.select_for_update(of=("self",), no_key=True).get(
        pk=project.pk
    )  # a closing waits, or is seen
    actions.challenge.require(actor, project=project, member=member, ground=ground, at=at)
    by = person(actor)
    if by is None:  # refused above already; said once more for the type checker
        raise SignInFirst
    with refusing({"challenged_once_by_a_party": ChallengedAlready}):
        filed = Challenge.objects.create(
            project=project, member=member, by=by, ground=ground.strip(), filed_at=at
        )
    record(actor, "committee.challenge", project)  # whom and why stays out of the record
    notify(
        "committee.challenged",
        filed,
        path=f"/committee/desk/{project.envelope.cycle.slug}/challenges/",
        title=project.title,
        title_en=project.title_en,
    )
    return filed


@transaction.atomic
def decide_challenge(
    actor: Actor, challenge: Challenge, *, votes_for: int, votes_against: int, reason: str, at: datetime
) -> Challenge:
    """Write down the committee's decision; more votes for the challenge than against it put the member out.

    Raises NotAllowed, OwnChallenge, ChallengeDecided, VotesDoNotAddUp, ReasonMissing.
    """
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=challenge.project_id)
    fresh = (
        Challenge.objects.select_for_update(of=("self",))
        .select_related("member__committee__cycle", "project__envelope__cycle")
        .get(pk=challenge.pk)
    )
    actions.decide_challenge.require(
        actor, challenge=fresh, votes_for=votes_for, votes_against=votes_against, reason=reason, at=at
    )
    accepted = votes_for > votes_against
    fresh.outcome = Challenge.Outcome.ACCEPTED if accepted else Challenge.Outcome.DISMISSED
    fresh.votes_for, fresh.votes_against, fresh.reason = votes_for, votes_against, reason.strip()
    fresh.decided_by, fresh.decided_at = person(actor), at
    with refusing({CHALLENGE: ChallengeDecided, OWN_CHALLENGE: OwnChallenge}):
        fresh.save()
    record(
        actor,
        "committee.decide_challenge",
        fresh.project,
        outcome=fresh.outcome,
        votes_for=votes_for,
        votes_against=votes_against,
    )
    if accepted and queries.newest_declarations([fresh.project], fresh.member).get(
        (fresh.member_id, fresh.project_id)
    ) in (None, queries.CLEAR):
        put_out(
            actor,
            fresh.member,
            fresh.project,
            interest=Declaration.Interest.CHALLENGED,
            ground=f"challenge {fresh.pk}",
            kind=Declaration.Kind.OTHER,
            at=at,
        )
    notify(
        "committee.challenge_decided",
        fresh,
        path=f"/committee/items/{fresh.project_id}/challenge/",
        title=fresh.project.title,
        title_en=fresh.project.title_en,
        outcome=fresh.outcome,
    )
    return fresh
