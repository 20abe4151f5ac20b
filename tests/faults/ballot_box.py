"""What runs inside the installation of test_ballots.py: ``python -m tests.faults.ballot_box prepare|audit …``, with its settings.

The judge is the clients' own file of acknowledgements; this only makes the vote and, at the end, counts what is there.
"""

import json
import sys
from datetime import timedelta
from hashlib import sha256

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django must be set up before its models are imported

from budgeting.results.domain.counting import count_votes  # noqa: E402
from budgeting.voting.domain.checking import troubles_of  # noqa: E402
from budgeting.voting.domain.closing import close_voting  # noqa: E402
from budgeting.voting.models import LedgerEntry, OpenedBallot, SealedBallot, VotingGroup  # noqa: E402
from civic.accounts.actors import System  # noqa: E402
from civic.accounts.models import ApiToken, Residency, User  # noqa: E402
from civic.notifications.models import Event  # noqa: E402
from tests import factories  # noqa: E402
from tests.budgeting.voting import making  # noqa: E402


def token(number: int) -> str:
    return f"voter-{number}"


def prepare(voters: int) -> None:
    """A vote with so many people on its roll, each with a token. Prints the choices that a client may send."""
    borough = factories.a_borough()
    people = User.objects.bulk_create(
        [
            User(email=f"v{n}@example.org", display_name=f"v{n}", age_confirmed_at=timezone.now())
            for n in range(voters)
        ],
        5000,
    )
    Residency.objects.bulk_create(
        [
            Residency(
                user=one,
                area=borough,
                basis="resident",
                identity_hash=sha256(one.email.encode()).digest(),
                verified_at=timezone.now() - timedelta(days=9),
            )
            for one in people
        ],
        5000,
    )
    later = timezone.now() + timedelta(days=9)
    ApiToken.objects.bulk_create(
        [
            ApiToken(
                user=one,
                name="x",
                token_hash=sha256(token(n).encode()).digest(),
                expires_at=later,
                scopes=["vote"],
            )
            for n, one in enumerate(people)
        ],
        5000,
    )
    vote = making.a_vote()
    print(json.dumps({"slug": vote.cycle.slug, "choices": [vote.choose(n) for n in range(3)]}))


def audit(slug: str, witnessed: str) -> None:
    """Close, count, and say what is in box, ledger and count; every head that a witness kept must fit."""
    from budgeting.voting import proofs
    from budgeting.voting.ledger import merkle
    from budgeting.voting.tiles import Tiles

    group = VotingGroup.objects.get(cycle__slug=slug)
    making.end_voting(group.cycle)
    close_voting(System("prove"), making.fresh(group.cycle))
    count = count_votes(System("prove"), making.fresh(group.cycle))
    heads = json.loads(witnessed)
    print(
        json.dumps(
            {
                "box": [
                    bytes(one).hex() for one in SealedBallot.objects.values_list("commitment", flat=True)
                ],
                "logged": [
                    bytes(one).hex()
                    for one in LedgerEntry.objects.filter(kind="ballot").values_list("commitment", flat=True)
                ],
                "opened": [
                    bytes(one).hex() for one in OpenedBallot.objects.values_list("commitment", flat=True)
                ],
                "counted": count.ballots,
                "voters": count.voted,
                "notices": Event.objects.filter(kind="voting.ballot_recorded").count(),
                "troubles": list(troubles_of(group)),
                "heads": len(list(proofs.head_lines(group))),
                "witness_troubles": [
                    one["size"]
                    for one in heads
                    if merkle.root(one["size"], Tiles(group).node).hex() != one["root"]
                ],
            }
        )
    )


if __name__ == "__main__":
    prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else audit(sys.argv[2], sys.argv[3])
