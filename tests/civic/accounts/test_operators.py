"""What an operator does at the machine, because no page can: the first administrator, and a lost second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from civic.accounts.models import Role, User
from civic.audit.models import Entry
from tests import factories

pytestmark = pytest.mark.django_db
EMAIL = "first@city.example"


def appoint(*arguments: str) -> None:
    call_command("administrator", *arguments, verbosity=0)


def test_the_first_administrator_comes_from_the_command_line(client: Client) -> None:
    appoint(EMAIL, "--name", "First", "--language", "en")
    first = User.objects.get()
    assert (first.display_name, first.language, first.has_usable_password()) == ("First", "en", False)
    factories.a_second_factor(first)
    client.force_login(first)
    assert client.get("/account/desk/roles/").status_code == 200, "and grants the other roles there"
    entry = Entry.objects.get(verb="accounts.grant_role")
    assert (entry.actor, entry.actor_name) == (None, "system:administrator")


def test_without_a_password_the_code_by_mail_signs_in(client: Client) -> None:
    appoint(EMAIL, "--name", "First")
    client.post("/account/login/code/", {"email": EMAIL})
    assert mail.outbox[-1].to == [EMAIL]


def test_an_account_that_is_there_is_kept_and_only_gets_the_role(newcomer: User) -> None:
    before = (newcomer.display_name, newcomer.password)
    appoint(newcomer.email.upper())
    appoint(newcomer.email)
    newcomer.refresh_from_db()
    assert (newcomer.display_name, newcomer.password) == before
    assert Role.objects.get(user=newcomer).kind == "administrator"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((EMAIL,), "--name"),
        (("no-address", "--name", "First"), "no-address"),
        ((EMAIL, "--name", "F" * 41), "40"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        appoint(*arguments)
    assert not User.objects.exists()


def test_who_has_left_gets_no_role(newcomer: User) -> None:
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    with pytest.raises(CommandError, match="closed"):
        appoint(newcomer.email)
    assert not Role.objects.exists()


@override_settings(DEMO_MODE=False)
def test_a_lost_second_factor_is_taken_off_and_a_new_one_comes_first(client: Client, admin: User) -> None:
    factories.a_second_factor(admin)
    call_command("forget_second_factor", admin.email, verbosity=0)
    assert not Authenticator.objects.filter(user=admin).exists()
    assert Entry.objects.get(verb="accounts.forget_second_factor").actor_name == "system:forget_second_factor"
    client.force_login(admin)
    assert client.get("/desk/")["Location"] == "/account/2fa/"


@pytest.mark.parametrize("email", ["nobody@city.example", "newcomer"])
def test_where_there_is_none_to_forget_that_is_said(newcomer: User, email: str) -> None:
    address = newcomer.email if email == "newcomer" else email
    with pytest.raises(CommandError, match=r"no account|no second factor"):
        call_command("forget_second_factor", address, verbosity=0)
    assert not Entry.objects.exists()
