"""Whoever supports eleven proposals finds the first one too."""

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from proposals.domain import hiding, supporting
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_that_one_supports_is_a_press_away_and_comes_by_pages(
    kim: User, lee: User, client: Client
) -> None:
    call = factories.a_call()
    rows = [factories.a_proposal(author=kim, call=call) for _n in range(23)]
    for row in rows:
        supporting.support(lee, row, at=timezone.now())
    client.force_login(lee)
    me = client.get("/me/").content.decode()
    assert me.count("/proposals/P-") == 10
    assert "/proposals/mine/?what=supported" in me
    first = client.get("/proposals/mine/?what=supported")
    second = client.get(f"/proposals/mine/?what=supported&after={first.context['page'].next_cursor}")
    seen = [one.number for page in (first, second) for one in page.context["page"]]
    assert sorted(seen) == sorted(row.number for row in rows)
    assert not list(client.get("/proposals/mine/").context["page"])


def test_ones_own_are_listed_in_every_state_and_nobody_elses(
    kim: User, lee: User, park: User, client: Client
) -> None:
    mine = [factories.a_proposal(author=kim) for _n in range(11)]
    hiding.hide(park, mine[0], rule="abuse")
    factories.a_proposal(author=kim, state="draft")
    factories.a_proposal(author=lee)
    client.force_login(kim)
    assert "/proposals/mine/?what=written" in client.get("/me/").content.decode()
    page = client.get("/proposals/mine/")
    assert {one.pk for one in page.context["page"]} == {one.pk for one in mine}
    assert Proposal.objects.get(pk=mine[0].pk).state == "hidden"


def test_a_visitor_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get("/proposals/mine/")["Location"].startswith(
        "/account/login/?next=%2Fproposals%2Fmine%2F"
    )
