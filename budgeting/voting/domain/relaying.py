"""Notices "your ballot was recorded": from the box to the inbox, in shuffled batches, without naming a ballot."""

import secrets

from django.db import transaction

from budgeting.voting import keys, sealing
from budgeting.voting.models import VotingGroup, VotingNotice
from civic.accounts.models import User
from civic.notifications.domain.notifying import notify

SMALLEST_BATCH = 10
LARGEST_BATCH = 500


def relay_notices(group: VotingGroup, *, everything: bool = False) -> int:
    """Send what waits when it is a batch of ten or more, or (``everything``) whatever there is; gives how many.

    The rows are taken and the notices written in one transaction and in a random order. Two relays at once share the
    work by SKIP LOCKED; a relay that dies leaves everything as it was.
    """
    sent = 0
    while True:
        with transaction.atomic():
            rows = list(
                VotingNotice.objects.select_for_update(skip_locked=True).filter(group=group)[:LARGEST_BATCH]
            )
            if not rows or (len(rows) < SMALLEST_BATCH and not everything):
                return sent
            _send(group, rows)
            VotingNotice.objects.filter(pk__in=[row.pk for row in rows]).delete()
        sent += len(rows)


def _send(group: VotingGroup, rows: list[VotingNotice]) -> None:
    key = keys.hmac_key(group.pk)
    voters = [(row.kind, sealing.decrypt_recipient(key, bytes(row.recipient))) for row in rows]
    secrets.SystemRandom().shuffle(voters)
    uuids = {voter for _kind, voter in voters}
    people = {person.uuid: person for person in User.objects.filter(uuid__in=uuids)}
    for kind, voter in voters:
        if voter in people:
            notify(
                kind,
                people[voter],
                path=f"/vote/{group.cycle.slug}/",
                once=secrets.token_hex(12),
                title=group.cycle.process.title,
                title_en=group.cycle.process.title_en,
            )
