"""The end of scoring on a project: numbers and hash are written down, and no sheet comes after."""

from datetime import datetime

from django.db import transaction

from budgeting.committee import actions, queries
from budgeting.committee.letters import digest, in_order
from budgeting.committee.models import Closing, Committee
from budgeting.committee.refusals import ItemClosed, NoQuorum
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def close_item(actor: Actor, project: Project, *, at: datetime) -> Closing:
    """Close the scoring of a project; the committee sees all scores from now on.

    The project row is locked alone: sheets wait for it (their trigger) and are then refused, so that the numbers written
    are the numbers that stand. Raises NotAllowed, CommitteeClosed, Sealed, ItemClosed, NoQuorum, ChallengePending.
    """
    held = Project.objects.select_for_update(of=("self",)).select_related("envelope__cycle__process")
    fresh = held.get(pk=project.pk)
    actions.close_item.require(actor, project=fresh, at=at)
    committee = Committee.objects.reviewing(fresh.envelope.cycle_id).get()
    return write(actor, queries.standing(committee, fresh, at), at=at)


def close_again(actor: Actor, project: Project, *, at: datetime) -> Closing | None:
    """After the closing somebody dropped out: a further revision with the numbers without them, where any are left."""
    if queries.closing_of(project) is None:
        return None
    committee = Committee.objects.reviewing(project.envelope.cycle_id).get()
    standing = queries.standing(committee, project, at)
    return write(actor, standing, at=at) if standing.summary else None


def closed(actor: Actor, standing: queries.Standing, *, at: datetime) -> Closing:
    """The closing that says what the standing says now: the newest one, or a further one where it says otherwise."""
    newest = standing.closing
    ids = [standing.sheets[member].pk for member in in_order(standing.sheets, standing.project.pk)]
    if newest is not None and newest.sheets == ids and newest.recused == standing.recused:
        return newest
    return write(actor, standing, at=at)


def write(actor: Actor, standing: queries.Standing, *, at: datetime) -> Closing:
    """Write the numbers of a standing. The caller holds the project's row. Raises NoQuorum, ItemClosed."""
    summary, project = standing.summary, standing.project
    if summary is None:
        raise NoQuorum
    order = in_order(standing.sheets, project.pk)
    sheets = [standing.sheets[member] for member in order]
    with refusing({"closing_revisions_differ": ItemClosed}):
        closing = Closing.objects.create(
            round_id=sheets[0].round_id,
            project=project,
            revision=standing.closing.revision + 1 if standing.closing else 1,
            sheets=[sheet.pk for sheet in sheets],
            score=summary.mean,
            median=summary.median,
            lowest=summary.lowest,
            highest=summary.highest,
            deviation=summary.deviation,
            raters=summary.raters,
            dropped=summary.dropped,
            members=len(standing.voting),
            recused_self=len(standing.withdrawn),
            recused_rule=len(standing.excluded),
            recused_challenge=len(standing.challenged),
            voided=len(standing.voided),
            digest=digest([sheet.scores for sheet in sheets]),
            by=person(actor),
            at=at,
        )
    record(
        actor,
        "committee.close_item",
        project,
        revision=closing.revision,
        score=str(closing.score),
        raters=closing.raters,
        recused=closing.recused,
        digest=closing.digest,
    )
    notify(
        "committee.item_closed",
        closing,
        path=f"/committee/items/{project.pk}/",
        title=project.title,
        title_en=project.title_en,
        score=str(closing.score),
    )
    standing.closing = closing
    return closing
