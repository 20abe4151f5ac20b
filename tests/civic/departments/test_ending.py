"""A department gets another name, is merged or ends; its row stays, and nobody comes after it twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from civic.accounts.actors import holds, offices_of
from civic.accounts.domain.granting import grant_role
from civic.accounts.models import Role, User
from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.constraints import violated
from civic.common.refusals import NotAllowed
from civic.departments import refusals
from civic.departments.domain import ending
from civic.notifications.models import Event
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "2027년 조직 개편"


def again(user: User) -> User:
    """The same person as the next request sees them."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def safety() -> Department:
    return factories.a_department(phone="02-1", takes_unrouted=True)


@pytest.fixture
def parks() -> Department:
    return factories.a_department("parks", name="공원과")


def merged(admin: User, one: Department, into: Department | None) -> Department:
    return ending.end(admin, one, successor=into, because=WHY, at=now())


def test_a_new_name_is_a_new_row_and_the_old_one_stays(admin: User, safety: Department) -> None:
    new = ending.rename(admin, safety, name="시민안전과", name_en="Civil safety", because=WHY, at=now())
    safety.refresh_from_db()
    assert (safety.name, safety.successor, safety.takes_unrouted) == ("안전과", new, False)
    new.refresh_from_db()
    assert (new.name, new.code, new.phone, new.takes_unrouted) == ("시민안전과", "safety-2", "02-1", True)
    assert new.stands_for == [safety.pk]
    third = ending.rename(admin, new, name="재난안전과", because=WHY, at=now())
    third.refresh_from_db()
    assert third.code == "safety-3"
    assert sorted(third.stands_for) == sorted([safety.pk, new.pk])
    assert Entry.objects.filter(verb="departments.renamed").count() == 2


def test_officers_go_along_until_the_same_day(
    admin: User, yoon: User, safety: Department, parks: Department
) -> None:
    until = now() + timedelta(days=30)
    Role.objects.filter(user=yoon).update(ends_at=until)
    later = Role.objects.create(
        user=yoon, kind="officer", department=safety, starts_at=now() + timedelta(days=9)
    )
    merged(admin, safety, parks)
    held = Role.objects.in_force().get(user=yoon)
    assert (held.department, held.ends_at) == (parks, until)
    later.refresh_from_db()
    assert later.department == parks
    assert holds(again(yoon), "officer", department=parks.pk)
    assert holds(again(yoon), "officer", department=safety.pk), "for what is left of it"
    assert set(offices_of(again(yoon))) == {parks.pk, safety.pk}
    assert Event.objects.get(kind="departments.taken_over").params["successor"] == parks.pk


def test_whoever_has_the_role_already_gets_it_once(
    admin: User, yoon: User, safety: Department, parks: Department
) -> None:
    Role.objects.create(user=yoon, kind="officer", department=parks)
    merged(admin, safety, parks)
    assert Role.objects.in_force().filter(user=yoon).count() == 1


def test_the_officers_of_the_successor_act_for_it_and_the_other_way_nothing(
    admin: User, safety: Department, parks: Department
) -> None:
    of_parks = factories.a_staff_member("moss", "officer", parks)
    assert not holds(of_parks, "officer", department=safety.pk)
    merged(admin, safety, parks)
    assert holds(again(of_parks), "officer", department=safety.pk)
    assert not holds(again(of_parks), "officer", department=factories.a_department("roads").pk)


def test_what_stood_below_stands_below_the_successor(
    admin: User, safety: Department, parks: Department
) -> None:
    team = factories.a_department("team", parent=safety)
    merged(admin, safety, parks)
    team.refresh_from_db()
    assert team.parent == parks


def test_a_team_that_takes_its_parent_over_stands_where_that_stood(admin: User, safety: Department) -> None:
    top = factories.a_department("top")
    Department.objects.filter(pk=safety.pk).update(parent=top)
    team, other = (
        factories.a_department("team", parent=safety),
        factories.a_department("other", parent=safety),
    )
    merged(admin, safety, team)
    for one in (team, other):
        one.refresh_from_db()
        assert one.parent == top


def test_without_a_successor_only_where_nothing_is_left(admin: User, yoon: User, safety: Department) -> None:
    with pytest.raises(refusals.NeedsASuccessor):
        merged(admin, safety, None)
    yoon.roles.update(ends_at=now())
    factories.a_proposal(department=safety, state="review")
    with pytest.raises(refusals.NeedsASuccessor):
        merged(admin, safety, None)
    Proposal.objects.update(state="withdrawn")
    Department.objects.filter(pk=safety.pk).update(takes_unrouted=True)
    with pytest.raises(refusals.NeedsASuccessor):  # it takes what nobody else does
        merged(admin, safety, None)
    empty = factories.a_department("empty")
    assert merged(admin, empty, None).ended_at is not None


def test_what_is_refused(admin: User, park: User, safety: Department, parks: Department) -> None:
    with pytest.raises(NotAllowed):
        merged(park, safety, parks)
    with pytest.raises(refusals.NeedsAReason):
        ending.end(admin, safety, successor=parks, because=" ", at=now())
    with pytest.raises(refusals.SuccessorHasEnded):
        merged(admin, safety, safety)
    with pytest.raises(refusals.NeedsAName):
        ending.rename(admin, safety, name=" 안전과 ", because=WHY, at=now())
    merged(admin, parks, safety)
    with pytest.raises(refusals.SuccessorHasEnded):
        merged(admin, safety, parks)
    with pytest.raises(DepartmentEnded):
        merged(admin, parks, safety)
    with pytest.raises(DepartmentEnded):
        ending.rename(admin, parks, name="숲과", because=WHY, at=now())


def test_the_database_says_the_same(admin: User, safety: Department, parks: Department) -> None:
    def refused(by: str, **changes: object) -> None:
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Department.objects.filter(pk=parks.pk).update(**changes)
        assert violated(error.value) == by

    refused("department_end_is_whole", successor=safety)
    refused("department_end_is_whole", ended_at=now())
    end = {"ended_at": now(), "ended_because": WHY}
    refused("department_successor_in_force", successor=parks, **end)
    merged(admin, safety, factories.a_department("roads"))
    refused("department_successor_in_force", successor=safety, **end)
    merged(admin, parks, None)
    refused("department_ended_stays", name="숲과")
    refused("department_ended_stays", ended_at=None, ended_because="")
    refused("department_ended_stays", successor=factories.a_department("roads"))


def test_a_row_read_before_takes_nothing_away(admin: User, safety: Department, parks: Department) -> None:
    before = Department.objects.get(pk=parks.pk)
    merged(admin, safety, parks)
    before.phone = "02-9"
    before.save()
    before.refresh_from_db()
    assert (before.phone, before.stands_for) == ("02-9", [safety.pk])


def test_nobody_gets_a_role_in_one_that_has_ended(admin: User, newcomer: User, parks: Department) -> None:
    merged(admin, parks, None)
    parks.refresh_from_db()
    with pytest.raises(DepartmentEnded):
        grant_role(admin, newcomer, "officer", department=parks, at=now())
