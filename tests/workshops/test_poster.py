"""Checking in by oneself at the poster on the wall."""

import re
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.ids import ALPHABET
from tests import factories
from tests.workshops.conftest import registered
from workshops import refusals
from workshops.domain import attending, registering
from workshops.models import Workshop
from workshops.posters import is_poster_code, poster_code


def test_each_workshop_has_a_poster_code_of_its_own_and_always_the_same(db: None) -> None:
    one, two = factories.a_workshop(), factories.a_workshop()
    assert poster_code(one) == poster_code(Workshop.objects.get(pk=one.pk)) != poster_code(two)
    assert re.fullmatch(f"[{ALPHABET}]{{6}}", poster_code(one))
    assert is_poster_code(one, poster_code(one).lower())
    assert not is_poster_code(one, poster_code(two))


def test_a_person_checks_in_without_an_account_and_the_second_time_says_since_when(
    today: Workshop, kim: User, client: Client
) -> None:
    seat = registered(today, kim)
    path = f"/workshops/{today.code}/here/{poster_code(today)}/"
    assert client.get(path).status_code == 200
    seat.refresh_from_db()
    assert seat.checked_in_at is None  # looking is not coming
    client.cookies["django_language"] = "ko"
    assert "입장이 확인되었습니다" in client.post(path, {"code": seat.code.lower()}).content.decode()
    assert "이미 확인되었습니다" in client.post(path, {"code": seat.code}).content.decode()
    seat.refresh_from_db()
    assert seat.checked_in_at is not None
    assert seat.checked_in_by is None


def test_whoever_is_signed_in_need_not_type_the_code(today: Workshop, kim: User, client: Client) -> None:
    seat = registered(today, kim)
    client.force_login(kim)
    page = client.get(f"/workshops/{today.code}/here/{poster_code(today)}/").content.decode()
    assert f'value="{seat.code}"' in page


def test_nobody_checks_in_from_home_or_before_the_day_or_with_a_wrong_code(
    today: Workshop, workshop: Workshop, kim: User, client: Client
) -> None:
    registered(today, kim)
    assert client.get(f"/workshops/{today.code}/here/{poster_code(workshop)}/").status_code == 404
    path = f"/workshops/{today.code}/here/{poster_code(today)}/"
    assert client.post(path, {"code": "222222"}).status_code == 422
    early = registered(workshop, kim)
    with pytest.raises(refusals.CheckInNotOpen):
        attending.check_in_self(early, at=now())
    registering.cancel_registration(kim, early, at=now())
    with pytest.raises(refusals.NotRegistered):
        attending.check_in_self(early, at=workshop.starts_at)


def test_the_poster_is_for_hosts(today: Workshop, seo: User, kim: User, client: Client) -> None:
    for person, status in ((kim, 403), (seo, 200)):
        client.force_login(person)
        for path in ("poster/", "poster/qr.svg"):
            assert client.get(f"/workshops/desk/{today.code}/{path}").status_code == status
    response: Any = client.get(f"/workshops/desk/{today.code}/poster/")
    assert poster_code(today) in response.content.decode()
