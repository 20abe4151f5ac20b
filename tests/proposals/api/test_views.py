"""The API does what the pages do."""

import pytest

from proposals.domain import hiding
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/api/v1/proposals/"
JSON = "application/json"
PARTS = {
    "title": "시장 뒷골목 안내등",
    "body": "어둡습니다",
    "topic": "safety",
    "area": "1111000000",
    "rough_cost": 5_000_000,
}


@pytest.fixture
def call():
    factories.a_topic()
    factories.a_city()
    return factories.a_call()


def test_a_proposal_is_submitted_and_read(client, kim, call):
    client.force_login(kim)
    made = client.post(URL, PARTS, JSON)
    assert made.status_code == 201, made.json()
    body = made.json()
    assert (body["state"], body["area"], body["rough_cost"], body["author"]) == (
        "open",
        "1111000000",
        5_000_000,
        "k**",
    )
    assert client.get(f"{URL}{body['number']}/").json() == body
    [row] = client.get(URL).json()["results"]
    assert (row["number"], row["summary"]) == (body["number"], "어둡습니다")


def test_personal_data_must_be_confirmed_and_a_resident_number_never(client, kim, call):
    client.force_login(kim)
    phone = PARTS | {"body": "010-0000-1234"}
    assert client.post(URL, phone, JSON).json()["type"] == "urn:civic:problem:proposals.personal_data"
    number = PARTS | {"body": "900101-1234567", "personal_data_ok": True}
    assert client.post(URL, number, JSON).json()["type"] == "urn:civic:problem:proposals.resident_number"
    assert not Proposal.objects.exists()
    assert client.post(URL, phone | {"personal_data_ok": True}, JSON).status_code == 201


def test_bad_values_are_a_problem_with_the_fields(client, kim, call):
    client.force_login(kim)
    answer = client.post(URL, {"title": "가", "topic": "none"}, JSON)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert set(answer.json()["errors"]) == {"title", "body", "topic"}
    assert client.get(f"{URL}?order=best").status_code == 422


def test_support_and_its_undoing(client, lee, call):
    proposal = factories.a_proposal(call=call)
    client.force_login(lee)
    assert client.post(f"{URL}{proposal.number}/support/").json()["support_count"] == 1
    assert client.delete(f"{URL}{proposal.number}/support/").json()["support_count"] == 0


def test_the_department_answers(client, yoon, call):
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    proposal = factories.a_proposal(state="review")
    address = f"{URL}{proposal.number}/answers/"
    assert client.post(address, {"interim": True, "text": "살펴보고 있습니다."}, JSON).status_code == 201
    final = {"disposition": "adopted", "text": "합니다.", "planned_on": "2027-03-01", "reason_code": ""}
    assert client.post(address, final, JSON).status_code == 201
    assert [one["interim"] for one in client.get(address).json()["results"]] == [True, False]
    proposal.refresh_from_db()
    assert proposal.state == "answered"


def test_a_waiting_proposal_is_handed_on(client, yoon, call):
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    factories.a_department("roads")
    proposal = factories.a_proposal(state="review")
    answer = client.post(
        f"{URL}{proposal.number}/route/", {"department": "roads", "reason": "도로 소관"}, JSON
    )
    assert answer.json()["department"] == "roads"


def test_hidden_and_absent_proposals_are_the_same_problem(client, kim, park):
    proposal = factories.a_proposal(author=kim)
    hiding.hide(park, proposal, rule="spam")
    hidden, absent = client.get(f"{URL}{proposal.number}/"), client.get(f"{URL}P-2026-99999/")
    assert (hidden.status_code, hidden.json()) == (404, absent.json())
    assert client.get(URL).json()["results"] == []


def test_pages_go_on_by_key(client, call):
    for _n in range(51):
        factories.a_proposal(call=call)
    first = client.get(f"{URL}?order=random&seed=7").json()
    second = client.get(URL, {"order": "random", "seed": 7, "after": first["next"]}).json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (50, 1, None)
    assert len({row["number"] for row in first["results"] + second["results"]}) == 51


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_one_query(client, call, many, django_assert_num_queries):
    for n in range(many):
        factories.a_proposal(call=call, topic=factories.a_topic(f"t{n}"))
    with django_assert_num_queries(1):
        client.get(URL)
