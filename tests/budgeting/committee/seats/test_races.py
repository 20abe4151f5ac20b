"""Seats at once: two successions take two reserves, a seat ends once, a term is given once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from budgeting.committee.domain import drawing, seating
from budgeting.committee.models import Member
from budgeting.committee.seats.actions import end_seat, reappoint
from civic.accounts.models import User
from civic.audit.models import Entry
from tests import factories
from tests.budgeting.committee.seats.test_lots import a_call, after, six_apply
from tests.races.meeting import Act, meet, without_row_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
Patch = pytest.MonkeyPatch


@pytest.fixture
def han(db: None) -> User:
    return factories.a_staff_member("han", "secretary")


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_two_seats_that_are_filled_at_once_get_two_reserves(
    monkeypatch: Patch, han: User, guarded: bool
) -> None:
    call = a_call(factories.a_committee(factories.a_cycle("committee")), han, quotas={})
    six_apply(call)
    drawing.draw(han, call, public="1", at=after(call))
    leaving = list(Member.objects.order_by("pk")[:2])
    for one in leaving:
        seating.end_seat(han, one, how="resigned", on=one.starts_on)
    if not guarded:
        without_row_locks(monkeypatch)

    def follows(member: Member) -> Act:
        return lambda: seating.succeed(han, member, starts_on=member.starts_on)

    came = meet(monkeypatch, seating, "_next", follows(leaving[0]), follows(leaving[1]))
    followers = Member.objects.exclude(follows=None).count()
    assert (Counter(came), followers) == (
        (Counter({"": 2}), 2) if guarded else (Counter({"": 1, "committee.already_a_member": 1}), 1)
    )


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
@pytest.mark.parametrize("verb", ["end_seat", "reappoint"])
def test_a_seat_ends_once_and_a_term_is_given_once(
    monkeypatch: Patch, han: User, verb: str, guarded: bool
) -> None:
    committee = factories.a_committee(factories.a_cycle("committee"))
    member = factories.a_seat(committee, factories.a_resident("kim"))
    if not guarded:
        without_row_locks(monkeypatch)
    day = timezone.localdate()
    acts: dict[str, tuple[object, Act]] = {
        "end_seat": (end_seat, lambda: seating.end_seat(han, member, how="resigned", on=day)),
        "reappoint": (
            reappoint, lambda: seating.reappoint(han, member, until=day + timedelta(days=700)),
        ),
    }  # fmt: skip
    rule, act = acts[verb]
    came = meet(monkeypatch, rule, "require", act, act)
    said = Entry.objects.filter(verb=f"committee.{verb}").count()
    refused = {"end_seat": "committee.seat_ended", "reappoint": "committee.terms_used_up"}[verb]
    assert (came, said) == ((("", refused), 1) if guarded else (("", ""), 2))
