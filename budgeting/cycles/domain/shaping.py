"""Changing the text of a project, merging projects, dividing one, and holding two apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.domain.reviewing import archive_review
from budgeting.cycles.domain.taking import next_number
from budgeting.cycles.domain.versions import keep_version
from budgeting.cycles.models import Envelope, Incompatibility, Lineage, Project
from budgeting.cycles.refusals import ExcludedAlready, MoneyFrozen, SameProject
from budgeting.cycles.states import table
from budgeting.cycles.triggers import MONEY_FROZEN, ONE_ENVELOPE
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import open_thread
from civic.comments.models import Follow
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify

REVISABLE = (
    "title", "title_en", "summary", "summary_en", "place", "place_en", "beneficiaries", "beneficiaries_en",
)  # fmt: skip


@transaction.atomic
def revise_project(actor: Actor, project: Project, *, reason: str, at: datetime, **texts: str) -> Project:
    """Change some of REVISABLE; the earlier text stays readable as a version.

    Raises NotShapeable, NotShapingTime, MoneyFrozen, ReasonNeeded.
    """
    fresh = _locked(project)
    actions.revise_project.require(actor, project=fresh, reason=reason, at=at)
    changed = {name: value.strip() for name, value in texts.items() if value.strip() != getattr(fresh, name)}
    if unknown := set(texts) - set(REVISABLE):
        raise ValueError(f"{sorted(unknown)} are not changed by this verb")
    if not changed:
        return fresh
    for name, value in changed.items():
        setattr(fresh, name, value)
        setattr(project, name, value)
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        fresh.save(update_fields=list(changed))
    keep_version(actor, fresh, reason=reason, at=at)
    record(actor, "cycles.revise_project", fresh, changed=sorted(changed), reason=reason)
    return fresh


@transaction.atomic
def merge_projects(
    actor: Actor, project: Project, *, into: Project, cost: int, reason: str, at: datetime
) -> Project:
    """``project`` goes into ``into``, which now costs ``cost`` won and is reviewed anew; gives ``into``.

    Followers of the one follow the other, pairs that exclude one another move along, and the old page leads to the new
    one. Rows are locked in the order of their keys, so that two officers who merge crosswise wait for each other.
    """
    rows = {row.pk: row for row in _locked_many(project.pk, into.pk)}
    old, new = rows[project.pk], rows[into.pk]
    actions.merge_projects.require(actor, project=old, into=new, reason=reason, cost=cost, at=at)
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        table.move(old, "merge")
        archive_review(new)
        table.move(new, "review_again", cost=cost)
        _move_pairs(old, new)
    Lineage.objects.create(
        ancestor=old, heir=new, kind=Lineage.Kind.MERGE, reason=reason.strip(), actor=person(actor), at=at
    )
    _follow_along(old, new)
    keep_version(actor, new, reason=reason, at=at)
    record(actor, "cycles.merge_projects", old, into=new.pk, cost=cost, reason=reason)
    path = f"/budget/projects/{new.pk}/"
    notify(
        "cycles.project_merged",
        old,
        path=path,
        title=old.title,
        title_en=old.title_en,
        into=new.title,
        into_en=new.title_en,
        reason=reason,
    )
    project.refresh_from_db()
    into.refresh_from_db()
    return new


@dataclass(frozen=True)
class Share:
    """One of the projects that a project is divided into; ``cost`` is won."""

    title: str
    cost: int
    title_en: str = ""
    summary: str = ""


@transaction.atomic
def divide_project(
    actor: Actor, project: Project, *, shares: Sequence[Share], reason: str, at: datetime
) -> list[Project]:
    """``project`` is divided into new projects, each reviewed by itself; its own page stays and names them.

    What excludes the whole excludes each part, until the officer takes that back for a part that it does not concern.
    """
    Envelope.objects.select_for_update(of=("cycle",)).select_related("cycle").get(pk=project.envelope_id)
    old = _locked(project)
    costs = [share.cost for share in shares]
    actions.divide_project.require(actor, project=old, costs=costs, reason=reason, at=at)
    table.move(old, "divide")
    made = [_share(actor, old, share, reason, at) for share in shares]
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        _move_pairs(old, *made)
    record(actor, "cycles.divide_project", old, into=[one.pk for one in made], reason=reason)
    path = f"/budget/projects/{old.pk}/"
    notify(
        "cycles.project_divided",
        old,
        path=path,
        title=old.title,
        title_en=old.title_en,
        number=len(made),
        reason=reason,
    )
    project.refresh_from_db()
    return made


def _share(actor: Actor, old: Project, share: Share, reason: str, at: datetime) -> Project:
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        made = Project.objects.create(
            envelope=old.envelope,
            number=str(next_number(old.envelope)),
            title=share.title.strip(),
            title_en=share.title_en.strip(),
            department=old.department,
            area=old.area,
            topic=old.topic,
            place=old.place,
            place_en=old.place_en,
            summary=share.summary.strip() or old.summary,
            summary_en="" if share.summary.strip() else old.summary_en,
            beneficiaries=old.beneficiaries,
            beneficiaries_en=old.beneficiaries_en,
            is_event=old.is_event,
            proposed_cost=share.cost,
            cost=share.cost,
            created_at=at,
        )
    made.thread = open_thread(made, f"/budget/projects/{made.pk}/")
    made.save(update_fields=["thread"])
    Lineage.objects.create(
        ancestor=old, heir=made, kind=Lineage.Kind.SPLIT, reason=reason.strip(), actor=person(actor), at=at
    )
    _follow_along(old, made)
    keep_version(actor, made, reason=reason, at=at)
    return made


@transaction.atomic
def hold_apart(
    actor: Actor, project: Project, other: Project, *, reason: str, at: datetime, reason_en: str = ""
) -> Incompatibility:
    """Say that two projects of an envelope exclude one another: the count takes at most one of them.

    Raises CountKnowsNoPairs, NotShapeable, SameProject, ExcludedAlready, MoneyFrozen, ReasonNeeded.
    """
    actions.hold_apart.require(actor, project=project, other=other, reason=reason, at=at)
    first, second = sorted((project, other), key=lambda one: one.pk)
    known = {
        "incompatible_once": ExcludedAlready,
        MONEY_FROZEN: MoneyFrozen,
        ONE_ENVELOPE: SameProject,
    }
    with refusing(known):
        pair = Incompatibility.objects.create(
            first=first, second=second, reason=reason.strip(), reason_en=reason_en.strip(), at=at
        )
    record(actor, "cycles.hold_apart", project, other=other.pk, reason=reason)
    return pair


@transaction.atomic
def join_again(actor: Actor, pair: Incompatibility, *, reason: str, at: datetime) -> None:
    """Take back that two projects exclude one another, with a reason."""
    actions.hold_apart.require(actor, project=pair.first, other=pair.second, reason=reason, at=at)
    record(actor, "cycles.join_again", pair.first, other=pair.second_id, reason=reason)
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        pair.delete()


def _locked(project: Project) -> Project:
    return _locked_many(project.pk)[0]


def _locked_many(*keys: int) -> list[Project]:
    return list(
        Project.objects.select_for_update(of=("self",))
        .select_related("envelope__cycle__process", "envelope__cycle__rules", "proposal", "thread")
        .filter(pk__in=keys)
        .order_by("pk")
    )


def _move_pairs(old: Project, *heirs: Project) -> None:
    """The pairs of a project that was merged or divided become pairs of what it went into."""
    for pair in Incompatibility.objects.filter(first=old) | Incompatibility.objects.filter(second=old):
        other = pair.second_id if pair.first_id == old.pk else pair.first_id
        reason, reason_en, at = pair.reason, pair.reason_en, pair.at
        pair.delete()
        for heir in heirs:
            if other == heir.pk:
                continue
            first, second = sorted((other, heir.pk))
            Incompatibility.objects.get_or_create(
                first_id=first,
                second_id=second,
                defaults={"reason": reason, "reason_en": reason_en, "at": at},
            )


def _follow_along(old: Project, new: Project) -> None:
    """Those who follow the old project follow the new one as well; who has chosen a level keeps it."""
    if old.thread is None or new.thread is None:
        return
    Follow.objects.bulk_create(
        [
            Follow(user_id=user, thread=new.thread, level=level)
            for user, level in old.thread.follows.values_list("user_id", "level")
        ],
        ignore_conflicts=True,
    )
