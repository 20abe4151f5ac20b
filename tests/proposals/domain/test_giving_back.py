"""What the city put away by mistake comes back with the days it had, and nobody who followed it is left without a word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from civic.common.periods import days_after
from civic.moderation.domain.deciding import decide
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Message
from proposals.domain import clocks, giving_back, hiding, merging, supporting, transferring
from proposals.models import Award, Proposal
from tests import factories
from tests.proposals.calls import a_limited_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AWAY = ["hidden", "merged", "transferred"]


def ago(days: int, **fields) -> Proposal:
    """A proposal of that many days, open for thirty."""
    at = timezone.now() - days * DAY
    return factories.a_proposal(submitted_at=at, support_until=at + 30 * DAY, **fields)


def put_away(way: str, proposal: Proposal, park, yoon, at) -> None:
    if way == "hidden":
        hiding.hide(park, proposal, rule="abuse")
        Proposal.objects.filter(pk=proposal.pk).update(hidden_at=at)
    elif way == "merged":
        merging.merge(park, proposal, factories.a_proposal(), reason="같습니다.", at=at)
    else:
        transferring.transfer(
            yoon, proposal, on=at.date(), reason="소관이 아닙니다.", body="철도 관리 기관", at=at
        )


def bring_back(way: str, proposal: Proposal, park, yoon, at) -> None:
    proposal.refresh_from_db()
    if way == "hidden":
        hiding.restore(park, proposal, at=at)
    elif way == "merged":
        merging.undo_merge(park, proposal, reason="다릅니다.", at=at)
    else:
        transferring.take_back(yoon, proposal, reason="시의 일입니다.", at=at)


@pytest.mark.parametrize("way", AWAY)
def test_the_days_for_supports_are_given_back(way, park, yoon, lee):
    proposal = ago(35)
    put_away(way, proposal, park, yoon, proposal.submitted_at + 10 * DAY)
    now = timezone.now()
    bring_back(way, proposal, park, yoon, now)
    clocks.watch(now)
    proposal.refresh_from_db()
    assert proposal.state == "open", "not closed in the minute in which it came back"
    away = now - proposal.submitted_at - 10 * DAY
    assert proposal.support_until == days_after(proposal.submitted_at + 30 * DAY + away, 0)
    assert supporting.support(lee, proposal, at=now).pk


@pytest.mark.parametrize("way", ["hidden", "transferred"])
def test_the_date_of_an_answer_is_not_moved(way, park, yoon):
    due = timezone.now() - DAY
    proposal = ago(35, state="review", answer_due_at=due, department=factories.a_department())
    before = proposal.support_until
    put_away(way, proposal, park, yoon, timezone.now() - 5 * DAY)
    bring_back(way, proposal, park, yoon, timezone.now())
    assert clocks.watch(timezone.now())["overdue"] == 1
    proposal.refresh_from_db()
    assert (proposal.answer_due_at, proposal.support_until) == (due, before)


def test_nothing_is_given_back_of_a_window_that_was_over():
    proposal = ago(40)
    until = proposal.support_until
    assert giving_back.days_since(proposal, until + DAY, at=until + 5 * DAY).support_until == until
    assert giving_back.days_since(proposal, None, at=until).support_until == until


def test_followers_hear_of_hiding_by_its_number_and_of_its_return(kim, lee, park, admin):
    proposal = factories.a_proposal(author=kim, title="누구의 전화번호는")
    supporting.support(lee, proposal, at=timezone.now())
    decide(park, proposal, outcome="hidden", rule="personal_data", reason="전화번호가 있습니다.")
    deliver_waiting()
    [line] = Message.objects.filter(user=lee, event__kind="proposals.hidden")
    assert proposal.title not in str(line.event.params)
    assert line.event.params["rule_en"] == "personal data of somebody"
    assert line.event.params["path"] == "/moderation/"
    decide(admin, Proposal.objects.get(pk=proposal.pk), outcome="restored", reason="다시 보았습니다.")
    deliver_waiting()
    assert Message.objects.filter(user=lee, event__kind="proposals.shown_again").count() == 1
    mine = set(Message.objects.filter(user=kim).values_list("event__kind", flat=True))
    assert mine == {"moderation.hidden", "moderation.restored"}, "the writer is told by the decision, once"


def test_no_page_of_another_one_shows_what_was_hidden(kim, park, client: Client):
    bad, target = factories.a_proposal(title="숨길 말"), factories.a_proposal()
    merging.merge(park, bad, target, reason="같습니다.", at=timezone.now())
    hiding.hide(park, Proposal.objects.get(pk=bad.pk), rule="abuse")
    part = factories.a_proposal(split_from=bad)
    for shown in (target, part):
        page = client.get(f"/proposals/{shown.number}/")
        assert (page.status_code, "숨길 말" in page.content.decode()) == (200, False)
        assert "숨길 말" not in client.get(f"/thread/{shown.number}/").content.decode()


def test_who_is_led_to_a_hidden_one_reads_why_it_is_not_there(park, client: Client):
    source, target = factories.a_proposal(), factories.a_proposal(title="숨길 말")
    merging.merge(park, source, target, reason="같습니다.", at=timezone.now())
    hiding.hide(park, Proposal.objects.get(pk=target.pk), rule="abuse")
    page = client.get(f"/proposals/{source.number}/")
    assert page.status_code == 200
    assert "숨길 말" not in page.content.decode()
    assert str(target.number) in page.content.decode()
    assert "운영 담당자가 비공개 처리하였습니다" in page.content.decode()


def test_a_result_names_a_chosen_one_that_was_hidden_by_its_number(park, client: Client):
    terms = a_limited_call(opens=-60, closes=-30, result=-10)
    chosen = factories.a_proposal(call=terms.call, title="숨길 말")
    Award.objects.create(terms=terms, proposal=chosen, place=1, reason="좋음")
    terms.result_at = terms.published_at = timezone.now()
    terms.save()
    hiding.hide(park, Proposal.objects.get(pk=chosen.pk), rule="abuse")
    slug = terms.call.process.slug
    page = client.get(f"/proposals/calls/{slug}/")
    assert page.status_code == 200
    assert "숨길 말" not in page.content.decode()
    assert str(chosen.number) in page.content.decode()
    [award] = client.get(f"/api/v1/proposals/calls/{slug}/").json()["awards"]
    assert (award["number"], award["title"]) == (chosen.number, "")
