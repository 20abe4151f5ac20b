"""Roles are rows with a beginning and an end; nobody gives one to themselves."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from civic.accounts.actors import System, holds
from civic.accounts.domain.granting import end_role, grant_role
from civic.accounts.models import Role, User
from civic.accounts.refusals import OwnRole
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from tests import factories

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """The same person as the next request sees them."""
    return User.objects.get(pk=user.pk)


def test_an_administrator_grants_a_role_and_the_record_says_so(admin: User, newcomer: User) -> None:
    grant_role(admin, newcomer, "moderator", at=now())
    assert holds(again(newcomer), "moderator")
    assert Entry.objects.get(verb="accounts.grant_role").actor == admin


def test_granting_twice_makes_one_row(admin: User, newcomer: User) -> None:
    grant_role(admin, newcomer, "moderator", at=now())
    grant_role(admin, newcomer, "moderator", at=now())
    assert Role.objects.filter(user=newcomer).count() == 1


def test_nobody_grants_to_themselves(admin: User) -> None:
    with pytest.raises(OwnRole):
        grant_role(admin, admin, "publisher", at=now())


def test_others_grant_nothing(park: User, newcomer: User) -> None:
    with pytest.raises(NotAllowed):
        grant_role(park, newcomer, "moderator", at=now())
    assert not Role.objects.filter(user=newcomer).exists()


def test_an_ended_role_is_gone_with_the_next_request(admin: User, park: User) -> None:
    end_role(admin, park.roles.get(), at=now())
    assert not holds(again(park), "moderator")


def test_a_role_that_begins_later_is_not_held_yet(newcomer: User) -> None:
    Role.objects.create(user=newcomer, kind="moderator", starts_at=now() + timedelta(days=1))
    assert not holds(newcomer, "moderator")


def test_an_officer_holds_for_their_own_department_only(yoon: User) -> None:
    other = factories.a_department("parks")
    assert holds(yoon, "officer", department=factories.a_department().pk)
    assert not holds(yoon, "officer", department=other.pk)


def test_the_platform_itself_acts_as_system() -> None:
    assert holds(System("test"), "budget")


@override_settings(DEMO_MODE=False)
def test_staff_without_a_second_factor_can_only_set_one_up(client: Client, park: User) -> None:
    client.force_login(park)
    response = client.get("/desk/")
    assert (response.status_code, response["Location"]) == (302, "/account/2fa/")


@override_settings(DEMO_MODE=False)
def test_staff_with_a_second_factor_come_in(client: Client, park: User) -> None:
    factories.a_second_factor(park)
    client.force_login(park)
    assert client.get("/desk/").status_code == 200


def test_the_roles_page_asks_the_same_number_of_questions_for_one_and_three(
    client: Client, admin: User, django_assert_num_queries: object
) -> None:
    factories.a_second_factor(admin)
    client.force_login(admin)
    client.get("/account/desk/roles/")
    with django_assert_num_queries(7):  # type: ignore[operator]  # pytest-django's fixture has no type
        client.get("/account/desk/roles/")
    for name in ("a", "b", "c"):
        factories.a_staff_member(name, "moderator")
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/account/desk/roles/")
