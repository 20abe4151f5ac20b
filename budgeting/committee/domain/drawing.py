"""The draw: seats and reserves from the closed list, once, with everything that repeats it."""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from budgeting.committee import lottery
from budgeting.committee.lottery import LotteryError
from budgeting.committee.lottery.files import written
from budgeting.committee.models import Application, Lottery, Member, Recruitment
from budgeting.committee.seats import actions, queries
from budgeting.committee.seats.refusals import DrawnAlready, QuotaImpossible
from budgeting.committee.seats.wording import why_in_words
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def draw(actor: Actor, recruitment: Recruitment, *, public: str = "", at: datetime) -> Lottery:
    """Draw the seats, keep the file word for word, and seat the drawn from that day on.

    Raises StillOpen, DrawnAlready, PublicValueMissing; QuotaImpossible where the list cannot meet the quotas.
    """
    recruitment = (
        Recruitment.objects.select_for_update(of=("self",))
        .select_related("committee__cycle")
        .get(pk=recruitment.pk)
    )
    actions.draw.require(actor, recruitment=recruitment, public=public, at=at)
    pool = queries.pool(recruitment)
    try:
        drawn = lottery.draw(pool, recruitment.seed, public.strip())
    except LotteryError as error:
        raise QuotaImpossible(why=why_in_words(error)) from error
    about = {"committee": recruitment.committee.slug, "drawn_at": at.isoformat()}
    file = json.dumps(
        written(pool, recruitment.seed, public.strip(), drawn, **about), ensure_ascii=False, indent=1
    )
    with refusing({"committee_lottery_recruitment_id_key": DrawnAlready}):
        made = Lottery.objects.create(
            recruitment=recruitment,
            file=file,
            digest=hashlib.sha256(file.encode()).hexdigest(),
            candidates=len(pool.candidates),
            candidates_hash=lottery.list_digest(pool.candidates),
            selected=list(drawn.selected),
            reserves=list(drawn.reserves),
            drawn_by=person(actor),
            at=at,
        )
    _seat(recruitment, made, at)
    record(actor, "committee.draw", recruitment, digest=made.digest, candidates=made.candidates)
    notify(
        "committee.drawn",
        recruitment,
        path=f"/committee/lots/{recruitment.pk}/",
        title=recruitment.committee.name,
        title_en=recruitment.committee.name_en,
    )
    return made


def _seat(recruitment: Recruitment, made: Lottery, at: datetime) -> None:
    """Seats for those who were drawn and hold none in this committee yet."""
    on = timezone.localtime(at).date()
    drawn = Application.objects.filter(recruitment=recruitment, code__in=made.selected)
    sitting = set(Member.objects.filter(committee=recruitment.committee).values_list("user_id", flat=True))
    Member.objects.bulk_create(
        Member(
            committee=recruitment.committee, user_id=one.user_id, kind="citizen", starts_on=on, lot=one.code
        )
        for one in sorted(drawn, key=lambda one: made.selected.index(one.code))
        if one.user_id not in sitting
    )
