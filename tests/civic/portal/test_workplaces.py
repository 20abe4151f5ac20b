"""The desk leads to where each role works, also on the first day, when nothing waits and nothing is there yet."""

import re

import pytest
from django.test import Client

from civic.accounts.models import Role, User
from civic.portal.workplaces import registry
from tests import factories

pytestmark = pytest.mark.django_db
PLACES = {
    "moderator": {"/moderation/queue/"},
    "officer": {"/proposals/desk/", "/workshops/desk/waiting/", "/budget/desk/reviews/", "/delivery/desk/"},
    "host": {"/workshops/desk/", "/school/desk/", "/spaces/new/"},
    "budget": {"/budget/desk/", "/results/desk/"},
    "publisher": {"/results/desk/", "/proposals/desk/drafts/"},
    "registrar": {"/account/desk/codes/"},
    "administrator": {"/account/desk/roles/", "/account/desk/codes/", "/budget/desk/", "/workshops/desk/"},
}


@pytest.mark.parametrize("kind", PLACES)
def test_every_role_finds_its_pages_on_an_empty_desk(newcomer: User, kind: str) -> None:
    department = factories.a_department() if kind == "officer" else None
    Role.objects.create(user=newcomer, kind=kind, department=department)
    factories.a_second_factor(newcomer)
    client = Client()
    client.force_login(newcomer)
    page = client.get("/desk/").content.decode()
    found = set(re.findall(r'href="([^"]+)"', page.split('id="workplaces"')[1].split("</nav>")[0]))
    assert found >= PLACES[kind]
    for address in found:
        assert client.get(address).status_code == 200, address


def test_an_administrator_has_all(admin: User, client: Client) -> None:
    factories.a_second_factor(admin)
    client.force_login(admin)
    page = client.get("/desk/").content.decode()
    assert [one.route for one in registry if f'href="{one.url}"' not in page] == []
