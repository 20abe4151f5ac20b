"""The counter's page, the paper, and the page of the code."""

import pytest
from django.utils import timezone

from proposals.domain import assisting
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = {
    "title": "쉼터에 의자를 놓아 주세요", "body": "앉을 곳이 없습니다.", "kind": "problem", "topic": "safety", "channel": "phone",
    "consent": "spoken",
}  # fmt: skip


@pytest.fixture
def typist(park, client):
    factories.a_topic()
    factories.a_call()
    factories.a_second_factor(park)
    client.force_login(park)
    return park


def test_from_the_counter_to_the_persons_own_page(client, typist, kim):
    today = timezone.localdate().isoformat()
    to_paper = client.post("/proposals/desk/assist/", TEXT | {"consented_on": today})
    proposal = Proposal.objects.get()
    assert to_paper.url == f"/proposals/{proposal.number}/slip/"
    code = client.get(to_paper.url).context["code"]
    assert len(code) == 14
    assert client.get(to_paper.url).context["code"] == ""  # shown once
    client.logout()
    assert "직원이 대신 입력" in client.get(proposal.get_absolute_url()).content.decode()
    asked = client.post("/proposals/claim/", {"code": code})
    assert asked.url == f"/proposals/claim/?code={code.replace('-', '')}"
    assert client.get(asked.url).url.startswith("/account/login/?next=")
    client.force_login(kim)
    assert code.replace("-", "") in client.get(asked.url).content.decode()
    assert client.post("/proposals/claim/", {"code": code}).url == proposal.get_absolute_url()
    assert proposal.title in client.get("/me/").content.decode()
    again = client.post("/proposals/claim/", {"code": code})
    assert (again.status_code, again.headers["X-Refusal"]) == (422, "proposals.code_unknown")


def test_without_consent_or_with_contact_data_the_page_comes_back(client, typist):
    today = timezone.localdate().isoformat()
    for wrong in (
        {"consent": ""},
        {"consented_on": ""},
        {"body": "010-0000-1234"},
        {"body": "900101-1234567"},
    ):
        answer = client.post("/proposals/desk/assist/", TEXT | {"consented_on": today} | wrong)
        assert answer.status_code == 422, wrong
    assert not Proposal.objects.exists()


def test_a_lost_paper_is_made_anew(client, typist):
    proposal, _code = assisting.enter(
        typist, call=factories.a_call(), channel="visit", consent="signed", consented_on=timezone.localdate(),
        title="쉼터에 의자", body="앉을 곳", topic=factories.a_topic(), at=timezone.now(),
    )  # fmt: skip
    assert proposal.title in client.get("/proposals/desk/assisted/").content.decode()
    to_paper = client.post(f"/proposals/{proposal.number}/slip/")
    assert client.get(to_paper.url).context["code"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long(client, typist, django_assert_num_queries, many):
    for n in range(many):
        assisting.enter(
            typist, call=factories.a_call(), channel="visit", consent="signed", consented_on=timezone.localdate(),
            title=f"쉼터에 의자 {n}", body="앉을 곳", topic=factories.a_topic(), at=timezone.now(),
        )  # fmt: skip
    client.get("/proposals/desk/assisted/")
    with django_assert_num_queries(
        6
    ):  # session, person, second factor, roles, unread notices, what was entered
        client.get("/proposals/desk/assisted/")
