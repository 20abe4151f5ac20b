"""Publishing: the second officer's act. Projects become funded or not, and everybody concerned hears of it."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from budgeting.cycles.models import Cycle, Project
from budgeting.results import actions
from budgeting.results.domain.packing import write_files
from budgeting.results.models import Count, Standing
from budgeting.results.refusals import SameOfficer
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now
from civic.notifications.domain.notifying import notify


def publish_results(actor: Actor, cycle: Cycle) -> Count:
    """Make the count public. Raises Refusal (NotCounted, AlreadyPublished, SameOfficer, NotAllowed)."""
    with transaction.atomic():
        locks.exclude(f"results.publish:{cycle.pk}")
        cycle = Cycle.objects.select_related("process", "voting", "count").get(pk=cycle.pk)
        at = database_now()
        actions.publish_results.require(actor, cycle=cycle, at=at)
        count: Count = cycle.count
        count.state, count.published_by, count.published_at = Count.State.PUBLISHED, person(actor), at
        try:
            finish(count)
        except IntegrityError as error:  # the database's last word: count_published_by_a_second_person
            raise SameOfficer from error
        record(actor, "results.published", count, files=count.files)
        _tell(cycle)
    return count


def finish(count: Count) -> None:
    """Write the files, the publication, and the states of the projects. Called inside a transaction."""
    VotingGroup.objects.filter(cycle=count.cycle_id).update(published_at=count.published_at)
    count.files = write_files(count)
    count.save(update_fields=["state", "published_by", "published_at", "files"])
    standings = Standing.objects.filter(envelope_count__count=count)
    # The arrows "fund" and "leave_unfunded" of budgeting.cycles.states, in one statement for all projects of a cycle: only
    # those still on the ballot move, so that a repetition changes nothing and what was taken off the ballot stays off.
    for funded, state in ((True, Project.State.FUNDED), (False, Project.State.NOT_FUNDED)):
        counted = Q(override=None, funded=funded) | Q(override__funded=funded)
        chosen = standings.filter(counted).values("project")
        Project.objects.filter(pk__in=chosen, state=Project.State.ON_BALLOT).update(state=state)


def _tell(cycle: Cycle) -> None:
    process = cycle.process
    notify(
        "results.published",
        cycle,
        path=f"/results/{cycle.slug}/",
        title=process.title,
        title_en=process.title_en,
    )
    for standing in Standing.objects.filter(envelope_count__count__cycle=cycle).select_related(
        "project", "override"
    ):
        project = standing.project
        notify(
            "results.project_funded" if standing.decided else "results.project_not_funded",
            project,
            path=f"/results/{cycle.slug}/#project-{project.pk}",
            title=project.title,
            title_en=project.title_en,
            rank=standing.rank,
        )
