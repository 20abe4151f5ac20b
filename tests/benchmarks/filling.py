"""A database of its own for a measurement: proposals to read, and a vote with voters who hold API tokens."""

import json
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

PROPOSALS = 2_000


@dataclass(frozen=True)
class Filled:
    proposals: int
    list_path: str
    detail_path: str
    cast_path: str
    ballot: str
    tokens: list[str]


def fill(voters: int) -> Filled:
    """Migrate and fill; every voter is on the roll and holds a token."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("catalogue", "--compile", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bare_rows (id bigserial PRIMARY KEY, body text NOT NULL)")
    number = _proposals()
    slug, ballot, tokens = _vote(voters)
    return Filled(
        PROPOSALS, "/proposals/", f"/proposals/{number}/", f"/api/v1/votes/{slug}/ballots/", ballot, tokens
    )


def _proposals() -> str:
    from civic.comments.models import Thread
    from civic.common.clock import now
    from proposals import gist
    from proposals.models import Proposal
    from tests import factories

    author, call, topic, area = (
        factories.a_resident("author"),
        factories.a_call(),
        factories.a_topic(),
        factories.a_borough(),
    )
    moment = now()
    threads = Thread.objects.bulk_create(
        Thread(subject=f"bench:{n}", path=f"/proposals/P-2026-{n:05d}/") for n in range(1, PROPOSALS + 1)
    )
    Proposal.objects.bulk_create(
        Proposal(
            call=call, author=author, topic=topic, area=area, state="open", number=f"P-2026-{n:05d}", title=f"골목 안내등 {n}",
            title_keys=gist.keys(f"골목 안내등 {n}"),
            body="밤길이 어둡습니다. 발밑을 비추는 안내등을 달아 주세요. " * 5, thread=thread, threshold=50, support_count=n % 50,
            submitted_at=moment - timedelta(minutes=n), support_until=moment + timedelta(days=20),
        )
        for n, thread in enumerate(threads, 1)
    )  # fmt: skip
    return "P-2026-00007"


def _vote(voters: int) -> tuple[str, str, list[str]]:
    from budgeting.cycles.models import Cycle
    from budgeting.voting.domain.preparing import prepare_voting
    from civic.accounts.actors import System
    from civic.accounts.models import ApiToken, Residency, User
    from civic.common.clock import now
    from civic.processes.models import Phase
    from tests import factories

    area = factories.a_borough()
    people = User.objects.bulk_create(
        User(
            email=f"voter{n}@example.org",
            display_name=f"시민 {n}",
            uuid=UUID(int=uuid4().int, version=4),
            age_confirmed_at=now(),
        )
        for n in range(voters)
    )
    Residency.objects.bulk_create(
        Residency(
            user=one,
            area=area,
            identity_hash=sha256(one.email.encode()).digest(),
            method="bench",
            verified_at=now() - timedelta(days=1),
        )
        for one in people
    )
    tokens = [sha256(f"token {one.pk}".encode()).hexdigest() for one in people]
    ApiToken.objects.bulk_create(
        ApiToken(
            user=one,
            name="bench",
            token_hash=sha256(token.encode()).digest(),
            expires_at=now() + timedelta(days=1),
            scopes=["vote"],
        )
        for one, token in zip(people, tokens, strict=True)
    )
    cycle = factories.a_cycle(phase="prices")
    factories.with_rules(cycle)
    envelope = factories.an_envelope(cycle)
    projects = [factories.a_project(envelope) for _ in range(12)]
    prepare_voting(System("bench"), Cycle.objects.get(pk=cycle.pk))
    phases = Phase.objects.filter(process=cycle.process)
    phases.filter(kind="prices").update(closes_at=now())
    phases.filter(kind="voting").update(opens_at=now())
    choices = {envelope.key: [project.number for project in projects[:3]]}
    return cycle.slug, json.dumps({"choices": choices}), tokens
