"""After the time for appeals: two officers certify, then the keys go, and with them every way from a person to a ballot."""

from django.db import IntegrityError, transaction

from budgeting.cycles.models import Cycle
from budgeting.results import actions
from budgeting.results.models import Certificate, Count
from budgeting.results.refusals import CertifiedByYou
from budgeting.voting import keys
from budgeting.voting.domain.rolling import forget_ages
from budgeting.voting.models import VotingGroup
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.clock import database_now
from civic.common.refusals import NotAllowed


def certify_result(actor: Actor, cycle: Cycle) -> Certificate:
    """One officer's certificate.

    Raises Refusal (NotPublished, AppealsOpen, CertifiedByYou, AlreadyCertified, NotAllowed).
    """
    with transaction.atomic():
        cycle, officer = _enter(cycle), person(actor)
        at = database_now()
        actions.certify_result.require(actor, cycle=cycle, at=at)
        if officer is None:
            raise NotAllowed  # a person's word: no command and no clock certifies
        count: Count = cycle.count
        try:
            with transaction.atomic():
                certificate = Certificate.objects.create(count=count, officer=officer, at=at)
        except IntegrityError as error:  # the database's last word: certified_once_by_an_officer
            raise CertifiedByYou from error
        record(actor, "results.certified", count)
    return certificate


def destroy_keys(actor: Actor, cycle: Cycle) -> VotingGroup:
    """Destroy K and the sealing key, and with them the age bands of the roll.

    Raises Refusal (NotCertified, KeysDestroyed, NotAllowed).

    The files go last, inside the transaction: should the commit fail, the act is done again and finds no file.
    """
    with transaction.atomic():
        cycle = _enter(cycle)
        at = database_now()
        actions.destroy_keys.require(actor, cycle=cycle, at=at)
        group: VotingGroup = cycle.voting
        group.keys_destroyed_at = at
        group.save(update_fields=["keys_destroyed_at"])
        forget_ages(group)
        record(actor, "voting.keys_destroyed", group, ballots=cycle.count.ballots)
        group.sealed_keys.all().delete()  # what the trustees' own keys could still open
        keys.destroy(group.pk)
    return group


def _enter(cycle: Cycle) -> Cycle:
    locks.exclude(f"results.certify:{cycle.pk}")
    return Cycle.objects.select_related("process", "voting", "count").get(pk=cycle.pk)
