"""Supporting: once a person, counted exactly, and the threshold starts the clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.comments.models import Follow
from civic.common.periods import due_after
from civic.notifications.models import Event
from proposals import actions
from proposals.domain import supporting
from proposals.refusals import AlreadySupported, NotOpenForSupport, NotSupported, OwnProposal
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_support_counts_once_and_its_giver_follows(lee):
    proposal = factories.a_proposal()
    supporting.support(lee, proposal, at=timezone.now())
    assert proposal.support_count == 1
    assert Follow.objects.filter(user=lee, thread=proposal.thread, level="important").exists()
    with pytest.raises(AlreadySupported):
        supporting.support(lee, proposal, at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.supports.count()) == (1, 1)


def test_a_support_can_be_taken_back_once(lee):
    proposal = factories.a_proposal()
    supporting.support(lee, proposal, at=timezone.now())
    supporting.unsupport(lee, proposal, at=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.supports.count()) == (0, 0)
    with pytest.raises(NotSupported):
        supporting.unsupport(lee, proposal, at=timezone.now())
    proposal.refresh_from_db()
    assert proposal.support_count == 0


def test_nobody_supports_their_own_proposal(kim):
    with pytest.raises(OwnProposal):
        supporting.support(kim, factories.a_proposal(author=kim), at=timezone.now())


def test_nobody_supports_after_the_window(lee):
    proposal = factories.a_proposal()
    late = proposal.support_until
    with pytest.raises(NotOpenForSupport):
        supporting.support(lee, proposal, at=late)
    supporting.support(lee, proposal, at=late - timedelta(seconds=1))


@pytest.mark.parametrize("state", ["withdrawn", "answered", "not_supported", "hidden", "merged"])
def test_only_open_proposals_and_those_under_review_are_supported(state, lee):
    other = factories.a_proposal() if state == "merged" else None
    proposal = factories.a_proposal(state=state, merged_into=other)
    assert actions.support.refusal(lee, proposal=proposal, at=timezone.now()).code == NotOpenForSupport.code


def test_the_last_support_needed_starts_the_answer_clock(lee, yoon):
    call = factories.a_call(count_=2, answer_days=14)
    office = factories.a_department("innovation", name="혁신담당관", takes_unrouted=True)
    proposal = factories.a_proposal(call=call, threshold=2, department=None)
    at = timezone.now()
    supporting.support(lee, proposal, at=at)
    assert proposal.state == "open"
    supporting.support(yoon, proposal, at=at)
    proposal.refresh_from_db()
    assert proposal.state == "review"
    assert proposal.threshold_reached_at == at
    assert proposal.answer_due_at == due_after(at, 14)
    assert proposal.department == office
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"proposals.threshold_reached", "proposals.routed", "proposals.to_answer"}


def test_supports_after_the_threshold_do_not_start_the_clock_again(lee, yoon, newcomer):
    proposal = factories.a_proposal(call=factories.a_call(count_=1), threshold=1)
    at = timezone.now()
    supporting.support(lee, proposal, at=at)
    supporting.support(yoon, proposal, at=at + timedelta(hours=1))
    supporting.unsupport(lee, proposal, at=at + timedelta(hours=2))
    supporting.support(newcomer, proposal, at=at + timedelta(hours=3))
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.threshold_reached_at) == (2, at)
    assert Event.objects.filter(kind="proposals.threshold_reached").count() == 1
