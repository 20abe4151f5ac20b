"""The API: the same facts and the same acts."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.conftest import an_opinion
from workshops.domain import recording
from workshops.models import Registration, Workshop

JSON = "application/json"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_one_query(
    number: int, client: Client, django_assert_num_queries: Any, db: None
) -> None:
    for _n in range(number):
        factories.a_workshop()
    with django_assert_num_queries(1):
        found = client.get("/api/v1/workshops/").json()
    assert (len(found["results"]), found["next"]) == (number, None)


def test_detail_tells_seats_and_dates(client: Client, workshop: Workshop) -> None:
    found = client.get(f"/api/v1/workshops/{workshop.code}/").json()
    assert (found["seats_left"], found["state"], found["area"], found["outcome"]) == (
        5,
        "announced",
        "1100000000",
        None,
    )


def test_a_wrong_parameter_is_a_problem(client: Client, db: None) -> None:
    response = client.get("/api/v1/workshops/?when=someday")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")


def test_register_read_and_cancel(client: Client, kim: User, workshop: Workshop) -> None:
    client.force_login(kim)
    path = f"/api/v1/workshops/{workshop.code}/registration/"
    assert client.get(path).json()["type"].endswith("workshops.not_registered")
    made = client.post(path, {"needs": "필담"}, content_type=JSON)
    assert made.status_code == 201
    assert client.get(path).json()["code"] == made.json()["code"]
    assert client.delete(path).status_code == 204
    assert not Registration.objects.in_force().exists()


def test_nobody_registers_without_signing_in(client: Client, workshop: Workshop) -> None:
    path = f"/api/v1/workshops/{workshop.code}/registration/"
    for response in (client.post(path, {}, content_type=JSON), client.get(path), client.delete(path)):
        assert response.status_code == 401
        assert response.json()["type"].endswith("accounts.sign_in_first")


def test_opinions_appear_with_the_record(client: Client, seo: User) -> None:
    held = recording.hold_workshop(seo, factories.a_workshop(starts_in=timedelta(minutes=-5)), at=now())
    an_opinion(held, seo)
    path = f"/api/v1/workshops/{held.code}/opinions/"
    assert client.get(path).status_code == 404
    recording.publish_record(seo, held, at=now())
    [opinion] = client.get(path).json()["results"]
    assert (opinion["text"], opinion["disposition"], opinion["votes"]) == ("골목이 어둡습니다.", "open", None)
    assert not {"speaker", "receipt", "table"} & set(opinion)
    assert client.get(f"/api/v1/workshops/{held.code}/").json()["outcome"]["total"] == 1
