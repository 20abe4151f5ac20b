"""Counting and publishing: two acts, two people."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.results import refusals
from budgeting.results.models import Count, Override, Standing
from budgeting.voting.queries import group_of, unfinished_paper
from budgeting.voting.refusals import KeyWithTrustees, PaperNotClosed
from budgeting.voting.trustees import key_is_away
from civic.accounts.actors import Actor, holds, person
from civic.common.actions import action
from civic.common.dates import moment_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst

OFFICERS = 2  # who certify a result


def count_of(cycle: Cycle) -> Count | None:
    """The cycle's count, None before it was counted."""
    try:
        return cycle.count
    except Count.DoesNotExist:
        return None


@action("budgeting.count_votes", label=_("Count the votes"))
def count_votes(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, once, after the vote was closed and every slip of paper is entered."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget"):
        yield NotAllowed()
    group = group_of(cycle)
    if group is None or group.closed_at is None:
        yield refusals.NotClosedYet()
    elif count_of(cycle) is not None:
        yield refusals.AlreadyCounted()
    else:
        waiting = unfinished_paper(group)
        if waiting:
            yield PaperNotClosed(places=", ".join(waiting))
        elif key_is_away(group):
            yield KeyWithTrustees()


@action("budgeting.publish_results", label=_("Publish the result"))
def publish_results(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """A second officer, after the count; never whoever counted, not even as administrator."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "publisher"):
        yield NotAllowed()
    count = count_of(cycle)
    if count is None:
        yield refusals.NotCounted()
    elif count.is_published:
        yield refusals.AlreadyPublished()
    elif count.counted_by_id is not None and person(actor) is not None and count.counted_by_id == actor.pk:
        yield refusals.SameOfficer()
    elif (
        Override.objects.filter(standing__envelope_count__count=count, by=person(actor))
        .exclude(by=None)
        .exists()
    ):
        yield refusals.OverriderCannotPublish()


@action("budgeting.override_result", label=_("Decide otherwise than counted"))
def override_result(actor: Actor, *, standing: Standing, funded: bool, reason: str) -> Iterator[Refusal]:
    """An officer of the vote, between the count and its publication, once for a project, with a reason."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget", "publisher"):
        yield NotAllowed()
    if standing.envelope_count.count.is_published:
        yield refusals.AlreadyPublished()
    if Override.objects.filter(standing=standing).exists():
        yield refusals.AlreadyOverridden()
    if funded == standing.funded:
        yield refusals.AsCounted()
    if not reason.strip():
        yield refusals.OverrideReasonMissing()


@action("budgeting.certify_result", label=_("Certify the result"))
def certify_result(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Two different officers, after the time for appeals; each once."""
    yield from _officer(actor)
    count = count_of(cycle)
    if count is None or count.appeals_until is None or group_of(cycle) is None:
        yield refusals.NotPublished()
        return
    if at < count.appeals_until:
        yield refusals.AppealsOpen(until=moment_text(count.appeals_until))
    officers = list(count.certificates.values_list("officer_id", flat=True))
    if len(officers) >= OFFICERS:
        yield refusals.AlreadyCertified()
    elif actor.pk in officers:
        yield refusals.CertifiedByYou()


@action("budgeting.destroy_keys", label=_("Destroy the keys of the vote"))
def destroy_keys(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """An officer, once the result is certified by two. Cannot be undone."""
    yield from _officer(actor)
    count, group = count_of(cycle), group_of(cycle)
    if count is None or group is None or count.certificates.count() < OFFICERS:
        yield refusals.NotCertified()
    elif group.keys_destroyed_at is not None:
        yield refusals.KeysDestroyed()


def _officer(actor: Actor) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget", "publisher"):
        yield NotAllowed()
