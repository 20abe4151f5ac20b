"""Taking a project off the ballot while people rely on it: openly, for good, and without touching a ballot."""

from django.db import transaction

from budgeting.cycles.models import Project
from budgeting.cycles.states import table
from budgeting.voting import actions
from budgeting.voting.ballots import district_of
from budgeting.voting.domain.casting import box_lock
from budgeting.voting.domain.ledgering import append_taken_off
from budgeting.voting.models import TakenOff, VotingGroup
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now
from civic.notifications.domain.notifying import notify
from civic.processes.models import Phase


def take_off_ballot(
    actor: Actor, project: Project, *, ground: str, reason: str, reason_en: str = ""
) -> TakenOff:
    """``project`` stands on the ballot no more; ballots that name it stay in the box and count without it.

    Who follows it learns the reason, and everybody on the roll that a ballot may be changed: nobody knows who chose it, so
    nobody is told alone. Once the vote is open the public ledger names it. Shares the box's lock, so that it comes wholly
    before the close or is refused.

    Raises Refusal (BallotNotFixed, TooLateToTakeOff, NotStanding, GroundUnknown, ReasonMissing, NotAllowed).
    """
    with transaction.atomic():
        group = VotingGroup.objects.filter(cycle=project.envelope.cycle_id).first()
        if group is not None:
            locks.share(box_lock(group.pk))
        fresh = (
            Project.objects.select_for_update(of=("self",))
            .select_related("envelope__cycle__process", "envelope__cycle__voting")
            .get(pk=project.pk)
        )
        at = database_now()
        actions.take_off_ballot.require(actor, project=fresh, at=at, ground=ground, reason=reason)
        running = fresh.envelope.cycle.process.phase_at(Phase.Kind.VOTING, at)
        if group is not None and group.log_key is not None and running is not None:
            append_taken_off(group, fresh.envelope.key, fresh.number, ground)
        table.move(fresh, "take_off")
        made = TakenOff.objects.create(
            project=fresh,
            ground=ground,
            reason=reason.strip(),
            reason_en=reason_en.strip(),
            by=person(actor),
            at=at,
        )
        record(actor, "voting.taken_off", fresh, ground=ground, reason=made.reason)
        _tell(made)
        if group is not None and running is not None:  # before, the roll has heard of no ballot
            _tell_roll(made, group, running)
    project.refresh_from_db()
    return made


def _tell(made: TakenOff) -> None:
    project = made.project
    notify(
        "voting.project_taken_off",
        project,
        path=f"/budget/projects/{project.pk}/",
        title=project.title,
        title_en=project.title_en,
        reason=made.reason,
        reason_en=made.reason_en,
    )


def _tell_roll(made: TakenOff, group: VotingGroup, phase: Phase) -> None:
    """Where each district has projects of its own, its people are told: it stood on nobody else's ballot."""
    project, cycle = made.project, made.project.envelope.cycle
    notify(
        "voting.taken_off",
        group,
        path=f"/vote/{cycle.slug}/",
        once=str(made.pk),
        title=cycle.process.title,
        title_en=cycle.process.title_en,
        project=project.title,
        project_en=project.title_en,
        reason=made.reason,
        reason_en=made.reason_en,
        closes=phase.closes_at.isoformat(),
        district=(district_of(project.envelope, project) or "") if project.envelope.own_borough_only else "",
    )
