"""Merging unites supports by person, leads readers on, tells both writers, and can be undone; a split is the other way."""

import pytest
from django.utils import timezone

from civic.comments.domain.threads import follow
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from proposals.domain import merging, splitting, supporting, transferring, withdrawing
from proposals.models import Proposal, Support
from tests import factories

pytestmark = pytest.mark.django_db


def supported(proposal: Proposal, *people) -> Proposal:
    for person in people:
        supporting.support(person, proposal, at=timezone.now())
    return proposal


@pytest.fixture
def pair(kim, lee, newcomer):
    """Two proposals: the first supported by two people, the second by one of them and by another."""
    call = factories.a_call(count_=4)
    hong = factories.a_person("hong")
    source = factories.a_proposal(author=kim, call=call, threshold=4)
    target = factories.a_proposal(author=factories.a_person("na"), call=call, threshold=4)
    for one in (source, target):
        follow(one.author, one.thread)
    return supported(source, lee, newcomer), supported(target, lee, hong)


def code(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def merge(actor, source, target, reason="같은 골목의 안내등입니다."):
    return merging.merge(actor, source, target, reason=reason, at=timezone.now())


def test_who_supports_both_counts_once_and_undoing_takes_exactly_those_back(pair, park):
    source, target = pair
    merge(park, source, target)
    target.refresh_from_db()
    assert (source.state, target.support_count, target.supports.count()) == ("merged", 3, 3)
    assert target.thread.follows.filter(user=source.author).exists(), "the writer follows on"
    told = Event.objects.filter(kind__in=["proposals.merged", "proposals.took_in"])
    assert {event.subject for event in told} == {f"proposals.proposal:{one.pk}" for one in pair}
    merging.undo_merge(park, source, reason="다른 골목이었습니다.", at=timezone.now())
    source.refresh_from_db()
    target.refresh_from_db()
    assert (source.state, source.support_count, source.merged_into) == ("open", 2, None)
    assert (target.support_count, target.supports.count()) == (2, 2)
    assert merge(park, source, target).pk, "it can be merged again"


def test_the_writer_of_the_other_one_does_not_come_to_support_it(pair, park):
    source, target = pair
    supported(source, target.author)
    merge(park, source, target)
    assert not target.supports.filter(user=target.author).exists()


def test_united_supports_reach_the_threshold_and_start_the_clock(pair, park):
    source, target = pair
    supported(source, factories.a_person("five"))
    merge(park, source, target)
    target.refresh_from_db()
    assert (target.state, target.support_count) == ("review", 4)
    assert Event.objects.filter(kind="proposals.threshold_reached").count() == 1


def test_a_merge_is_refused_where_it_would_lead_nowhere(pair, park, kim, lee):
    source, target = pair
    assert code(lambda: merge(lee, source, target)) == "accounts.not_allowed"
    assert code(lambda: merge(park, source, source)) == "proposals.same_proposal"
    assert code(lambda: merge(park, source, target, "  ")) == "proposals.needs_a_reason"
    answered = factories.a_proposal(author=kim, state="answered")
    assert code(lambda: merge(park, source, answered)) == "proposals.cannot_merge"
    assert code(lambda: merge(park, answered, target)) == "proposals.not_under_way"
    assert Support.objects.count() == 4
    assert not Event.objects.filter(kind="proposals.merged").exists()


def test_an_earlier_merge_is_undone_only_after_the_later_one(pair, park, kim):
    source, target = pair
    third = factories.a_proposal(author=kim)
    merge(park, source, target)
    merge(park, target, third)
    undo = {"reason": "다릅니다.", "at": timezone.now()}
    assert code(lambda: merging.undo_merge(park, source, **undo)) == "proposals.target_moved"
    merging.undo_merge(park, target, **undo)
    merging.undo_merge(park, source, **undo)
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_the_old_address_leads_on_and_the_text_stays(pair, park, client):
    source, target = pair
    merge(park, source, target)
    led = client.get(f"/proposals/{source.number}/")
    assert (led.status_code, led["Location"]) == (302, f"/proposals/{target.number}/?from={source.number}")
    assert source.number in client.get(led["Location"]).content.decode()
    assert source.body in client.get(f"/proposals/{source.number}/?stay=1").content.decode()
    client.force_login(factories.a_person("reader"))
    assert (
        client.post(f"/proposals/{source.number}/support/")["X-Refusal"] == "proposals.not_open_for_support"
    )


def test_a_split_gives_both_parts_the_supporters_and_the_clock(pair, park, kim):
    whole, _other = pair
    part = splitting.split(
        park,
        whole,
        title="조명만 따로",
        body="조명을 밝혀 주세요.",
        reason="소관이 다릅니다.",
        at=timezone.now(),
    )
    assert (part.author, part.support_count, part.support_until) == (kim, 2, whole.support_until)
    assert part.number != whole.number
    assert Event.objects.filter(kind="proposals.split").count() == 2
    merge(park, part, whole, "다시 합칩니다.")
    whole.refresh_from_db()
    assert whole.support_count == 2


@pytest.mark.parametrize(
    ("where", "refused"),
    [
        ({"area": True}, None),
        ({"body": "철도 관리 기관"}, None),
        ({}, "proposals.no_body_named"),
        ({"area": True, "body": "둘 다"}, "proposals.no_body_named"),
    ],
)
def test_a_transfer_names_one_body_and_can_be_followed_and_taken_back(where, refused, yoon, kim):
    proposal = factories.a_proposal(author=kim, state="review")
    place = {**where, **({"area": factories.a_borough()} if "area" in where else {})}
    at = timezone.now()

    def send():
        return transferring.transfer(yoon, proposal, on=at.date(), reason="소관이 아닙니다.", at=at, **place)

    if refused:
        assert code(send) == refused
        return
    send()
    assert (
        code(lambda: withdrawing.withdraw(kim, proposal, reason="그만", at=at)) == "proposals.cannot_withdraw"
    )
    transferring.report(yoon, proposal, status="answered", note="내년에 합니다.", at=at)
    assert proposal.transfers.get().status == "answered"
    transferring.take_back(yoon, proposal, reason="시의 일입니다.", at=at)
    proposal.refresh_from_db()
    assert proposal.state == "review"
    kinds = ("transferred", "transfer_news", "taken_back")
    assert all(Event.objects.filter(kind=f"proposals.{kind}").count() == 1 for kind in kinds)
