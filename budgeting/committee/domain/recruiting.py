"""Open recruitment: the call with its commitment, and applications under a pseudonym."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from budgeting.committee.lottery import seed_digest
from budgeting.committee.models import Application, Committee, Recruitment
from budgeting.committee.seats import actions, queries
from budgeting.committee.seats.refusals import AppliedAlready, NotFromHere
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.constraints import refusing

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I, O, 0, 1: a pseudonym is read aloud and copied by hand."""
KEPT_FOR = timedelta(days=90)
"""How long after the draw applications are kept: reserves may have to follow, and the draw may be questioned."""


@transaction.atomic
def open_recruitment(
    actor: Actor,
    committee: Committee,
    *,
    seats: int,
    reserves: int,
    quotas: Mapping[str, Mapping[str, int]],
    closes_at: datetime,
    draw_on: date,
    draw_place: str = "",
    public_source: str = "",
    at: datetime,
    seed: str | None = None,
) -> Recruitment:
    """Open the call. The seed is drawn now and only its hash is shown: nobody can choose it knowing who applied.

    ``seed`` is for the demo city alone. Raises RecruitmentRunning, QuotaImpossible, NotAllowed.
    """
    Committee.objects.select_for_update().get(
        pk=committee.pk
    )  # two calls opened at once: the second sees the first
    actions.open_recruitment.require(actor, committee=committee, seats=seats, quotas=quotas)
    seed = seed or secrets.token_hex(32)
    recruitment = Recruitment.objects.create(
        committee=committee,
        seats=seats,
        reserves=reserves,
        quotas=quotas,
        opens_at=at,
        closes_at=closes_at,
        draw_on=draw_on,
        draw_place=draw_place.strip(),
        public_source=public_source.strip(),
        seed=seed,
        commitment=seed_digest(seed),
        opened_by=person(actor),
    )
    record(
        actor,
        "committee.open_recruitment",
        recruitment,
        seats=seats,
        quotas=dict(quotas),
        commitment=recruitment.commitment,
    )
    return recruitment


@transaction.atomic
def apply(actor: Actor, recruitment: Recruitment, *, sex: str, age: str, at: datetime) -> Application:
    """Apply; the borough is that of the verification. Raises NotRecruiting, NotFromHere, AppliedAlready, OfficersDoNotApply."""
    # The share lock waits for a draw that is being made, which locks the row: nobody joins a list that is being drawn.
    Recruitment.objects.select_for_update(of=("self",), no_key=True).get(pk=recruitment.pk)
    actions.apply.require(actor, recruitment=recruitment, at=at)
    tie = queries.residency_of(actor, at)
    if tie is None or not isinstance(
        actor, User
    ):  # refused above already; said once more for the type checker
        raise NotFromHere
    with refusing({"application_once_a_person": AppliedAlready}):
        application = Application.objects.create(
            recruitment=recruitment,
            user=actor,
            code=_pseudonym(recruitment),
            sex=sex,
            age=age,
            area=tie.area,
            at=at,
        )
    record(actor, "committee.apply", recruitment)
    return application


def _pseudonym(recruitment: Recruitment) -> str:
    """Six random letters that nobody on this list has."""
    taken = set(recruitment.applications.values_list("code", flat=True))
    while True:
        code = "".join(secrets.choice(LETTERS) for _n in range(6))
        if code not in taken:
            return code


@transaction.atomic
def take_back(actor: Actor, recruitment: Recruitment, *, at: datetime) -> None:
    """Take one's application back; it is deleted. Raises NotRecruiting."""
    actions.take_back.require(actor, recruitment=recruitment, at=at)
    Application.objects.filter(recruitment=recruitment, user=person(actor)).delete()
    record(actor, "committee.take_back_application", recruitment)


def purge_applications(at: datetime) -> int:
    """Delete applications that have served: ninety days after their draw. The published list keeps pseudonyms only."""
    gone, _by_model = Application.objects.filter(recruitment__lottery__at__lt=at - KEPT_FOR).delete()
    return gone
