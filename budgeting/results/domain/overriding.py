"""Deciding otherwise than counted: an act of its own, with a reason, that leaves the count as it is."""

from django.db import IntegrityError, transaction

from budgeting.results import actions
from budgeting.results.models import Count, Override, Standing
from budgeting.results.refusals import AlreadyOverridden
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks


def override(actor: Actor, standing: Standing, *, funded: bool, reason: str, reason_en: str = "") -> Override:
    """Fund a project that the count left out, or the other way round. Raises Refusal.

    Holds the lock of the publication: what is published holds every decision made before, and none is made after.
    """
    with transaction.atomic():
        count = Count.objects.select_related("cycle").get(envelopes__standings=standing)
        locks.exclude(f"results.publish:{count.cycle_id}")
        standing = Standing.objects.select_related("envelope_count__count", "project").get(pk=standing.pk)
        actions.override_result.require(actor, standing=standing, funded=funded, reason=reason)
        try:
            with transaction.atomic():
                made = Override.objects.create(
                    standing=standing,
                    funded=funded,
                    reason=reason.strip(),
                    reason_en=reason_en.strip(),
                    by=person(actor),
                )
        except IntegrityError as error:
            raise AlreadyOverridden from error
        record(
            actor,
            "results.overridden",
            count,
            project=standing.project.number,
            counted=standing.funded,
            decided=funded,
            reason=made.reason,
        )
    return made
