"""Supports that lie uncounted: whatever is done next to the proposal counts them, and does what they lead to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from civic.notifications.models import Event
from proposals.domain import (
    assisting,
    clocks,
    counting,
    editing,
    hiding,
    merging,
    splitting,
    supporting,
    together,
    transferring,
)
from proposals.models import Proposal, Support, Uncounted, Version
from proposals.refusals import EditingOver
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def uncounted(lee):
    """A proposal whose one support, Lee's, was given while somebody else had the row."""

    def make(**given):
        proposal = factories.a_proposal(**given)
        Support.objects.create(proposal=proposal, user=lee)
        Uncounted.objects.create(proposal=proposal, by=1)
        return proposal

    return make


def counted(proposal):
    """What the counter says once all is taken in: the number of supports there are."""
    counting.fold_all(at=timezone.now())
    found = Proposal.objects.get(pk=proposal.pk)
    assert found.support_count == found.supports.count()
    assert not Uncounted.objects.exists()
    return found.support_count


def last_missing(count=1):
    return {
        "call": factories.a_call(count_=count),
        "threshold": count,
        "department": factories.a_department(),
    }


def test_the_next_support_takes_in_what_lies_there_and_starts_the_clock(uncounted, yoon):
    proposal = uncounted(**last_missing(2))
    supporting.support(yoon, proposal, at=timezone.now())
    assert (proposal.support_count, proposal.state) == (2, "review")
    assert counted(proposal) == 2
    assert Event.objects.filter(kind="proposals.threshold_reached").count() == 1


def test_taking_back_an_uncounted_support_leaves_nothing(uncounted, lee):
    proposal = uncounted()
    supporting.unsupport(lee, proposal, at=timezone.now())
    assert proposal.support_count == 0
    assert counted(proposal) == 0


def test_a_fold_of_nothing_changes_nothing():
    proposal = factories.a_proposal()
    assert not counting.fold(proposal.pk, at=timezone.now())
    assert counting.fold_all(at=timezone.now()) == 0


def test_the_sweep_goes_through_more_than_a_batch(lee, monkeypatch):
    monkeypatch.setattr(counting, "BATCH", 2)
    proposals = [factories.a_proposal() for _number in range(5)]
    Uncounted.objects.bulk_create(Uncounted(proposal=one, by=1) for one in proposals for _time in range(2))
    assert counting.fold_all(at=timezone.now()) == 5
    assert set(Proposal.objects.values_list("support_count", flat=True)) == {2}


def test_a_window_that_closes_with_the_last_support_uncounted_leads_to_the_answer(uncounted):
    proposal = uncounted(**last_missing())
    assert clocks.watch(proposal.support_until)["closed"] == 0
    proposal.refresh_from_db()
    assert (proposal.state, proposal.support_count) == ("review", 1)


def test_a_window_that_closes_short_of_the_threshold_says_the_true_number(uncounted):
    proposal = uncounted(**last_missing(2))
    assert clocks.watch(proposal.support_until)["closed"] == 1
    assert Event.objects.get(kind="proposals.closed").params["count"] == 1


def test_an_edit_after_an_uncounted_support_leaves_the_version_before(uncounted, kim):
    submitted = timezone.now() - timedelta(days=2)
    proposal = uncounted(author=kim, submitted_at=submitted)
    editing.edit(kim, proposal, at=timezone.now(), body="다른 글")
    assert Version.objects.filter(proposal=proposal).count() == 1


def test_an_edit_finds_that_the_threshold_is_reached(uncounted, kim):
    proposal = uncounted(author=kim, **last_missing())
    with pytest.raises(EditingOver):
        editing.edit(kim, proposal, at=timezone.now(), body="다른 글")
    assert counted(proposal) == 1


def test_who_joins_takes_back_an_uncounted_support(uncounted, kim, lee):
    proposal = uncounted(author=kim)
    together.join(lee, together.invite(kim, proposal, at=timezone.now()), at=timezone.now())
    assert counted(proposal) == 0


def test_who_claims_what_was_entered_for_them_takes_back_an_uncounted_support(lee, yoon):
    proposal, code = assisting.enter(
        yoon, call=factories.a_call(), channel="paper", consent="signed", consented_on=timezone.localdate(),
        at=timezone.now(), title="골목 안내등", body="밤길이 어둡습니다.", topic=factories.a_topic(),
    )  # fmt: skip
    Support.objects.create(proposal=proposal, user=lee)
    Uncounted.objects.create(proposal=proposal, by=1)
    assisting.claim(lee, code, at=timezone.now())
    assert counted(proposal) == 0


def test_a_merge_unites_what_lies_uncounted_on_both_sides(uncounted, kim, lee, park):
    call = factories.a_call()
    source, target = uncounted(author=kim, call=call), uncounted(author=kim, call=call)
    other = factories.a_person("hong")
    Support.objects.create(proposal=source, user=other)
    Uncounted.objects.create(proposal=source, by=1)
    merging.merge(park, source, target, reason="같음", at=timezone.now())
    assert target.support_count == 2
    assert (counted(source), counted(target)) == (2, 2)
    merging.undo_merge(park, source, reason="다름", at=timezone.now())
    assert (counted(source), counted(target)) == (2, 1)


def test_a_split_gives_both_the_true_number_and_what_it_leads_to(uncounted, kim, park):
    whole = uncounted(author=kim, **last_missing())
    part = splitting.split(
        park, whole, title="쉼의자", body="의자를 놓아 주세요.", reason="둘", at=timezone.now()
    )
    assert (part.support_count, part.state) == (1, "review")
    assert (counted(whole), counted(part)) == (1, 1)


def test_what_is_counted_while_hidden_leads_on_when_it_is_back(uncounted, park):
    proposal = uncounted(**last_missing())
    hiding.hide(park, proposal, rule="spam")
    assert counted(proposal) == 1
    proposal.refresh_from_db()
    assert proposal.state == "hidden"
    assert hiding.restore(park, proposal, at=timezone.now()).state == "review"


def test_what_is_counted_while_with_another_body_leads_on_when_it_is_back(uncounted, yoon):
    proposal = uncounted(**last_missing())
    at = timezone.now()
    transferring.transfer(yoon, proposal, on=timezone.localdate(at), body="경찰청", reason="소관", at=at)
    assert counted(proposal) == 1
    assert transferring.take_back(yoon, proposal, reason="우리 일", at=at).state == "review"


def test_the_database_lets_no_counter_fall_below_nothing():
    proposal = factories.a_proposal()
    with pytest.raises(IntegrityError), transaction.atomic():
        counting.take_in(proposal, -1)
    assert connection.is_usable()
