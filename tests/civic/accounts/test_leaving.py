"""Leaving: contact data goes at once, public records stay without a name, and nobody comes back to vote twice."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from civic.accounts.domain.leaving import leave
from civic.accounts.domain.verifying import issue_code, verify_residency
from civic.accounts.models import ApiToken, Residency, User
from civic.accounts.refusals import HoldsRole, VerifiedElsewhere
from civic.accounts.tasks import purge_expired
from civic.comments.models import Follow
from civic.common.clock import now
from civic.notifications.models import Preference
from proposals.domain.supporting import support
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "밤길을-밝히는-등불-1"


@pytest.fixture
def settled(kim: User) -> User:
    """Kim with a password, an address, a token, settings, a draft, a published proposal."""
    kim.set_password(PASSWORD)
    kim.save()
    EmailAddress.objects.create(user=kim, email=kim.email, verified=True, primary=True)
    ApiToken.objects.create(
        user=kim, name="x", token_hash=b"t" * 32, expires_at=now() + timedelta(days=9), scopes=["read"]
    )
    Preference.objects.create(user=kim, family="proposals", by_mail=False)
    factories.a_proposal(author=kim, state="draft")
    factories.a_proposal(author=kim, title="골목을 밝혀 주십시오")
    return kim


def test_contact_data_is_gone(settled: User) -> None:
    email, name = settled.email, settled.display_name
    leave(settled, at=now())
    settled.refresh_from_db()
    assert (settled.display_name, settled.is_active) == ("탈퇴한 시민", False)
    assert not settled.has_usable_password()
    assert settled.email.endswith("@invalid")
    rows = [str(list(model.objects.values())) for model in (User, EmailAddress, ApiToken, Preference)]
    assert not any(email in text or f"'{name}'" in text for text in rows)
    assert not ApiToken.objects.exists()
    assert not Preference.objects.filter(user=settled).exists()


def test_public_records_stay_and_drafts_go(settled: User, client: Client) -> None:
    leave(settled, at=now())
    kept = Proposal.objects.get()
    assert kept.title == "골목을 밝혀 주십시오"
    assert client.get(f"/proposals/{kept.number}/").status_code == 200


def test_supports_stay_as_a_number(kim: User, lee: User) -> None:
    proposal = factories.a_proposal(author=kim)
    support(lee, proposal, at=now())
    leave(lee, at=now())
    proposal.refresh_from_db()
    assert proposal.support_count == 1
    assert proposal.supports.count() == 1
    assert not Follow.objects.filter(user=lee).exists()


def test_the_same_natural_person_cannot_be_verified_again_at_once(lee: User, newcomer: User) -> None:
    registrar = factories.a_staff_member("registrar", "registrar")
    Residency.objects.filter(user=lee).delete()
    code = issue_code(
        registrar, identifier="person-7", area=factories.a_borough(), basis="resident", at=now()
    )
    verify_residency(lee, code=code, at=now())
    again = issue_code(
        registrar, identifier="person-7", area=factories.a_borough(), basis="resident", at=now()
    )
    leave(lee, at=now())
    with pytest.raises(VerifiedElsewhere):
        verify_residency(newcomer, code=again, at=now())


def test_the_fingerprint_is_purged_after_a_year_and_not_before(lee: User, kim: User) -> None:
    leave(lee, at=now() - timedelta(days=364))
    purge_expired()
    assert Residency.objects.filter(user=lee).exists()
    Residency.objects.filter(user=lee).update(expires_at=now() - timedelta(days=1))
    purge_expired()
    assert not Residency.objects.filter(user=lee).exists()
    assert Residency.objects.filter(user=kim).exists()


def test_who_holds_a_role_gives_it_up_first(park: User) -> None:
    with pytest.raises(HoldsRole):
        leave(park, at=now())
    park.refresh_from_db()
    assert park.is_active


def test_leaving_twice_is_harmless(settled: User) -> None:
    leave(settled, at=now())
    leave(settled, at=now())
    assert User.objects.get(pk=settled.pk).display_name == "탈퇴한 시민"


def test_on_the_page_one_confirms_who_one_is_and_that_it_is_for_good(settled: User, client: Client) -> None:
    client.post("/account/login/", {"login": settled.email, "password": PASSWORD})
    asked = client.get("/account/leave/")
    assert asked["Location"].startswith("/account/reauthenticate/"), "the sign-in alone is not enough"
    client.post(asked["Location"], {"password": PASSWORD})
    assert client.get("/account/leave/").status_code == 200
    assert client.post("/account/leave/", {}).status_code == 422
    settled.refresh_from_db()
    assert settled.is_active
    done = client.post("/account/leave/", {"understood": "on"}, follow=True)
    assert "탈퇴" in done.content.decode()
    settled.refresh_from_db()
    assert not settled.is_active
    assert client.get("/me/").status_code == 302


def test_other_devices_are_signed_out(settled: User) -> None:
    other = Client()
    other.force_login(settled)
    assert other.get("/me/").status_code == 200
    leave(settled, at=now())
    assert other.get("/me/").status_code == 302
