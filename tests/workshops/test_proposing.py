"""An opinion becomes a proposal."""

from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from civic.portal.threads import thread
from proposals.models import Proposal
from tests import factories
from tests.workshops.conftest import an_opinion, registered
from workshops import refusals
from workshops.domain import proposing, recording
from workshops.models import Opinion


@pytest.fixture
def opinion(kim: User, seo: User) -> Opinion:
    """Said by kim, in a published record; a call is open."""
    factories.a_call()
    workshop = factories.a_workshop(starts_in=timedelta(minutes=-30))
    seat = registered(workshop, kim)
    recording.hold_workshop(seo, workshop, at=now())
    said = an_opinion(workshop, seo, "동네에 수리 손수레가 돌면 좋겠습니다.", speaker=seat)
    recording.publish_record(seo, workshop, at=now())
    return Opinion.objects.select_related("workshop").get(pk=said.pk)


def _propose(actor: User, opinion: Opinion) -> Proposal:
    return proposing.propose(
        actor,
        opinion,
        title="동네 수리 손수레",
        body=opinion.text,
        area=factories.a_city(),
        topic=None,
        at=now(),
    )


def test_a_host_makes_the_proposal_without_naming_the_speaker(opinion: Opinion, kim: User, seo: User) -> None:
    proposal = _propose(seo, opinion)
    opinion.refresh_from_db()
    assert (opinion.proposal, proposal.author, proposal.state) == (proposal, seo, "open")
    event = Event.objects.get(kind="workshops.opinion_proposed")
    assert list(registry[event.kind].recipients(event)) == [kim]


def test_the_speaker_makes_it_as_its_author(opinion: Opinion, kim: User) -> None:
    assert _propose(kim, opinion).author == kim


def test_one_opinion_becomes_one_proposal(opinion: Opinion, kim: User, seo: User) -> None:
    _propose(kim, opinion)
    with pytest.raises(refusals.AlreadyAProposal):
        _propose(seo, opinion)
    assert Proposal.objects.count() == 1


def test_nobody_else_makes_it(opinion: Opinion, lee: User) -> None:
    with pytest.raises(NotAllowed):
        _propose(lee, opinion)
    assert not Proposal.objects.exists()


def test_what_is_not_public_yet_is_not_proposed(seo: User) -> None:
    factories.a_call()
    held = recording.hold_workshop(seo, factories.a_workshop(starts_in=timedelta(minutes=-30)), at=now())
    with pytest.raises(refusals.RecordNotPublished):
        _propose(seo, an_opinion(held, seo))


def test_the_thread_begins_with_the_opinion(opinion: Opinion, kim: User, lee: User) -> None:
    number = _propose(kim, opinion).number
    assert number is not None
    first = thread(number, lee)[0]
    assert (first.stage, first.text) == ("opinion", opinion.text)
    assert first.url == f"/workshops/{opinion.workshop.code}/#opinion-{opinion.pk}"


def test_the_page_leads_to_the_thread(opinion: Opinion, kim: User, client: Client) -> None:
    client.force_login(kim)
    path = f"/workshops/opinions/{opinion.uuid}/propose/"
    form = client.get(path).context["form"]
    values = {"title": "동네 수리 손수레", "body": form.initial["body"], "area": "1100000000"}
    assert client.post(path, {**values, "title": ""}).status_code == 422
    posted = client.post(path, values)
    assert posted["Location"] == f"/thread/{Proposal.objects.get().number}/"
