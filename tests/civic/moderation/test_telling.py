"""Nobody who asked for a decision is left without a word of it, and nobody decides on what they stand for themselves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.moderation.domain.deciding import decide
from civic.moderation.domain.reporting import appeal, report
from civic.moderation.models import Decision
from civic.moderation.refusals import OwnText
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Message
from proposals.models import CoProposer, Proposal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(kim: User, lee: User) -> Proposal:
    """Kim's, together with lee."""
    found = factories.a_proposal(author=kim)
    CoProposer.objects.create(proposal=found, user=lee)
    return found


def who(kind: str) -> set[str]:
    deliver_waiting()
    lines = Message.objects.filter(event__kind=kind)
    return set(lines.values_list("user__display_name", flat=True))


@pytest.mark.parametrize(("outcome", "words"), [("hidden", "hidden"), ("kept", "kept")])
def test_who_reported_hears_what_came_of_it(
    outcome: str, words: str, proposal: Proposal, newcomer: User, park: User
) -> None:
    report(newcomer, proposal, rule="abuse")
    decide(
        park, proposal, outcome=outcome, rule="abuse" if outcome == "hidden" else "", reason="살펴보았습니다."
    )
    assert who("moderation.report_decided") == {"newcomer"}
    [line] = Message.objects.filter(event__kind="moderation.report_decided")
    assert line.event.params["outcome_en"] == words
    assert proposal.title not in str(line.event.params)


def test_the_other_moderators_hear_that_somebody_asks_for_a_second_look(
    proposal: Proposal, kim: User, park: User
) -> None:
    factories.a_staff_member("another", "moderator")
    decision = decide(park, proposal, outcome="hidden", rule="abuse", reason="욕설")
    appeal(kim, Proposal.objects.get(pk=proposal.pk), decision, text="욕이 아닙니다.")
    assert who("moderation.to_look_again") == {"another"}


def test_where_nobody_else_moderates_an_administrator_hears_of_it(
    proposal: Proposal, kim: User, park: User, admin: User
) -> None:
    decision = decide(park, proposal, outcome="hidden", rule="abuse", reason="욕설")
    appeal(kim, Proposal.objects.get(pk=proposal.pk), decision, text="욕이 아닙니다.")
    assert who("moderation.to_look_again") == {"admin"}


def test_who_proposes_together_is_told_the_same_and_may_ask_for_a_second_look(
    proposal: Proposal, kim: User, lee: User, park: User, client: Client
) -> None:
    decide(park, proposal, outcome="hidden", rule="abuse", reason="욕설")
    assert who("moderation.hidden") == {"kim", "lee"}
    client.force_login(lee)
    address = f"/moderation/appeal/proposals.proposal:{proposal.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "욕이 아닙니다."}).status_code == 302
    assert Decision.objects.get().appeal.author == lee
    client.force_login(factories.a_person("stranger"))
    assert client.get(address)["X-Refusal"] == "moderation.not_the_author"


def test_a_moderator_decides_nothing_on_what_they_propose_with_others(proposal: Proposal, park: User) -> None:
    CoProposer.objects.create(proposal=proposal, user=park, joined_at=timezone.now() - timedelta(days=1))
    with pytest.raises(OwnText):
        decide(park, proposal, outcome="kept", reason="괜찮습니다.")


def test_the_log_names_a_proposal_by_the_number_that_people_know(
    proposal: Proposal, park: User, newcomer: User, client: Client
) -> None:
    """Followers of a hidden one are told its number, and look for it here."""
    report(newcomer, proposal, rule="abuse")
    decide(park, proposal, outcome="hidden", rule="abuse", reason="욕설")
    page = client.get("/moderation/").content.decode()
    assert str(proposal.number) in page
    assert proposal.title not in page
    assert "하루 안에" in page, "not within 0 days"


def test_who_decides_sees_the_title_as_well_as_the_text(
    proposal: Proposal, park: User, newcomer: User, client: Client
) -> None:
    report(newcomer, proposal, rule="abuse")
    factories.a_second_factor(park)
    client.force_login(park)
    page = client.get(f"/moderation/queue/proposals.proposal:{proposal.pk}/").content.decode()
    assert proposal.title in page
    assert proposal.body in page
