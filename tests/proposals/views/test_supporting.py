"""Support in the browser: one tap, undo in place, and the way through the sign-in."""

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def test_one_tap_supports_and_another_undoes(client, lee):
    proposal = factories.a_proposal()
    client.force_login(lee)
    client.post(f"/proposals/{proposal.number}/support/")
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert f"/proposals/{proposal.number}/unsupport/" in page
    client.post(f"/proposals/{proposal.number}/unsupport/")
    proposal.refresh_from_db()
    assert proposal.support_count == 0


def test_a_tap_before_the_sign_in_is_counted_once_after_it(client, lee):
    proposal = factories.a_proposal()
    tap = client.post(f"/proposals/{proposal.number}/support/")
    assert tap.status_code == 302
    assert f"next=%2Fproposals%2F{proposal.number}%2Fsupport%2F" in tap.url
    lee.set_password("a-long-password")
    lee.save()
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=lee, email=lee.email, verified=True, primary=True)
    back = client.post(tap.url, {"login": lee.email, "password": "a-long-password"})
    assert back.url == f"/proposals/{proposal.number}/support/"
    for _time in range(3):  # the way back, then a reload
        client.get(back.url)
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.supports.get().user) == (1, lee)


def test_a_foreign_link_cannot_support_in_somebodys_name(lee):
    proposal = factories.a_proposal()
    client = Client(enforce_csrf_checks=True)
    client.force_login(lee)
    assert client.get(f"/proposals/{proposal.number}/support/").status_code == 302
    assert client.post(f"/proposals/{proposal.number}/support/").status_code == 403
    proposal.refresh_from_db()
    assert proposal.support_count == 0


def test_the_own_page_gives_the_refusal_instead_of_a_button(client, kim):
    proposal = factories.a_proposal(author=kim)
    client.force_login(kim)
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert 'data-refusal="proposals.own_proposal"' in page
    assert (
        client.post(f"/proposals/{proposal.number}/support/").headers["X-Refusal"] == "proposals.own_proposal"
    )


def test_a_closed_proposal_shows_why_nobody_can_support_it(client, lee):
    proposal = factories.a_proposal(support_until=timezone.now())
    client.force_login(lee)
    page = client.get(f"/proposals/{proposal.number}/").content.decode()
    assert 'data-refusal="proposals.not_open_for_support"' in page
