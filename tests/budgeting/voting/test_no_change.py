"""Where the rules let nobody change a ballot, nothing promises it; where turnout waits for the result, nothing says "few"."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from budgeting.voting.domain.watching import watch
from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main")[1]


def test_no_page_and_no_notice_of_such_a_vote_promises_a_change(english: Client, kim: User) -> None:
    kim.language = "en"
    kim.save()
    vote = making.a_vote(change_until_close=False)
    start = f"/vote/{vote.cycle.slug}/"
    said = page(english, start)
    assert "cannot be changed once it is cast" in said
    assert "You can change it until the close" not in said
    vote.cast(kim, 0)
    english.force_login(kim)
    assert "cast again" not in page(english, f"{start}receipt/")
    watch(now())
    with override("en"):
        for event in Event.objects.filter(kind__startswith="voting."):
            assert "You can change your ballot" not in rendered(event).body
            assert "vote again now (the last ballot counts)" not in rendered(event).body


def test_other_votes_still_say_so(english: Client, kim: User) -> None:
    kim.language = "en"
    kim.save()
    vote = making.a_vote()
    assert "You can change it until the close" in page(english, f"/vote/{vote.cycle.slug}/")
    vote.cast(kim, 0)
    english.force_login(kim)
    assert "To get a new code, cast again." in page(english, f"/vote/{vote.cycle.slug}/receipt/")
    vote.end()
    assert "cast again" not in page(english, f"/vote/{vote.cycle.slug}/receipt/"), "not any more"


@pytest.mark.parametrize(("publication", "few"), [("close", False), ("turnout", True)])
def test_few_voters_are_told_only_where_turnout_is(
    publication: str, few: bool, english: Client, oh: User, settings: Any
) -> None:
    settings.DEMO_MODE = True
    vote = making.a_vote(publication=publication)
    assert ("Fewer than 10" in page(english, f"/vote/{vote.cycle.slug}/")) is few
    oh.language = "en"
    oh.save()
    english.force_login(oh)
    assert ("Fewer than 10" in page(english, f"/results/desk/{vote.cycle.slug}/")) is few
