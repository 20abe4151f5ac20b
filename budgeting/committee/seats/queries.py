"""Questions about recruitment and the lottery."""

from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from budgeting.committee.lottery import Candidate, Pool
from budgeting.committee.lottery.files import pool_of, read
from budgeting.committee.models import Application, Charter, Committee, Lottery, Member, Recruitment
from civic.accounts.models import Residency


def recruitments(viewer: Any) -> QuerySet[Recruitment]:
    """Calls of the committees that the viewer may see; calls are public."""
    return Recruitment.objects.filter(committee__in=Committee.objects.visible_to(viewer)).select_related(
        "committee__cycle__process", "lottery"
    )


def term_from(start: date, charter: Charter) -> date:
    """The last day of a term that begins on (or right after) ``start``: so many calendar months later, the 31st cut short."""
    months = start.year * 12 + start.month - 1 + charter.term_months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def may_come_again(member: Member, charter: Charter) -> bool:
    """As the action says, for a whole list without a query a row."""
    return member.term < charter.most_terms and member.ended_by not in (
        Member.End.RESIGNED,
        Member.End.DISMISSED,
    )


def undrawn(committee: Committee) -> QuerySet[Recruitment]:
    return Recruitment.objects.filter(committee=committee, lottery__isnull=True)


def residency_of(viewer: Any, at: datetime) -> Residency | None:
    """The viewer's verified tie to the city, in force."""
    valid = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return Residency.objects.filter(valid, user_id=viewer.pk).select_related("area").first()


def candidate_of(application: Application) -> Candidate:
    """The pseudonym with the three traits that a quota may ask for."""
    return Candidate(
        application.code, {"sex": application.sex, "age": application.age, "area": application.area_id}
    )


def pool(recruitment: Recruitment) -> Pool:
    """What is drawn from, as it stands. Only traits with a quota stand on the list: no more than the draw needs."""
    rows = Application.objects.filter(recruitment=recruitment).order_by("code")
    asked = set(recruitment.quotas)
    candidates = [
        Candidate(one.id, {key: value for key, value in one.traits.items() if key in asked})
        for one in map(candidate_of, rows)
    ]
    return Pool(recruitment.seats, candidates, recruitment.quotas, recruitment.reserves)


def lottery_of(member: Member) -> Lottery | None:
    """The draw that gave this member the seat."""
    if not member.lot:
        return None
    drawn = Lottery.objects.filter(
        recruitment__committee=member.committee_id, file__contains=f'"{member.lot}"'
    )
    return drawn.order_by("-id").first()


def drawn_pool(lottery: Lottery) -> Pool:
    """The pool of a published file."""
    return pool_of(read(lottery.file))
