"""Invitations, private workshops, and the link in the mail that gives places back."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.domain.composing import compose
from civic.notifications.domain.delivering import fan_out_once
from civic.notifications.kinds import registry
from civic.notifications.models import Event, Mail
from tests import factories
from tests.workshops.conftest import an_opinion
from workshops.before import refusals
from workshops.before.links import cancel_path
from workshops.domain import recording, waiting
from workshops.domain.attending import check_in
from workshops.domain.inviting import accept_invitation, decline_invitation, invite, withdraw_invitation
from workshops.domain.registering import register
from workshops.models import Opinion, Registration, Workshop


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def test_a_private_workshop_is_for_those_who_are_invited(
    client: Client, seo: User, kim: User, lee: User
) -> None:
    workshop = factories.a_workshop(access="private")
    page = workshop.get_absolute_url()
    for path in (page, f"{page}workshop.ics", f"/api/v1/workshops/{workshop.code}/", f"{page}register/"):
        assert client.get(path).status_code == 404
    assert workshop.code not in client.get("/workshops/").content.decode()
    assert workshop.code not in client.get("/workshops/calendar.ics").content.decode()
    invitation = invite(seo, workshop, name="김", at=now())
    assert workshop.title in client.get(invitation.path).content.decode(), "whoever has the link reads it"
    client.force_login(kim)
    accepted = client.post(invitation.path, {"answer": "accept"})
    assert accepted["Location"] == f"{page}register/"
    assert client.get(page).status_code == 200
    client.force_login(lee)
    assert client.get(page).status_code == 404
    assert client.post(invitation.path, {"answer": "accept"}).status_code == 409, "the link is for one person"


def test_a_transparent_workshop_is_read_by_all_and_joined_by_the_invited(
    client: Client, seo: User, kim: User, lee: User
) -> None:
    workshop = factories.a_workshop(access="transparent")
    assert client.get(workshop.get_absolute_url()).status_code == 200
    for call in (register, waiting.join):
        with pytest.raises(refusals.InvitationNeeded):
            call(lee, workshop, at=now())
    accept_invitation(kim, invite(seo, workshop, name="김", at=now()), at=now())
    register(kim, workshop, at=now())


def test_what_was_said_in_a_private_workshop_stays_there(seo: User, kim: User) -> None:
    workshop = factories.a_workshop(access="private", starts_in=timedelta(minutes=-30))
    recording.hold_workshop(seo, workshop, at=now())
    opinion = an_opinion(workshop, seo)
    recording.publish_record(seo, workshop, at=now())
    assert not Opinion.objects.visible_to(kim).filter(pk=opinion.pk).exists()
    Workshop.objects.filter(pk=workshop.pk).update(access="transparent")
    assert Opinion.objects.visible_to(kim).filter(pk=opinion.pk).exists()


def test_an_invitation_is_accepted_or_declined_once(
    seo: User, kim: User, lee: User, workshop: Workshop
) -> None:
    first, second = (invite(seo, workshop, name=name, at=now()) for name in ("하나", "둘"))
    accept_invitation(kim, first, at=now())
    assert accept_invitation(kim, first, at=now()).user == kim, "twice is once"
    with pytest.raises(refusals.InvitationSettled):
        decline_invitation(lee, first, at=now())
    with pytest.raises(refusals.InvitationSettled):
        accept_invitation(kim, second, at=now())
    decline_invitation(AnonymousUser(), second, at=now())
    with pytest.raises(refusals.InvitationSettled):
        accept_invitation(lee, second, at=now())


def test_whoever_has_an_account_with_the_address_is_told(seo: User, kim: User, workshop: Workshop) -> None:
    invite(seo, workshop, name="김", email=kim.email.upper(), at=now())
    event = Event.objects.get(kind="workshops.invited")
    assert list(registry["workshops.invited"].recipients(event)) == [kim]


def test_a_made_up_link_leads_nowhere(client: Client, kim: User, workshop: Workshop) -> None:
    seat = register(kim, workshop, at=now())
    forged = signing.Signer(salt="workshops.invitation").sign(str(seat.pk))
    for path in ("/workshops/cancel/1/", f"/workshops/cancel/{forged}/", "/workshops/invitation/1:abc/"):
        assert client.get(path).status_code == 404


def test_the_mail_has_a_link_that_asks_and_then_gives_the_place_back(
    client: Client, kim: User, workshop: Workshop
) -> None:
    client.cookies["django_language"] = "ko"
    seat = register(kim, workshop, at=now())
    fan_out_once()
    mail = compose(Mail.objects.select_related("message__event", "message__user").get())
    path = cancel_path(seat)
    assert path in mail.body
    assert path in str(mail.alternatives[0][0])
    asked = client.get(path)
    assert "신청을 취소하시겠습니까" in asked.content.decode()
    seat.refresh_from_db()
    assert seat.cancelled_at is None, "a mail program that opens links cancels nothing"
    assert client.post(path).status_code == 200
    seat.refresh_from_db()
    workshop.refresh_from_db()
    assert (seat.cancelled_at is not None, workshop.registered_count) == (True, 0)
    assert client.post(path).status_code == 409


def test_the_link_does_nothing_once_the_person_is_there_or_it_has_begun(
    client: Client, kim: User, seo: User
) -> None:
    workshop = factories.a_workshop(starts_in=timedelta(minutes=10))
    seat = register(kim, workshop, at=now())
    check_in(seo, seat, at=now())
    assert client.post(cancel_path(seat)).status_code == 409
    begun = factories.a_workshop(starts_in=timedelta(minutes=-5))
    late = register(kim, begun, at=begun.starts_at - timedelta(hours=1))
    assert client.post(cancel_path(late)).status_code == 409
    assert Registration.objects.in_force().count() == 2


@pytest.mark.parametrize("accepted", [False, True])
def test_a_link_that_went_to_the_wrong_person_is_withdrawn(
    accepted: bool, seo: User, kim: User, client: Client
) -> None:
    workshop = factories.a_workshop(access="private", capacity=1)
    invitation = invite(seo, workshop, name="kim", at=now())
    if accepted:
        accept_invitation(kim, invitation, at=now())
        register(kim, workshop, at=now())
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/invitations/{invitation.pk}/withdraw/"
    assert client.post(path).status_code == 302
    workshop.refresh_from_db()
    assert workshop.registered_count == 0
    told = Event.objects.filter(kind="workshops.released")
    assert told.count() == int(accepted)
    client.force_login(kim)
    assert client.get(f"/workshops/{workshop.code}/").status_code == 404
    assert client.post(invitation.path, {"answer": "accept"}).status_code == 409
    client.force_login(seo)
    assert client.post(path).status_code == 409
    other = factories.a_workshop()
    assert client.post(path.replace(workshop.code, other.code)).status_code == 404


def test_whoever_may_come_without_an_invitation_keeps_the_place(seo: User, kim: User) -> None:
    workshop = factories.a_workshop()
    invitation = invite(seo, workshop, name="kim", at=now())
    accept_invitation(kim, invitation, at=now())
    register(kim, workshop, at=now())
    withdraw_invitation(seo, invitation, at=now())
    assert Registration.objects.in_force().count() == 1
