"""Redis holds no truth: without it pages are read and the API answers; what guards people stays shut."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from redis.exceptions import RedisError
from rest_framework.views import APIView

from budgeting.voting import tickets
from budgeting.voting.queries import times_cast
from civic.accounts.domain.verifying import _count_try
from civic.accounts.models import User
from civic.api.throttling import People, Visitors
from tests import factories
from tests.budgeting.voting import making
from tests.civic.portal.test_health import dead_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VISITOR_PAGE_SECONDS = 5
    monkeypatch.setattr(APIView, "throttle_classes", [Visitors, People])
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": f"redis://127.0.0.1:{dead_port()}/0"},
    }


@pytest.mark.parametrize(
    "address",
    ["/", "/proposals/", "/proposals/map/?q=a", "/workshops/", "/budget/", "/vote/", "/results/", "/data/", "/api/v1/",
     "/api/v1/proposals/", "/healthz"],
)  # fmt: skip
def test_what_is_public_is_read(client: Client, kim: User, away: None, address: str) -> None:
    factories.a_proposal(author=kim)
    assert client.get(address).status_code == 200


def test_who_is_signed_in_reads_and_writes(client: Client, kim: User, lee: User, away: None) -> None:
    thread = factories.a_proposal(author=kim).thread
    assert thread is not None
    client.force_login(lee)
    assert client.get("/me/").status_code == 200
    said = client.post(
        f"/api/v1/threads/{thread.pk}/comments/", {"body": "좋습니다"}, content_type="application/json"
    )
    assert said.status_code == 201


def test_a_ballot_is_cast_by_page_and_by_program(client: Client, kim: User, away: None) -> None:
    vote = making.a_vote()
    client.force_login(kim)
    assert client.get(f"/vote/{vote.cycle.slug}/").status_code == 200
    chosen = f"{vote.envelope.key}:{vote.projects[0].number}"
    cast = client.post(f"/vote/{vote.cycle.slug}/review/", {"key": str(uuid4()), "choice": [chosen]})
    assert cast.status_code == 302
    again = client.post(
        f"/api/v1/votes/{vote.cycle.slug}/ballots/",
        {"choices": vote.choose(1)},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert again.status_code == 201
    assert times_cast(vote.group, kim) == 2


def test_what_guards_people_stays_shut(kim: User, away: None) -> None:
    with pytest.raises(RedisError):
        _count_try(kim)
    with pytest.raises(RedisError):
        tickets.give(SimpleNamespace(pk=1), kim.uuid)  # type: ignore[arg-type]  # of a vote only the number is asked
