"""The pages of proposing together, without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone

from civic.common.korean import masked
from proposals.domain import together
from proposals.models import CoProposer, Invitation, Proposal
from tests import factories

pytestmark = pytest.mark.django_db


def address(proposal):
    return reverse("proposals:together", args=[proposal.uuid])


def link(proposal):
    return reverse("proposals:join", args=[together.token_of(Invitation.objects.get(revoked_at=None))])


def test_from_the_link_to_the_public_page(client, kim, lee):
    proposal = factories.a_proposal(author=kim)
    client.force_login(kim)
    client.post(address(proposal), {"step": "invite"})
    assert link(proposal) in client.get(address(proposal)).content.decode()
    client.logout()
    to_sign_in = client.get(link(proposal))
    assert to_sign_in.url.startswith("/account/login/?next=")
    client.force_login(lee)
    asked = client.get(link(proposal)).content.decode()
    assert proposal.body.split(".")[0] in asked
    assert client.post(link(proposal), {"choice": "accept"}).url == proposal.get_absolute_url()
    client.logout()
    assert masked("lee") in client.get(proposal.get_absolute_url()).content.decode()


def test_declining_stores_nothing(client, kim, lee):
    proposal = factories.a_proposal(author=kim)
    together.invite(kim, proposal, at=timezone.now())
    client.force_login(lee)
    assert client.post(link(proposal), {"choice": "decline"}).url == "/proposals/"
    assert not CoProposer.objects.exists()


def test_a_draft_is_read_by_the_link_only_while_it_is_in_force(client, kim, lee):
    draft = factories.a_proposal(author=kim, state="draft")
    invitation = together.invite(kim, draft, at=timezone.now())
    client.force_login(lee)
    assert draft.title in client.get(link(draft)).content.decode()
    assert client.get(reverse("proposals:draft", args=[draft.uuid])).status_code == 404
    where = link(draft)
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())
    assert draft.title not in client.get(where).content.decode()
    answer = client.post(where, {"choice": "accept"})
    assert answer.headers["X-Refusal"] == "proposals.invitation_over"


def test_a_co_proposer_writes_the_draft_and_finds_it_on_their_page(client, kim, lee):
    draft = factories.a_proposal(author=kim, state="draft", call=factories.a_call())
    together.join(lee, together.invite(kim, draft, at=timezone.now()), at=timezone.now())
    client.force_login(lee)
    assert draft.title in client.get("/me/").content.decode()
    page = reverse("proposals:part", args=[draft.uuid, "text"])
    assert client.post(page, {"body": "함께 쓴 글", "kind": "problem"}).status_code == 302
    check = client.get(reverse("proposals:check", args=[draft.uuid]))
    assert check.context["refusal"].code == "proposals.not_the_author"
    client.post(address(draft), {"step": "leave"})
    assert client.get(page).status_code == 404


def test_the_page_is_nobody_elses(client, kim, lee, park):
    proposal = factories.a_proposal(author=kim)
    factories.a_second_factor(park)
    for person in (lee, park):
        client.force_login(person)
        assert client.get(address(proposal)).status_code == 404
    assert client.get(reverse("proposals:join", args=["1:wrong"])).status_code == 404


def test_a_group_stands_with_its_representative(client, kim):
    call = factories.a_call()
    draft = factories.a_proposal(author=kim, state="draft", call=call)
    client.force_login(kim)
    page = reverse("proposals:part", args=[draft.uuid, "group"])
    assert client.post(page, {"group_name": "한빛마을 주민모임"}).status_code == 422
    client.post(page, {"group_name": "한빛마을 주민모임", "group_kind": "residents"})
    client.post(reverse("proposals:check", args=[draft.uuid]))
    shown = client.get(Proposal.objects.get(state="open").get_absolute_url()).content.decode()
    assert "한빛마을 주민모임" in shown
    assert masked("kim") in shown
