"""What citizens say of completed projects, and the best of a year."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from budgeting.delivery import figures, queries
from budgeting.delivery.domain import awarding, judging
from budgeting.delivery.models import ASK_AFTER, ASK_FOR, Award, AwardVote, Delivery, Nominee, Verdict
from civic.accounts.leaving import registry as leavers
from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from civic.opendata.catalogue import registry as datasets
from tests import factories
from tests.races.ballots import at_once

pytestmark = pytest.mark.django_db
DONE = date(2026, 6, 1)


def moment(days: int = 0) -> datetime:
    """So many days after the completion, at noon in Seoul."""
    return datetime(2026, 6, 1, 3, tzinfo=UTC) + timedelta(days=days)


def completed(count: int = 1) -> list[Delivery]:
    envelope = factories.an_envelope(factories.a_cycle("result"))
    projects = [factories.a_project(envelope, state="funded") for _ in range(count)]
    return [factories.a_delivery(one, 1, state="completed", completed_on=DONE) for one in projects]


def asked() -> Delivery:
    (delivery,) = completed()
    judging.ask_due(moment(28))
    return Delivery.objects.get(pk=delivery.pk)


def say(delivery: Delivery, count: int, answer: str, name: str = "r") -> None:
    for n in range(count):
        judging.confirm(factories.a_resident(f"{name}{answer}{n}"), delivery, answer=answer, at=moment(30))


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def test_citizens_are_asked_once_four_weeks_after_the_end() -> None:
    (delivery,) = completed()
    other = factories.a_delivery(
        factories.a_project(factories.an_envelope(factories.a_cycle("result")), state="funded"), 1
    )
    assert timedelta(days=28) == ASK_AFTER
    assert [judging.ask_due(moment(days)) for days in (27, 28, 29)] == [0, 1, 0]
    delivery.refresh_from_db()
    other.refresh_from_db()
    assert (delivery.asked_at, other.asked_at) == (moment(28), None)
    assert Event.objects.filter(kind="delivery.outcome_asked").count() == 1


def test_a_verified_resident_answers_once_and_may_change_it(kim: User, newcomer: User, yoon: User) -> None:
    (early,) = completed()
    assert (
        code_of(lambda: judging.confirm(kim, early, answer="yes", at=moment(1))) == "delivery.not_asked_yet"
    )
    judging.ask_due(moment(28))
    delivery = Delivery.objects.get()
    judging.confirm(kim, delivery, answer="no", at=moment(30))
    judging.confirm(kim, delivery, answer="yes", at=moment(31))
    assert list(Verdict.objects.values_list("user", "answer")) == [(kim.pk, "yes")]
    assert not Entry.objects.filter(actor=kim).exists(), "who said what stands on no record"
    assert (
        code_of(lambda: judging.confirm(newcomer, delivery, answer="yes", at=moment(30)))
        == "delivery.not_verified"
    )
    factories.a_resident("yoon")
    assert (
        code_of(lambda: judging.confirm(yoon, delivery, answer="yes", at=moment(30))) == "delivery.own_work"
    )
    late = moment(28) + ASK_FOR
    assert code_of(lambda: judging.confirm(kim, delivery, answer="no", at=late)) == "delivery.no_longer_asked"


def test_the_page_tells_numbers_from_ten_answers_on(client: Client) -> None:
    delivery = asked()
    address = delivery.project.get_absolute_url()
    say(delivery, 9, "yes")
    page = client.get(address).content.decode()
    assert "답변이 10건 이상" in page
    assert "<strong>9</strong>" not in page
    say(delivery, 3, "yes", "more")
    say(delivery, 1, "no")
    page = client.get(address).content.decode()
    assert "<strong>12</strong>" in page
    assert "10건 미만" in page
    assert "13건" not in page, "the sum would give the one away"
    outcome = client.get(f"/api/v1/delivery/{delivery.pk}/").json()["outcome"]
    assert (outcome["answers"], outcome["by"]) == (None, {"yes": 12, "partly": None, "no": None})


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_no_number_below_ten_can_be_found_from_what_is_told(counts: list[int]) -> None:
    """For each number left out, another set of answers would have told exactly the same."""
    given_ = dict(zip("abc", counts, strict=True))
    told = figures.told(given_)
    assert all(n is None or n >= 10 for n in told.by.values())
    for kind in (kind for kind, n in told.by.items() if n is None):
        others = [
            {**given_, kind: n, **more}
            for n in range(10)
            if n != given_[kind]
            for more in (
                {},
                *(
                    {other: m}
                    for other in given_
                    if told.by[other] is None and other != kind
                    for m in range(10)
                ),
            )
        ]
        assert any(figures.told(one) == told for one in others), (given_, kind)


def test_the_form_in_the_browser(client: Client, kim: User) -> None:
    delivery = asked()
    Delivery.objects.update(asked_at=now() - timedelta(days=1))
    address = f"/delivery/outcome/{delivery.pk}/"
    assert client.get(address)["Location"].startswith("/account/login/")
    client.force_login(kim)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"answer": "partly"})["Location"].endswith("#delivery")
    assert 'value="partly"' in client.get(address).content.decode()
    assert Verdict.objects.get().answer == "partly"
    assert address in client.get(delivery.project.get_absolute_url()).content.decode()


def test_who_leaves_takes_their_answers(kim: User) -> None:
    delivery = asked()
    judging.confirm(kim, delivery, answer="yes", at=moment(30))
    leavers["delivery"](kim)
    assert not Verdict.objects.exists()


def an_award(oh: User, count: int = 2) -> Award:
    completed(count)
    return awarding.call(oh, year=2026, closes_at=moment(60), at=moment(40))


def test_the_budget_officer_calls_a_year_once_over_what_was_completed_in_it(oh: User, kim: User) -> None:
    award = an_award(oh, 3)
    assert award.nominees.count() == 3
    assert Event.objects.filter(kind="delivery.nominated").count() == 3

    def call(actor: User, year: int, closes: int = 60) -> str:
        return code_of(lambda: awarding.call(actor, year=year, closes_at=moment(closes), at=moment(40)))

    assert call(oh, 2026) == "delivery.award_called"
    assert call(kim, 2026) == "accounts.not_allowed"
    assert call(oh, 2025) == "delivery.too_few_nominees"
    Award.objects.all().delete()
    assert call(oh, 2026, closes=39) == "delivery.close_not_ahead"


def test_each_resident_chooses_one_and_may_choose_anew_until_the_close(
    oh: User, kim: User, newcomer: User
) -> None:
    award = an_award(oh)
    first, second = award.nominees.all()
    awarding.choose(kim, award, first, at=moment(41))
    awarding.choose(kim, award, second, at=moment(42))
    assert list(AwardVote.objects.values_list("user", "nominee")) == [(kim.pk, second.pk)]
    assert code_of(lambda: awarding.choose(newcomer, award, first, at=moment(41))) == "delivery.not_verified"
    assert code_of(lambda: awarding.choose(kim, award, first, at=moment(60))) == "delivery.award_closed"
    elsewhere = Nominee(award=Award(year=1), delivery=first.delivery)
    assert code_of(lambda: awarding.choose(kim, award, elsewhere, at=moment(41))) == "delivery.not_nominated"


def test_after_the_close_numbers_stay_and_who_chose_what_goes(client: Client, oh: User) -> None:
    award = an_award(oh)
    first, second = award.nominees.all()
    for n in range(12):
        chosen = first if n < 7 else second
        awarding.choose(factories.a_resident(f"v{n}"), award, chosen, at=moment(41))
    assert awarding.count_due(moment(59)) == 0
    assert awarding.count_due(moment(60)) == 1
    assert awarding.count_due(moment(61)) == 0
    assert list(award.nominees.values_list("votes", flat=True)) == [7, 5]
    assert not AwardVote.objects.exists()
    page = client.get("/delivery/best/2026/").content.decode()
    assert page.index(first.delivery.project.title) < page.index(second.delivery.project.title)
    assert "주민이 뽑은 사업" in page
    assert "/delivery/best/2026/" in client.get("/delivery/").content.decode()


def test_fewer_than_ten_choices_name_nobody_and_even_ones_name_both(client: Client, oh: User) -> None:
    award = an_award(oh)
    nominees = list(award.nominees.all())
    for n in range(9):
        awarding.choose(factories.a_resident(f"v{n}"), award, nominees[0], at=moment(41))
    awarding.count_due(moment(60))
    page = client.get("/delivery/best/2026/").content.decode()
    assert "주민이 뽑은 사업" not in page
    assert "<td" not in page
    for one in nominees:
        one.votes = 5
    assert queries.winners(nominees) == nominees


def test_choosing_in_the_browser_and_calling_at_the_desk(client: Client, oh: User, kim: User) -> None:
    completed(2)
    factories.a_second_factor(oh)
    client.force_login(oh)
    desk = "/delivery/desk/best/"
    assert client.get(desk).status_code == 200
    assert client.post(desk, {"year": 2026, "closes_on": "2026-01-01"}).status_code == 422
    sent = client.post(
        desk, {"year": 2026, "closes_on": (timezone.localdate() + timedelta(days=9)).isoformat()}
    )
    assert sent["Location"] == "/delivery/best/2026/"
    address = sent["Location"]
    nominee = Nominee.objects.first()
    assert nominee is not None
    visitor = Client()
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, {"nominee": nominee.pk})["Location"].startswith("/account/login/")
    client.force_login(kim)
    assert client.post(address, {"nominee": ""}).status_code == 302
    assert not AwardVote.objects.exists()
    client.post(address, {"nominee": nominee.pk})
    assert AwardVote.objects.get().nominee == nominee
    assert "checked" in client.get(address).content.decode()
    assert client.get("/delivery/best/1999/").status_code == 404
    client.force_login(kim)
    assert client.get(desk).status_code == 403


def test_the_dataset_tells_the_same_and_costs_the_same_for_one_as_for_three(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    rows = datasets["deliveries"].rows
    delivery = asked()
    say(delivery, 11, "yes")
    row = list(rows())[0]  # noqa: RUF015  the generator is to run to its end
    assert (row["project"], row["state"], row["said_yes"], row["said_no"]) == (
        delivery.project_id,
        "completed",
        11,
        None,
    )
    sent = b"".join(client.get("/data/deliveries.csv").streaming_content)  # type: ignore[arg-type]  # not asynchronous
    table = csv.DictReader(StringIO(sent.decode("utf-8-sig")))
    assert next(table)["said_yes"] == "11"
    with django_assert_num_queries(5):  # type: ignore[attr-defined]  # a context manager
        list(rows())
    completed(2)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]  # a context manager
        list(rows())


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_choices_and_the_count_at_once_none_is_lost_and_none_comes_late(oh: User) -> None:
    award = an_award(oh)
    nominee = award.nominees.first()
    assert nominee is not None
    people = [factories.a_resident(f"v{n}") for n in range(6)]
    acts = [lambda p=p: awarding.choose(p, award, nominee, at=moment(41)) for p in people]
    results = at_once([*acts, lambda: awarding.count_due(moment(60))])
    taken = sum(one is None for one in results[:-1])
    nominee.refresh_from_db()
    assert nominee.votes == taken
    assert {type(one).__name__ for one in results[:-1]} <= {"NoneType", "AwardClosed"}
    assert not AwardVote.objects.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_officers_call_a_year_once_and_two_workers_ask_once(oh: User) -> None:
    completed(2)
    calls = at_once([lambda: awarding.call(oh, year=2026, closes_at=moment(60), at=moment(40))] * 2)
    assert sum(isinstance(one, Award) for one in calls) == 1
    assert [one.code for one in calls if isinstance(one, Refusal)] == ["delivery.award_called"]
    assert sum(at_once([lambda: judging.ask_due(moment(28))] * 3)) == 2
    assert Event.objects.filter(kind="delivery.outcome_asked").count() == 2
